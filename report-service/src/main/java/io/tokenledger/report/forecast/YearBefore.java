package io.tokenledger.report.forecast;

import java.util.Arrays;

/**
 * Every day brings what the same weekday 52 weeks before did, in the proportion of the last four weeks to the same four of the
 * year before. For series that have seen two years.
 */
record YearBefore(String id) implements Method {
    private static final int YEAR = 364;
    private static final int COMPARED = 28;

    @Override
    public int least() {
        return YEAR + COMPARED;
    }

    @Override
    public double[] forecast(double[] values, int steps) {
        int n = values.length;
        double now = Arrays.stream(values, n - COMPARED, n).sum();
        double before = Arrays.stream(values, n - YEAR - COMPARED, n - YEAR).sum();
        double proportion = before > 0 ? now / before : 0;
        double[] points = new double[steps];
        for (int h = 0; h < steps; h++) {
            points[h] = values[n - YEAR + h % YEAR] * proportion;
        }
        return points;
    }
}
