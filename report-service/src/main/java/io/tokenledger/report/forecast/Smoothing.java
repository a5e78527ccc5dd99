package io.tokenledger.report.forecast;

import java.util.function.ToDoubleFunction;

/**
 * Exponential smoothing with up to two additive seasons, a damped trend and what is left of the last error (Taylor, "Triple
 * seasonal methods for short-term electricity demand forecasting", European Journal of Operational Research 204, 2010;
 * the damped trend: Gardner and McKenzie, Management Science 31, 1985). The parameters are those with the least absolute
 * errors one step ahead.
 *
 * @param day steps of the shorter season; 1: none
 * @param week steps of the longer one, a multiple of the shorter; 1: none
 * @param trend whether a damped trend goes along
 */
record Smoothing(String id, int day, int week, boolean trend, Scale scale) implements Method {
    private static final int EVALUATIONS = 150;
    private static final int SEASONS_NEEDED = 2;
    private static final int LEAST = 4;
    // Level, day, week, left of the last error, trend, damping: bounds and where the search starts.
    private static final double[] LOW = {0.001, 0, 0, 0, 0, 0.8};
    private static final double[] HIGH = {0.99, 0.5, 0.7, 0.95, 0.3, 0.995};
    private static final double[] START = {0.2, 0.1, 0.1, 0.3, 0.02, 0.95};

    @Override
    public int least() {
        return Math.max(LEAST, SEASONS_NEEDED * Math.max(day, week));
    }

    @Override
    public double[] forecast(double[] values, int steps) {
        double[] scaled = scale.apply(values);
        double[] whole = Profile.of(scaled, Math.max(day, week));
        double[] ofDay = week > day ? Profile.within(whole, day) : whole;
        double[] ofWeek = new double[week];
        for (int i = 0; i < week && week > day; i++) {
            ofWeek[i] = whole[i] - ofDay[i % day];
        }
        double level = 0;
        for (int i = 0; i < day; i++) {
            level += (scaled[i] - ofDay[i] - ofWeek[i % week]) / day;
        }
        SmoothingState start = new SmoothingState(level, ofDay, ofWeek);
        ToDoubleFunction<double[]> errors = parameters -> start.copy().learn(scaled, parameters);
        double[] parameters = BoundedSearch.least(errors, START, LOW, HIGH, free(), EVALUATIONS);
        SmoothingState state = start.copy();
        state.learn(scaled, parameters);
        return scale.invert(state.goOn(parameters, steps));
    }

    /** Which parameters are searched; the others are off. */
    private boolean[] free() {
        return new boolean[] {true, day > 1, week > day, true, trend, trend};
    }
}
