package io.tokenledger.pricing.contract.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class ApportionmentTest {
    private static final Gen<List<Long>> WEIGHTS =
            lists().of(longs().between(0, 1_000_000_000_000_000L)).ofSizeBetween(1, 40);
    private static final Gen<List<Long>> SIGNED =
            lists().of(longs().between(-1_000_000L, 1_000_000_000L)).ofSizeBetween(1, 40);

    private static List<BigInteger> whole(List<Long> numbers) {
        return numbers.stream().map(BigInteger::valueOf).toList();
    }

    private static List<BigInteger> of(long... numbers) {
        return LongStream.of(numbers).mapToObj(BigInteger::valueOf).toList();
    }

    private static BigInteger sum(List<BigInteger> parts) {
        return parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Test
    void hundredInThreeEqualPartsGivesTheFirstTheRest() {
        assertThat(Apportionment.split(BigInteger.valueOf(100), of(1, 1, 1))).isEqualTo(of(34, 33, 33));
    }

    @Test
    void largestRemaindersGetTheRest() {
        // 10 × 15/70 = 2.142…, × 25/70 = 3.571…, × 30/70 = 4.285…: one is left, the second has the largest remainder.
        assertThat(Apportionment.split(BigInteger.TEN, of(15, 25, 30))).isEqualTo(of(2, 4, 4));
    }

    @Test
    void correctionTakesANegativePart() {
        assertThat(Apportionment.split(BigInteger.TEN, of(120, -20))).isEqualTo(of(12, -2));
    }

    @Test
    void nothingToSplitByIsRefused() {
        assertThatThrownBy(() -> Apportionment.split(BigInteger.TEN, of(0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weights add up to 0");
    }

    @Test
    void partsAddUpToTheWholeExactly() {
        qt().withExamples(3_000)
                .forAll(longs().between(0, Long.MAX_VALUE), WEIGHTS)
                .assuming((whole, weights) -> weights.stream().anyMatch(weight -> weight > 0))
                .checkAssert((whole, weights) -> assertThat(
                                sum(Apportionment.split(BigInteger.valueOf(whole), whole(weights))))
                        .isEqualTo(BigInteger.valueOf(whole)));
    }

    @Test
    void everyPartIsLessThanOneFromItsExactShareAlsoWithCorrections() {
        qt().withExamples(3_000)
                .forAll(longs().between(0, 1_000_000_000_000_000L), SIGNED)
                .assuming((whole, weights) ->
                        weights.stream().mapToLong(Long::longValue).sum() > 0)
                .checkAssert((whole, weights) -> {
                    var total = BigDecimal.valueOf(
                            weights.stream().mapToLong(Long::longValue).sum());
                    List<BigInteger> parts = Apportionment.split(BigInteger.valueOf(whole), whole(weights));
                    assertThat(sum(parts)).isEqualTo(BigInteger.valueOf(whole));
                    for (int i = 0; i < parts.size(); i++) {
                        BigDecimal exact = BigDecimal.valueOf(whole)
                                .multiply(BigDecimal.valueOf(weights.get(i)))
                                .divide(total, 30, RoundingMode.HALF_EVEN);
                        assertThat(new BigDecimal(parts.get(i)).subtract(exact).abs())
                                .isLessThan(BigDecimal.ONE);
                    }
                });
    }

    @Test
    void noWeightGetsNothing() {
        qt().withExamples(1_000)
                .forAll(longs().between(0, Long.MAX_VALUE), WEIGHTS)
                .assuming((whole, weights) -> weights.stream().anyMatch(weight -> weight > 0))
                .checkAssert((whole, weights) -> {
                    List<BigInteger> parts = Apportionment.split(BigInteger.valueOf(whole), whole(weights));
                    for (int i = 0; i < parts.size(); i++) {
                        if (weights.get(i) == 0) {
                            assertThat(parts.get(i)).isZero();
                        }
                    }
                });
    }
}
