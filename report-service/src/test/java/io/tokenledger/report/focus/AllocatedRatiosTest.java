package io.tokenledger.report.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocatedRatiosTest {
    @Test
    void thirdsAddUpToOne() {
        assertThat(AllocatedRatios.of(weights(1, 1, 1)))
                .containsExactly(
                        new BigDecimal("0.333333333333333334"),
                        new BigDecimal("0.333333333333333333"),
                        new BigDecimal("0.333333333333333333"));
        assertThat(AllocatedRatios.of(weights(0, 5)))
                .extracting(BigDecimal::signum)
                .containsExactly(0, 1);
        assertThatThrownBy(() -> AllocatedRatios.of(weights(0, 0))).hasMessageContaining("share nothing");
    }

    @Test
    void anyWeightsAddUpToOneAndNoneIsAPlaceOff() {
        BigDecimal place = new BigDecimal("0.000000000000000001");
        qt().forAll(lists().of(longs().between(0, Long.MAX_VALUE / 2)).ofSizeBetween(1, 50))
                .assuming(weights -> weights.stream().anyMatch(weight -> weight > 0))
                .checkAssert(longs -> {
                    List<BigInteger> weights =
                            longs.stream().map(BigInteger::valueOf).toList();
                    BigDecimal total = new BigDecimal(weights.stream().reduce(BigInteger.ZERO, BigInteger::add));
                    List<BigDecimal> ratios = AllocatedRatios.of(weights);
                    assertThat(ratios.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo("1");
                    for (int i = 0; i < ratios.size(); i++) { // |ratio × total − weight| < place × total
                        BigDecimal off = ratios.get(i).multiply(total).subtract(new BigDecimal(weights.get(i)));
                        assertThat(off.abs()).isLessThan(place.multiply(total));
                    }
                });
    }

    private static List<BigInteger> weights(long... weights) {
        return java.util.Arrays.stream(weights).mapToObj(BigInteger::valueOf).toList();
    }
}
