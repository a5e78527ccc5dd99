package io.tokenledger.report.forecast;

import java.util.Arrays;

/** Errors of the past as they would be at the level of today: who uses ten times as much errs by ten times as much. */
final class PresentLevel {
    /** Errors are not stretched, nor shrunk, by more: a quiet past says little of how far a busy present may go. */
    private static final double MOST = 3;

    private PresentLevel() {}

    /**
     * Each origin's errors in the proportion of what is expected now to what was expected then.
     *
     * @param points that are expected now
     */
    static double[][] of(double[][] errors, RollingOrigin backtest, Learnable learnable, double[] points) {
        double now = Arrays.stream(points, 0, backtest.horizon()).average().orElse(0);
        double[][] scaled = new double[errors.length][];
        for (int k = 0; k < errors.length; k++) {
            double then = expected(errors[k], learnable.actual(), backtest.origin(k));
            double ratio = then > 0 ? Math.clamp(now / then, 1 / MOST, MOST) : 1;
            scaled[k] = Arrays.stream(errors[k]).map(error -> error * ratio).toArray();
        }
        return scaled;
    }

    /** The mean of what was expected: what came less the error. */
    private static double expected(double[] errors, double[] actual, int origin) {
        double sum = 0;
        int known = 0;
        for (int h = 0; h < errors.length; h++) {
            if (!Double.isNaN(errors[h])) {
                sum += actual[origin + h] - errors[h];
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }
}
