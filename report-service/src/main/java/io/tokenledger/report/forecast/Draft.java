package io.tokenledger.report.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A history on its way to what is learnt from it: each finding changes it, and leaves a note for the reader. One thread's own.
 */
final class Draft {
    final Step step;
    /** What is learnt from; NaN until it is filled. */
    final double[] values;
    /** What errors are measured against; NaN: not known, or left out. */
    final double[] actual;

    private final History history;
    private final List<String> notes = new ArrayList<>();

    /** The history as it is. */
    Draft(History history) {
        this.history = history;
        this.step = history.step();
        this.values = history.values();
        this.actual = history.values();
    }

    int length() {
        return values.length;
    }

    void note(String note) {
        notes.add(note);
    }

    /** With the findings so far. */
    Draft last(int steps) {
        Draft cut = new Draft(history.last(steps));
        cut.notes.addAll(notes);
        return cut;
    }

    List<String> notes() {
        return notes;
    }

    /** How a reader calls a step. */
    String name(int i) {
        return step == Step.DAY
                ? day(i).toString()
                : history.startOf(i).toOffsetDateTime().toString();
    }

    LocalDate day(int i) {
        return history.startOf(i).toLocalDate();
    }

    /** What the same steps of other seasons brought, the nearest first, as many as that; what is not known is not among them. */
    double[] sameStepOfOtherSeasons(int i, int season, int most) {
        double[] found = new double[most];
        int count = 0;
        for (int away = season; count < most && away < values.length; away += season) {
            for (int j : new int[] {i - away, i + away}) {
                if (count < most && j >= 0 && j < values.length && !Double.isNaN(values[j])) {
                    found[count++] = values[j];
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    Learnable learnable() {
        return new Learnable(step, history.start(), values, actual);
    }
}
