package io.tokenledger.report.forecast;

import java.util.Arrays;

/**
 * A step in the level, from one day to the next and for good. What was before is taken at the new level, so that it still
 * teaches the rhythm; only the latest one counts.
 */
final class LevelShift {
    private static final int LEAST_DAYS = 7;
    private static final int COMPARED_DAYS = 21;
    private static final double LEAST_RATIO = Math.log(1.5);
    /** So many standard deviations of what days differ by otherwise. */
    private static final double CLEAR = 4;
    /** The part of the difference that must come overnight: a trend is no shift. */
    private static final double SUDDEN = 0.7;

    private static final int NEIGHBOURS = 3;

    private LevelShift() {}

    static void adjust(Draft draft) {
        int perDay = draft.step.perDay();
        int days = draft.length() / perDay;
        if (days < 2 * LEAST_DAYS) {
            return;
        }
        int offset = draft.length() - days * perDay;
        double[] logs = dayLogs(draft, offset, days, perDay);
        int at = find(logs);
        if (at < 0) {
            return;
        }
        double ratio = Math.exp(difference(logs, at));
        for (int i = 0; i < offset + at * perDay; i++) {
            draft.values[i] *= ratio;
            draft.actual[i] *= ratio;
        }
        draft.note("level shift from " + draft.name(offset + at * perDay) + ", ×" + Robust.rounded(ratio)
                + ": what was before is taken at the new level; intervals do not foresee another shift");
    }

    /** Logarithms of what days brought; NaN for none. Only of series whose days all brought something. */
    private static double[] dayLogs(Draft draft, int offset, int days, int perDay) {
        double[] logs = new double[days];
        for (int day = 0; day < days; day++) {
            double sum = Arrays.stream(draft.values, offset + day * perDay, offset + (day + 1) * perDay)
                    .sum();
            logs[day] = sum > 0 ? Math.log(sum) : Double.NaN;
        }
        return logs;
    }

    private static int find(double[] logs) {
        if (Arrays.stream(logs).anyMatch(Double::isNaN)) {
            return -1;
        }
        int best = -1;
        double largest = LEAST_RATIO;
        for (int at = LEAST_DAYS; at <= logs.length - LEAST_DAYS; at++) {
            double difference = Math.abs(difference(logs, at));
            if (difference > largest && isShift(logs, at)) {
                largest = difference;
                best = at;
            }
        }
        return best;
    }

    private static boolean isShift(double[] logs, int at) {
        double[] before = before(logs, at);
        double[] after = after(logs, at);
        double difference = Robust.median(after) - Robust.median(before);
        double noise = Math.max(Robust.deviation(before), Robust.deviation(after));
        double overnight = Robust.median(Arrays.copyOfRange(logs, at, at + NEIGHBOURS))
                - Robust.median(Arrays.copyOfRange(logs, at - NEIGHBOURS, at));
        return Math.abs(difference) > CLEAR * noise && overnight / difference > SUDDEN && apart(before, after);
    }

    /** Whether no day after is where the days before are, or the other way round. */
    private static boolean apart(double[] before, double[] after) {
        return Arrays.stream(after).min().orElse(0)
                        > Arrays.stream(before).max().orElse(0)
                || Arrays.stream(after).max().orElse(0)
                        < Arrays.stream(before).min().orElse(0);
    }

    /** Of whole weeks on both sides, so that weekdays weigh the same. */
    private static double difference(double[] logs, int at) {
        return Robust.median(after(logs, at)) - Robust.median(before(logs, at));
    }

    private static double[] before(double[] logs, int at) {
        int days = Math.min(COMPARED_DAYS, at - at % LEAST_DAYS);
        return Arrays.copyOfRange(logs, at - days, at);
    }

    private static double[] after(double[] logs, int at) {
        int rest = logs.length - at;
        return Arrays.copyOfRange(logs, at, at + Math.min(COMPARED_DAYS, rest - rest % LEAST_DAYS));
    }
}
