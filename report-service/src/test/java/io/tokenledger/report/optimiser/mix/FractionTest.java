package io.tokenledger.report.optimiser.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class FractionTest {
    @Test
    void fractionsAreInLowestTermsWithTheSignAbove() {
        assertThat(fraction(6, -4)).isEqualTo(fraction(-3, 2));
        assertThat(fraction(0, -7)).isEqualTo(Fraction.ZERO);
        assertThat(Fraction.of(new BigDecimal("0.250"))).isEqualTo(fraction(1, 4));
        assertThat(Fraction.of(new BigDecimal("12e2"))).isEqualTo(fraction(1_200, 1));
        assertThatThrownBy(() -> fraction(1, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fraction.ONE.dividedBy(Fraction.ZERO)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void halvesAreRoundedToTheEvenNeighbour() {
        assertThat(fraction(5, 2).rounded()).isEqualTo(2);
        assertThat(fraction(7, 2).rounded()).isEqualTo(4);
        assertThat(fraction(-5, 2).rounded()).isEqualTo(-2);
        assertThat(fraction(2_500_000_001L, 1_000_000_000).rounded()).isEqualTo(3);
        assertThat(fraction(1, 3).decimal(12)).isEqualTo(new BigDecimal("0.333333333333"));
        assertThat(fraction(1, 8).decimal(2)).isEqualTo(new BigDecimal("0.12"));
    }

    @Test
    void arithmeticIsThatOfExactDecimals() {
        long seed = System.nanoTime();
        System.out.println("fractions: seed " + seed);
        Gen<Integer> any = integers().between(-1_000_000, 1_000_000);
        qt().withFixedSeed(seed).forAll(any, any, integers().between(0, 8)).checkAssert((a, b, scale) -> {
            BigDecimal one = BigDecimal.valueOf(a, scale);
            BigDecimal other = BigDecimal.valueOf(b, 3);
            assertThat(Fraction.of(one).plus(Fraction.of(other))).isEqualTo(Fraction.of(one.add(other)));
            assertThat(Fraction.of(one).minus(Fraction.of(other))).isEqualTo(Fraction.of(one.subtract(other)));
            assertThat(Fraction.of(one).times(Fraction.of(other))).isEqualTo(Fraction.of(one.multiply(other)));
            assertThat(Fraction.of(one).compareTo(Fraction.of(other))).isEqualTo(one.compareTo(other));
            assertThat(Fraction.of(one).decimal(scale)).isEqualByComparingTo(one);
        });
    }

    @Test
    void sharesThatAddUpToOneStillDoAfterRounding() {
        long seed = System.nanoTime();
        System.out.println("rounded shares: seed " + seed);
        qt().withFixedSeed(seed)
                .forAll(integers().between(0, 2_000), integers().between(1, 2_000))
                .checkAssert((numerator, denominator) -> {
                    Fraction share = fraction(numerator % (denominator + 1), denominator);
                    assertThat(share.decimal(3).add(Fraction.ONE.minus(share).decimal(3)))
                            .isEqualByComparingTo(BigDecimal.ONE);
                });
    }

    private static Fraction fraction(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }
}
