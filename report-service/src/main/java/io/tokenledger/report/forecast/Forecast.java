package io.tokenledger.report.forecast;

import java.util.List;
import java.util.Objects;

/**
 * What the steps to come will bring, and how sure that is. Steps count from 0, the first one after the history. Intervals
 * come from the errors that the same method made on the series' own past, so they assume no distribution. Immutable.
 */
public final class Forecast implements Outcome {
    private final String method;
    private final double[] points;
    private final Spread spread;
    private final Accuracy accuracy;
    private final List<String> notes;

    Forecast(String method, double[] points, Spread spread, Accuracy accuracy, List<String> notes) {
        this.method = method;
        this.points = points.clone();
        this.spread = spread;
        this.accuracy = accuracy;
        this.notes = List.copyOf(notes);
    }

    /** As answers name it: {@code seasonal_naive_week}, {@code combination} … */
    public String method() {
        return method;
    }

    /** Steps to come that it speaks of. */
    public int steps() {
        return points.length;
    }

    /** What is expected of a step; never negative. */
    public double point(int step) {
        return points[step];
    }

    /** What is expected of the steps from one, included, to another, excluded. */
    public double point(int fromStep, int toStep) {
        Objects.checkFromToIndex(fromStep, toStep, points.length);
        double sum = 0;
        for (int i = fromStep; i < toStep; i++) {
            sum += points[i];
        }
        return sum;
    }

    /** The interval of one step. */
    public Band band(Level level, int step) {
        return total(level, step, step + 1);
    }

    /**
     * The interval of the sum of the steps from one, included, to another, excluded. Not the sum of the steps' bounds:
     * errors cancel out in part, and by how much is seen from the backtest's errors of such sums.
     */
    public Band total(Level level, int fromStep, int toStep) {
        double point = point(fromStep, toStep);
        if (fromStep == toStep) {
            return new Band(0, 0);
        }
        double width = spread.width(level, fromStep, toStep);
        return new Band(Math.max(0, point - width), point + width);
    }

    public Accuracy accuracy() {
        return accuracy;
    }

    /** What was found in the history, what was left out of it, and what the intervals rest on: sentences for the reader. */
    public List<String> notes() {
        return notes;
    }
}
