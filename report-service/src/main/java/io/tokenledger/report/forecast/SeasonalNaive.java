package io.tokenledger.report.forecast;

/** Every step brings what the same step of the last season brought; with a season of one step, what the last one brought. */
record SeasonalNaive(String id, int season) implements Method {
    @Override
    public int least() {
        return season;
    }

    /** That days have a rhythm of the week is so common that ten days of history need not prove it. */
    @Override
    public boolean countsUntried() {
        return season == Family.DAYS_OF_A_WEEK;
    }

    @Override
    public double[] forecast(double[] values, int steps) {
        double[] points = new double[steps];
        for (int h = 0; h < steps; h++) {
            points[h] = values[values.length - season + h % season];
        }
        return points;
    }
}
