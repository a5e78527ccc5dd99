package io.tokenledger.report.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the last three days of a month and its first three bring in proportion to other days of the same weekday around them.
 * Seen only in daily series that are long enough, and believed only where nearly all months say the same.
 */
final class MonthTurn {
    private static final int EDGE = 3;
    private static final int LEAST_DAYS = 120;
    private static final int LEAST_MONTHS = 4;
    private static final int WEEKS_AROUND = 4;
    private static final double LEAST_EFFECT = Math.log(1.1);
    private static final double LEAST_AGREEMENT = 0.8;
    /** Months that say "no effect", added to those that were seen. */
    private static final double DOUBT = 1;

    private static final MonthTurn NONE = new MonthTurn(new double[2 * EDGE + 1]);

    /** Logarithms, by {@link #position}. */
    private final double[] effects;

    private MonthTurn(double[] effects) {
        this.effects = effects;
    }

    static MonthTurn of(Learnable learnable) {
        if (learnable.step() != Step.DAY || learnable.length() < LEAST_DAYS) {
            return NONE;
        }
        double[][] ratios = new double[2 * EDGE + 1][learnable.length()];
        int[] counts = new int[ratios.length];
        for (int i = 0; i < learnable.length(); i++) {
            int position = position(learnable.dayOf(i));
            double usual = position == 0 ? 0 : usual(learnable, i);
            if (usual > 0 && learnable.actual()[i] > 0) {
                ratios[position][counts[position]++] = Math.log(learnable.actual()[i] / usual);
            }
        }
        double[] effects = new double[ratios.length];
        for (int position = 1; position < ratios.length; position++) {
            effects[position] = effect(Arrays.copyOf(ratios[position], counts[position]));
        }
        return Arrays.stream(effects).allMatch(effect -> effect == 0) ? NONE : new MonthTurn(effects);
    }

    /** 0: in the midst of the month; 1 to 3: the first days; 6 to 4: the last ones, the very last being 6. */
    private static int position(LocalDate day) {
        int toEnd = day.lengthOfMonth() - day.getDayOfMonth();
        if (toEnd < EDGE) {
            return 2 * EDGE - toEnd;
        }
        return day.getDayOfMonth() <= EDGE ? day.getDayOfMonth() : 0;
    }

    /** The median of the same weekday in the weeks around, in the midst of a month; 0: there are too few. */
    private static double usual(Learnable learnable, int day) {
        double[] around = new double[2 * WEEKS_AROUND];
        int count = 0;
        for (int week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
            int i = day + week * Family.DAYS_OF_A_WEEK;
            if (week != 0
                    && i >= 0
                    && i < learnable.length()
                    && !Double.isNaN(learnable.actual()[i])
                    && position(learnable.dayOf(i)) == 0) {
                around[count++] = learnable.actual()[i];
            }
        }
        return count < WEEKS_AROUND - 1 ? 0 : Robust.median(Arrays.copyOf(around, count));
    }

    private static double effect(double[] ratios) {
        if (ratios.length < LEAST_MONTHS) {
            return 0;
        }
        double median = Robust.median(ratios);
        long agree = Arrays.stream(ratios)
                .filter(ratio -> Math.signum(ratio) == Math.signum(median) && Math.abs(ratio) >= LEAST_EFFECT / 2)
                .count();
        return Math.abs(median) < LEAST_EFFECT || agree < LEAST_AGREEMENT * ratios.length
                ? 0
                : median * ratios.length / (ratios.length + DOUBT);
    }

    /** What the day brings in proportion to an ordinary one. */
    double factor(LocalDate day) {
        return this == NONE ? 1 : Math.exp(effects[position(day)]);
    }

    /** The values as if every day were in the midst of a month. */
    double[] without(Learnable learnable) {
        if (this == NONE) {
            return learnable.values();
        }
        double[] values = learnable.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] /= factor(learnable.dayOf(i));
        }
        return values;
    }

    /** A sentence for the reader, where there is an effect. */
    Optional<String> note() {
        if (this == NONE) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("turn of the month, in proportion to other days:");
        for (int position = EDGE + 1; position <= 2 * EDGE; position++) {
            add(text, position == 2 * EDGE ? "last day" : (2 * EDGE - position) + " before the last", position);
        }
        for (int position = 1; position <= EDGE; position++) {
            add(text, "day " + position, position);
        }
        return Optional.of(text.substring(0, text.length() - 1));
    }

    private void add(StringBuilder text, String name, int position) {
        if (effects[position] != 0) {
            text.append(' ')
                    .append(name)
                    .append(" ×")
                    .append(Robust.rounded(Math.exp(effects[position])))
                    .append(',');
        }
    }
}
