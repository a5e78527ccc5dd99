package io.tokenledger.report.forecast;

import java.util.Arrays;

/**
 * A sudden run of zeros in a series that otherwise has none at such hours: it is no use of nothing, and neither teaches nor
 * is judged. Where zeros like it make up more than a small part of the series they belong to it and stay.
 */
final class Outage {
    private static final int LEAST_HOURS = 3;
    private static final int LEAST_DAYS = 1;
    private static final int MOST_HOURS = 72;
    private static final int MOST_DAYS = 5;
    /** A run at the very end may as well be the end of use: only a short one is taken for an outage. */
    private static final int MOST_HOURS_AT_END = 24;

    private static final int MOST_DAYS_AT_END = 1;
    private static final double MOST_OF_SERIES = 0.05;
    private static final double MOST_AT_END = 0.1;
    private static final int COMPARED = 6;
    private static final int LEAST_COMPARED = 3;
    /** Of the usual amount: from less than that a pause cannot be told. */
    private static final double LEAST_LEVEL = 0.1;

    private Outage() {}

    static void leaveOut(Draft draft) {
        boolean[] out = new boolean[draft.length()];
        int zeros = 0;
        int atEnd = 0;
        double usual = Arrays.stream(draft.values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        for (int from = 0; from < draft.length(); from++) {
            if (draft.values[from] != 0) {
                continue;
            }
            int to = from;
            while (to < draft.length() && draft.values[to] == 0) {
                to++;
            }
            if (isOutage(draft, from, to, usual)) {
                Arrays.fill(out, from, to, true);
                zeros += to == draft.length() ? 0 : to - from;
                atEnd = to == draft.length() ? to - from : 0;
            }
            from = to;
        }
        if (zeros > MOST_OF_SERIES * draft.length() || atEnd > MOST_AT_END * draft.length()) {
            draft.note("pauses without any use belong to this series: they are neither left out nor foreseen");
            return;
        }
        leaveOut(draft, out, atEnd);
    }

    private static void leaveOut(Draft draft, boolean[] out, int atEnd) {
        for (int i = 0; i < out.length; i++) {
            if (out[i]) {
                draft.values[i] = Double.NaN;
                draft.actual[i] = Double.NaN;
                if (i == 0 || !out[i - 1]) {
                    int to = i;
                    while (to < out.length && out[to]) {
                        to++;
                    }
                    draft.note("outage: nothing was used in " + (to - i) + " steps from " + draft.name(i));
                }
            }
        }
        if (atEnd > 0) {
            draft.note("the history ends in an outage: if use has ended, the forecast is too high");
        }
    }

    private static boolean isOutage(Draft draft, int from, int to, double usual) {
        boolean hours = draft.step == Step.HOUR;
        boolean atEnd = to == draft.length();
        int most = hours ? (atEnd ? MOST_HOURS_AT_END : MOST_HOURS) : atEnd ? MOST_DAYS_AT_END : MOST_DAYS;
        if (from == 0 || to - from < (hours ? LEAST_HOURS : LEAST_DAYS) || to - from > most) {
            return false;
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            double[] same =
                    draft.sameStepOfOtherSeasons(i, hours ? Family.HOURS_OF_A_DAY : Family.DAYS_OF_A_WEEK, COMPARED);
            double[] others = Arrays.stream(same).filter(value -> value > 0).toArray();
            // Other steps of the same run may be among them: half of the rest being used is not enough, nearly all is.
            if (others.length < LEAST_COMPARED || others.length < same.length - pausedDays(to - from, hours)) {
                return false;
            }
            sum += Robust.median(others);
        }
        return sum / (to - from) > LEAST_LEVEL * usual;
    }

    /** How many of the compared steps may lie within the run itself. */
    private static int pausedDays(int steps, boolean hours) {
        return hours ? 2 * ((steps - 1) / Family.HOURS_OF_A_DAY) : 0;
    }
}
