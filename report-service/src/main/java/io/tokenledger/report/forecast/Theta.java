package io.tokenledger.report.forecast;

import java.util.Arrays;

/**
 * The Theta method (Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000): what the season does not
 * explain goes on halfway between simple exponential smoothing and the straight line through all of it, which is smoothing
 * with half the line's slope as drift (Hyndman and Billah, 2003). The season is taken out first, by its whole profile.
 *
 * @param season steps; 1: none
 */
record Theta(String id, int season, Scale scale) implements Method {
    private static final double[] RATES = {.01, .02, .05, .1, .15, .2, .3, .4, .5, .6, .7, .8, .9, .99};
    private static final int LEAST = 4;
    /** No drift goes on for longer than this part of the time in which it was seen. */
    private static final double LONGEST_DRIFT = 1.0 / 3;

    @Override
    public int least() {
        return Math.max(LEAST, 2 * season);
    }

    @Override
    public double[] forecast(double[] values, int steps) {
        int n = values.length;
        double[] profile = Profile.of(scale.apply(values), season);
        double[] rest = scale.apply(values);
        for (int i = 0; i < n; i++) {
            rest[i] -= profile[i % season];
        }
        rest = scale.invert(rest);
        double rate = bestRate(rest);
        double level = smooth(rest, rate)[0];
        double drift = slope(rest) / 2;
        double[] points = new double[steps];
        for (int h = 0; h < steps; h++) {
            double ahead = Math.min(h, n * LONGEST_DRIFT) + (1 - Math.pow(1 - rate, n)) / rate;
            double point = level + drift * ahead;
            double ofSeason = profile[(n + h) % season];
            points[h] = scale == Scale.LOG ? Math.max(0, point) * Math.exp(ofSeason) : point + ofSeason;
        }
        return points;
    }

    private static double bestRate(double[] values) {
        return Arrays.stream(RATES)
                .boxed()
                .min((a, b) -> Double.compare(smooth(values, a)[1], smooth(values, b)[1]))
                .orElseThrow();
    }

    /** The last level, and the sum of the absolute errors one step ahead. */
    private static double[] smooth(double[] values, double rate) {
        double level = values[0];
        double errors = 0;
        for (int i = 1; i < values.length; i++) {
            double error = values[i] - level;
            errors += Math.abs(error);
            level += rate * error;
        }
        return new double[] {level, errors};
    }

    private static double slope(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < values.length; i++) {
            xy += (i - middle) * values[i];
            xx += (i - middle) * (i - middle);
        }
        return xy / xx;
    }
}
