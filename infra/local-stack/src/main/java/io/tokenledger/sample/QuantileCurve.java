package io.tokenledger.sample;

import java.util.SplittableRandom;

/**
 * A distribution given by a few of its quantiles, to draw whole numbers from. Between two quantiles it is straight in
 * the logarithm, as sizes of requests are skewed that way.
 */
final class QuantileCurve {
    private static final int STEPS = 4096;
    private static final int STEP_BITS = 8;
    private static final int POSITIONS = STEPS << STEP_BITS;

    private final long[] values = new long[STEPS + 1];

    private QuantileCurve(int[] perMille, long[] quantiles) {
        int segment = 0;
        for (int step = 0; step <= STEPS; step++) {
            // Doubles shape the curve once; what is drawn from it are whole numbers.
            double at = 1000.0 * step / STEPS;
            while (at > perMille[segment + 1]) {
                segment++;
            }
            double share = (at - perMille[segment]) / (perMille[segment + 1] - perMille[segment]);
            double low = StrictMath.log1p((double) quantiles[segment]);
            double high = StrictMath.log1p((double) quantiles[segment + 1]);
            values[step] = StrictMath.round(StrictMath.expm1(low + share * (high - low)));
        }
    }

    /** The curve through these quantiles; {@code perMille} rises from 0 to 1000, the quantiles do not fall. */
    static QuantileCurve through(int[] perMille, long... quantiles) {
        if (perMille.length != quantiles.length || perMille[0] != 0 || perMille[perMille.length - 1] != 1000) {
            throw new IllegalArgumentException("a quantile for each of " + perMille.length + " points from 0 to 1000");
        }
        for (int i = 1; i < perMille.length; i++) {
            if (perMille[i] <= perMille[i - 1] || quantiles[i] < quantiles[i - 1]) {
                throw new IllegalArgumentException("falls at " + perMille[i] + " per mille: " + quantiles[i]);
            }
        }
        return new QuantileCurve(perMille, quantiles);
    }

    long draw(SplittableRandom random) {
        return at(random.nextInt(POSITIONS));
    }

    /** Draws from one part of the distribution, in percent of its mass. */
    long drawBetween(int fromPercent, int toPercent, SplittableRandom random) {
        return at(random.nextInt(position(fromPercent), position(toPercent)));
    }

    private static int position(int percent) {
        return (int) (percent * (long) POSITIONS / 100);
    }

    private long at(int position) {
        int step = position >>> STEP_BITS;
        long part = position & ((1 << STEP_BITS) - 1);
        return values[step] + (((values[step + 1] - values[step]) * part) >> STEP_BITS);
    }
}
