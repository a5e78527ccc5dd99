package io.tokenledger.report.forecast;

import java.util.Arrays;

/** What the steps of a season bring more or less than the season's mean: the mean of all whole seasons, counted from the end. */
final class Profile {
    private Profile() {}

    /** By the index of a step modulo the season; the deviations of a season add up to nothing. One zero for a season of 1. */
    static double[] of(double[] values, int season) {
        double[] profile = new double[season];
        int seasons = values.length / season;
        for (int k = 1; k <= seasons && season > 1; k++) {
            int from = values.length - season * k;
            double mean = Arrays.stream(values, from, from + season).sum() / season;
            for (int i = from; i < from + season; i++) {
                profile[i % season] += (values[i] - mean) / seasons;
            }
        }
        return profile;
    }

    /** The part of a profile that repeats with a shorter season, which is a divisor of its own. */
    static double[] within(double[] profile, int season) {
        double[] part = new double[season];
        for (int i = 0; i < profile.length; i++) {
            part[i % season] += profile[i] * season / profile.length;
        }
        return part;
    }
}
