package io.tokenledger.report.forecast;

import java.util.Arrays;

/**
 * How much each method counts: the less it erred in the backtest, the more. Compared with the plainest method at the origins
 * at which it could be tried, so that one that needs a long history is not judged by the easier half of it.
 */
final class Weighing {
    /** Errors count with this power: a method that errs by a tenth more weighs a little over half. */
    private static final double SHARP = 6;

    private static final int LEAST_ORIGINS = 3;
    private static final int NONE = -1;

    private final RollingOrigin backtest;
    private final double[][] losses;

    private Weighing(RollingOrigin backtest, double[][] losses) {
        this.backtest = backtest;
        this.losses = losses;
    }

    /** @param squared whether large errors count more: for series of which most steps are zero, where the absolute error
     *     praises a method that says nothing ever comes (Kolassa, Foresight 40, 2016) */
    static Weighing of(RollingOrigin backtest, boolean squared) {
        double[][] losses = new double[backtest.methods()][backtest.origins()];
        for (int m = 0; m < losses.length; m++) {
            for (int k = 0; k < losses[m].length; k++) {
                losses[m][k] = loss(backtest.errors(m, k), squared);
            }
        }
        return new Weighing(backtest, losses);
    }

    private static double loss(double[] errors, boolean squared) {
        double sum = 0;
        for (double error : errors) {
            if (!Double.isNaN(error)) {
                sum += squared ? error * error : Math.abs(error);
            }
        }
        return sum;
    }

    /** The weights of the methods, which add up to 1. */
    double[] weights() {
        return weights(NONE, NONE);
    }

    /** The errors by origin and step of what the other origins would have chosen. */
    double[][] errorsOutOfSample() {
        double[][] errors = new double[backtest.origins()][];
        for (int k = 0; k < errors.length; k++) {
            double[] weights = weights(k, k);
            double[] row = new double[backtest.horizon()];
            for (int m = 0; m < weights.length; m++) {
                for (int h = 0; weights[m] > 0 && h < row.length; h++) {
                    row[h] += weights[m] * backtest.errors(m, k)[h];
                }
            }
            errors[k] = row;
        }
        return errors;
    }

    /** Weights without what one origin says, of the methods alone that could be tried at another. */
    private double[] weights(int without, int triedAt) {
        double[] relative = new double[losses.length];
        Arrays.fill(relative, Double.POSITIVE_INFINITY);
        double least = Double.POSITIVE_INFINITY;
        for (int m = 0; m < losses.length; m++) {
            if (triedAt == NONE || backtest.tried(m, triedAt)) {
                relative[m] = relative(m, without);
                least = Math.min(least, relative[m]);
            }
        }
        double[] weights = new double[losses.length];
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
            weights[m] = weight(relative[m], least);
            sum += weights[m];
        }
        if (sum == 0) {
            weights[0] = 1;
            return weights;
        }
        for (int m = 0; m < weights.length; m++) {
            weights[m] /= sum;
        }
        return weights;
    }

    private double weight(double relative, double least) {
        if (relative == Double.POSITIVE_INFINITY) {
            return 0;
        }
        if (relative <= least) {
            return 1;
        }
        return Math.pow(least / relative, SHARP);
    }

    /** The loss of a method over that of the first one at the same origins. Infinite: tried at too few. */
    private double relative(int method, int without) {
        double own = 0;
        double first = 0;
        int count = 0;
        for (int k = 0; k < backtest.origins(); k++) {
            if (k != without && backtest.tried(method, k)) {
                own += losses[method][k];
                first += losses[0][k];
                count++;
            }
        }
        if (method > 0 && count < Math.min(LEAST_ORIGINS, backtest.origins() - (without == NONE ? 0 : 1))) {
            return backtest.countsUntried(method) ? 1 : Double.POSITIVE_INFINITY;
        }
        return first == 0 ? (own == 0 ? 1 : Double.POSITIVE_INFINITY) : own / first;
    }
}
