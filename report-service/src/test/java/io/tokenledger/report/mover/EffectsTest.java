package io.tokenledger.report.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class EffectsTest {
    /** 1000 tokens at 3 each, then 1500 at 2: 500 more cost 1500 at the old price, and 1 less on each of 1500. */
    @Test
    void volumeIsToldAtTheOldPriceAndPriceOnTheNewVolume() {
        assertThat(effects(1_000, 3_000, 1_500, 3_000)).isEqualTo(told(1_500, -1_500, 0));
    }

    @Test
    void moreOfTheSameIsVolumeAlone() {
        assertThat(effects(10, 70, 25, 175)).isEqualTo(told(105, 0, 0));
    }

    @Test
    void priceCutIsPriceAlone() {
        assertThat(effects(10, 100, 10, 20)).isEqualTo(told(0, -80, 0));
    }

    @Test
    void whatIsNewOrGoneIsVolume() {
        assertThat(effects(0, 0, 5, 50)).isEqualTo(told(50, 0, 0));
        assertThat(effects(5, 50, 0, 0)).isEqualTo(told(-50, 0, 0));
    }

    @Test
    void whatHasNoUnitsIsNeither() {
        assertThat(effects(0, 7, 0, -5)).isEqualTo(told(0, 0, -12));
    }

    /** A third of a pico is no pico; half of one goes to the even neighbour. The price takes what is left. */
    @Test
    void volumeIsRoundedAndNothingIsLost() {
        assertThat(effects(3, 10, 4, 10)).isEqualTo(told(3, -3, 0));
        assertThat(effects(2, 1, 3, 1)).isEqualTo(told(0, 0, 0));
        assertThat(effects(2, 3, 3, 3)).isEqualTo(told(2, -2, 0));
    }

    @Test
    void effectsAlwaysAddUpToTheChange() {
        var amounts = longs().between(-1_000_000_000_000_000L, 1_000_000_000_000_000L);
        var units = longs().between(0, 5_000_000_000L);
        qt().forAll(units, amounts, units, amounts).checkAssert((unitsBefore, before, unitsNow, now) -> {
            Effects effects = effects(unitsBefore, before, unitsNow, now);
            assertThat(effects.change()).isEqualTo(BigInteger.valueOf(now - before));
        });
    }

    private static Effects effects(long unitsBefore, long before, long unitsNow, long now) {
        return Effects.of(
                BigInteger.valueOf(unitsBefore),
                BigInteger.valueOf(before),
                BigInteger.valueOf(unitsNow),
                BigInteger.valueOf(now));
    }

    private static Effects told(long volume, long price, long other) {
        return new Effects(BigInteger.valueOf(volume), BigInteger.valueOf(price), BigInteger.valueOf(other));
    }
}
