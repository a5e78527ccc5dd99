package io.tokenledger.report.forecast;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;

/**
 * A history as methods learn from it: without a gap, without what would teach them wrong. What really came stays beside it,
 * and errors are measured against that.
 */
final class Learnable {
    /** No forecast goes higher than this many times the most that a step has brought. */
    private static final double HIGHEST = 10;

    private final Step step;
    private final ZonedDateTime start;
    private final double[] values;
    private final double[] actual;

    /**
     * @param values to learn from, complete
     * @param actual to be measured against; NaN: not known, or not to be counted
     */
    Learnable(Step step, ZonedDateTime start, double[] values, double[] actual) {
        this.step = step;
        this.start = start;
        this.values = values;
        this.actual = actual;
    }

    Step step() {
        return step;
    }

    int length() {
        return values.length;
    }

    double[] values() {
        return values;
    }

    double[] actual() {
        return actual;
    }

    LocalDate dayOf(int i) {
        return step.plus(start, i).toLocalDate();
    }

    /** What had been known at an origin. */
    Learnable until(int origin) {
        return new Learnable(step, start, Arrays.copyOf(values, origin), Arrays.copyOf(actual, origin));
    }

    /** What a method expects of the next steps: not negative, and not out of all proportion. */
    double[] forecast(Method method, int steps) {
        MonthTurn turn = MonthTurn.of(this);
        double[] points = method.forecast(turn.without(this), steps);
        double highest = HIGHEST * Arrays.stream(values).max().orElse(0);
        for (int h = 0; h < steps; h++) {
            double point = Double.isNaN(points[h]) ? 0 : points[h] * turn.factor(dayOf(values.length + h));
            points[h] = Math.clamp(point, 0, highest);
        }
        return points;
    }

    /** What came from an origin on, less what had been expected; NaN where that is not known. */
    double[] errors(int origin, double[] points) {
        double[] errors = new double[points.length];
        for (int h = 0; h < points.length; h++) {
            errors[h] = actual[origin + h] - points[h];
        }
        return errors;
    }
}
