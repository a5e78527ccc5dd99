package io.tokenledger.report.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void exactAmountsHaveNoTrailingZerosAndNoExponent() {
        assertThat(Money.exact(BigInteger.ZERO)).isEqualTo("0");
        assertThat(Money.exact(BigInteger.ONE)).isEqualTo("0.000000000001");
        assertThat(Money.exact(new BigInteger("110000000000"))).isEqualTo("0.11");
        assertThat(Money.exact(new BigInteger("100000000000000"))).isEqualTo("100");
        assertThat(Money.exact(new BigInteger("-12345600000000"))).isEqualTo("-12.3456");
        assertThat(Money.exact(new BigInteger("123456789012345678901234567890")))
                .isEqualTo("123456789012345678.90123456789");
    }

    @Test
    void halfACentGoesToTheEvenCent() {
        assertThat(Money.rounded(new BigInteger("5000000000"), 2)).isEqualTo(new BigDecimal("0.00"));
        assertThat(Money.rounded(new BigInteger("15000000000"), 2)).isEqualTo(new BigDecimal("0.02"));
        assertThat(Money.rounded(new BigInteger("15000000001"), 2)).isEqualTo(new BigDecimal("0.02"));
        assertThat(Money.rounded(new BigInteger("25000000000"), 2)).isEqualTo(new BigDecimal("0.02"));
        assertThat(Money.rounded(new BigInteger("-15000000000"), 2)).isEqualTo(new BigDecimal("-0.02"));
        assertThat(Money.rounded(new BigInteger("12300000000000"), 0)).isEqualTo(new BigDecimal("12"));
    }

    @Test
    void placesOutsideOfTheExactAmountAreRefused() {
        assertThatThrownBy(() -> Money.rounded(BigInteger.ONE, 13)).hasMessageContaining("13");
        assertThatThrownBy(() -> Money.rounded(BigInteger.ONE, -1)).hasMessageContaining("-1");
    }

    @Test
    void thousandsAreSeparatedForReading() {
        assertThat(Money.toTheCent(new BigInteger("1234567895000000000"))).isEqualTo("1,234,567.90");
        assertThat(Money.toTheCent(BigInteger.ZERO)).isEqualTo("0.00");
    }

    @Test
    void exactTextIsTheAmountAgain() {
        qt().forAll(longs().all())
                .checkAssert(pico -> assertThat(new BigDecimal(Money.exact(BigInteger.valueOf(pico)))
                                .movePointRight(12)
                                .toBigIntegerExact())
                        .isEqualTo(BigInteger.valueOf(pico)));
    }

    @Test
    void roundedAmountIsNeverMoreThanHalfAUnitAway() {
        qt().forAll(longs().all(), integers().between(0, 12)).checkAssert((pico, places) -> {
            BigDecimal distance = Money.rounded(BigInteger.valueOf(pico), places)
                    .subtract(new BigDecimal(BigInteger.valueOf(pico), 12))
                    .abs();
            assertThat(distance.multiply(BigDecimal.TWO)).isLessThanOrEqualTo(BigDecimal.ONE.movePointLeft(places));
        });
    }

    @Test
    void amountInAnotherCurrencyIsRoundedOnceAndNotAPicoBefore() {
        // To a pico first it would be 0.015 exactly, and from there, half to even, 0.02.
        BigDecimal three = new BigDecimal(3);
        BigInteger justBelow = new BigInteger("44999999999"); // / 3 = 14999999999.666… pico
        assertThat(Money.rounded(justBelow, BigDecimal.ONE, three, 2)).isEqualTo("0.01");
        assertThat(Money.rounded(new BigInteger("45000000000"), BigDecimal.ONE, three, 2))
                .isEqualTo("0.02");
        assertThat(Money.rounded(new BigInteger("-45000000000"), BigDecimal.ONE, three, 2))
                .isEqualTo("-0.02");
        assertThat(Money.rounded(new BigInteger("10000000000000"), new BigDecimal("150.5"), new BigDecimal("1.2"), 0))
                .isEqualTo("1254");
    }
}
