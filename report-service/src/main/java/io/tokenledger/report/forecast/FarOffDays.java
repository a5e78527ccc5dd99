package io.tokenledger.report.forecast;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Days that were far off what their weekday brings: holidays, an incident, a load test. They are kept from teaching the rhythm
 * and the level, and are judged nevertheless, so that the intervals know of them. There is no calendar of holidays: those of a
 * company's users are not those of its country.
 */
final class FarOffDays {
    private static final int LEAST_DAYS = 28;
    private static final int COMPARED = 6;
    private static final double FAR = 5;
    private static final double LEAST_EFFECT = Math.log(1.3);
    private static final double MOST_OF_DAYS = 0.05;
    /** The last days may be the beginning of something: they teach. */
    private static final int LAST_DAYS = 2;

    private FarOffDays() {}

    static void replace(Draft draft) {
        int perDay = draft.step.perDay();
        int days = draft.length() / perDay;
        if (days < LEAST_DAYS) {
            return;
        }
        int offset = draft.length() - days * perDay;
        double[] sums = new double[days];
        for (int day = 0; day < days; day++) {
            sums[day] = Arrays.stream(draft.values, offset + day * perDay, offset + (day + 1) * perDay)
                    .sum();
        }
        double[] deviations = deviations(sums);
        double far = Math.max(LEAST_EFFECT, FAR * Robust.deviation(deviations));
        int[] found = IntStream.range(0, days - LAST_DAYS)
                .filter(day -> Math.abs(deviations[day]) > far)
                .toArray();
        if (found.length == 0 || found.length > MOST_OF_DAYS * days) {
            return;
        }
        double[] taught = draft.values.clone();
        for (int day : found) {
            for (int i = offset + day * perDay; i < offset + (day + 1) * perDay; i++) {
                taught[i] = Robust.median(draft.sameStepOfOtherSeasons(i, Family.DAYS_OF_A_WEEK * perDay, COMPARED));
            }
        }
        System.arraycopy(taught, 0, draft.values, 0, taught.length);
        draft.note("far off what their weekday brings, kept from teaching: "
                + String.join(
                        ", ",
                        Arrays.stream(found)
                                .mapToObj(
                                        day -> draft.day(offset + day * perDay).toString())
                                .toList()));
    }

    /** Logarithm of each day over the median of the same weekday around it; 0 where either is nothing. */
    private static double[] deviations(double[] sums) {
        double[] deviations = new double[sums.length];
        for (int day = 0; day < sums.length; day++) {
            double[] around = new double[COMPARED];
            int count = 0;
            for (int away = Family.DAYS_OF_A_WEEK;
                    away < sums.length && count < COMPARED;
                    away += Family.DAYS_OF_A_WEEK) {
                for (int other : new int[] {day - away, day + away}) {
                    if (count < COMPARED && other >= 0 && other < sums.length) {
                        around[count++] = sums[other];
                    }
                }
            }
            double usual = Robust.median(Arrays.copyOf(around, count));
            deviations[day] = usual > 0 && sums[day] > 0 ? Math.log(sums[day] / usual) : 0;
        }
        return deviations;
    }
}
