package io.tokenledger.report.forecast;

import java.time.ZonedDateTime;
import java.util.Arrays;

/**
 * What each step brought, without a gap in time. A value that is {@code NaN} is not known; 0 says that nothing was used.
 * Immutable. Doubles: statistics, never books.
 */
public final class History {
    private final Step step;
    private final ZonedDateTime start;
    private final double[] values;

    private History(Step step, ZonedDateTime start, double[] values) {
        this.step = step;
        this.start = start;
        this.values = values;
    }

    /**
     * A history of these values, which are copied.
     *
     * @param start of the first step
     * @throws IllegalArgumentException where a value is negative or infinite
     */
    public static History of(Step step, ZonedDateTime start, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || Double.isInfinite(values[i])) {
                throw new IllegalArgumentException(
                        "value " + i + " of the history is " + values[i] + ": usage is not negative, and finite");
            }
        }
        return new History(step, start, values.clone());
    }

    public Step step() {
        return step;
    }

    public int length() {
        return values.length;
    }

    /** What the step brought; NaN: not known. */
    public double at(int i) {
        return values[i];
    }

    /** Start of the first step. */
    public ZonedDateTime start() {
        return start;
    }

    /** End of the last step, which is the start of the first one to come. */
    public ZonedDateTime end() {
        return startOf(values.length);
    }

    /** Start of a step; of one to come, too. */
    public ZonedDateTime startOf(int i) {
        return step.plus(start, i);
    }

    /** Its last steps alone; all of it where there are fewer. */
    public History last(int steps) {
        int from = Math.max(0, values.length - steps);
        return new History(step, startOf(from), Arrays.copyOfRange(values, from, values.length));
    }

    /** The same without its last steps. */
    public History withoutLast(int steps) {
        return new History(step, start, Arrays.copyOf(values, Math.max(0, values.length - steps)));
    }

    double[] values() {
        return values.clone();
    }
}
