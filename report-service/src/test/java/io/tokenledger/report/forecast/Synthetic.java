package io.tokenledger.report.forecast;

import java.util.Random;

/** Series of which the truth is known. */
final class Synthetic {
    private Synthetic() {}

    /** Days with a rhythm of the week of their own, a level that walks, and noise, both in logarithms. */
    static double[] weeks(Random random, int days, double noise, double walk) {
        double[] week = new double[7];
        for (int i = 0; i < week.length; i++) {
            week[i] = 0.3 * random.nextGaussian();
        }
        double level = Math.log(1_000);
        double[] values = new double[days];
        for (int i = 0; i < days; i++) {
            level += walk * random.nextGaussian();
            values[i] = Math.exp(level + week[i % 7] + noise * random.nextGaussian());
        }
        return values;
    }
}
