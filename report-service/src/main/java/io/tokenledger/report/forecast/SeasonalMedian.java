package io.tokenledger.report.forecast;

/**
 * Every step brings the median of the same step of the last seasons: bursts and pauses that came once do not move it.
 *
 * @param seasons at most
 */
record SeasonalMedian(String id, int season, int seasons) implements Method {
    @Override
    public int least() {
        return season;
    }

    @Override
    public double[] forecast(double[] values, int steps) {
        int count = Math.min(seasons, values.length / season);
        double[] points = new double[steps];
        for (int h = 0; h < steps; h++) {
            double[] same = new double[count];
            for (int k = 1; k <= count; k++) {
                same[k - 1] = values[values.length - k * season + h % season];
            }
            points[h] = h < season ? Robust.median(same) : points[h - season];
        }
        return points;
    }
}
