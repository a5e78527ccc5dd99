package io.tokenledger.report.forecast;

import java.util.Arrays;

/**
 * Every step brings the mean of the last ones.
 *
 * @param window steps at most
 */
record RecentMean(String id, int window) implements Method {
    @Override
    public int least() {
        return 1;
    }

    @Override
    public double[] forecast(double[] values, int steps) {
        double[] points = new double[steps];
        int from = Math.max(0, values.length - window);
        Arrays.fill(points, Arrays.stream(values, from, values.length).average().orElseThrow());
        return points;
    }
}
