package io.tokenledger.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileCurveTest {
    private static final int[] POINTS = {0, 500, 900, 1000};

    private final QuantileCurve curve = QuantileCurve.through(POINTS, 10, 100, 1_000, 5_000);

    @Test
    void drawsLieWhereTheQuantilesSay() {
        var random = new SplittableRandom(1);
        int below100 = 0;
        int below1000 = 0;
        for (int i = 0; i < 100_000; i++) {
            long drawn = curve.draw(random);
            assertThat(drawn).isBetween(10L, 5_000L);
            below100 += drawn < 100 ? 1 : 0;
            below1000 += drawn < 1_000 ? 1 : 0;
        }
        assertThat(below100 / 100_000.0).isCloseTo(0.5, within(0.01));
        assertThat(below1000 / 100_000.0).isCloseTo(0.9, within(0.01));
    }

    @Test
    void aPartOfTheMassStaysInItsPart() {
        var random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            assertThat(curve.drawBetween(0, 50, random)).isLessThanOrEqualTo(100);
            assertThat(curve.drawBetween(50, 100, random)).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void quantilesThatFallAreRefused() {
        assertThatThrownBy(() -> QuantileCurve.through(POINTS, 10, 100, 99, 5_000))
                .hasMessage("falls at 900 per mille: 99");
        assertThatThrownBy(() -> QuantileCurve.through(POINTS, 10, 100)).isInstanceOf(IllegalArgumentException.class);
    }
}
