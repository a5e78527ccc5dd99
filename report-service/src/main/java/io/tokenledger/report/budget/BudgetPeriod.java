package io.tokenledger.report.budget;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How often a budget begins anew, by the calendar of its zone. Pure. */
public enum BudgetPeriod {
    DAY,
    /** The ISO week, which begins on Monday. */
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    /** Once, from a day to a day. */
    CUSTOM;

    private static final int MONTHS_OF_A_QUARTER = 3;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(BudgetPeriod::wireName).toList();
    }

    /** The first day of the calendar's period that holds the day; a custom one has none. */
    public LocalDate start(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % MONTHS_OF_A_QUARTER);
            case YEAR -> day.withDayOfYear(1);
            case CUSTOM -> throw new IllegalStateException("a custom period is no period of the calendar");
        };
    }

    /** The first day after the period that holds the day. */
    public LocalDate end(LocalDate day) {
        LocalDate start = start(day);
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case QUARTER -> start.plusMonths(MONTHS_OF_A_QUARTER);
            case YEAR -> start.plusYears(1);
            case CUSTOM -> throw new IllegalStateException("a custom period is no period of the calendar");
        };
    }

    /**
     * How many of these a longer period of the calendar holds at most: 31 days in a month. 0: they do not fit into one
     * another evenly, as weeks and months, or one of them is custom.
     */
    int mostIn(BudgetPeriod longer) {
        if (this == longer) {
            return this == CUSTOM ? 0 : 1;
        }
        return switch (this) {
            case DAY ->
                switch (longer) {
                    case WEEK -> 7;
                    case MONTH -> 31;
                    case QUARTER -> 92;
                    case YEAR -> 366;
                    case DAY, CUSTOM -> 0;
                };
            case MONTH -> longer == QUARTER ? 3 : longer == YEAR ? 12 : 0;
            case QUARTER -> longer == YEAR ? 4 : 0;
            case WEEK, YEAR, CUSTOM -> 0;
        };
    }

    /** How many of these the days touch, from the first to before the end. */
    int touching(LocalDate first, LocalDate end) {
        if (this == CUSTOM) {
            return 1;
        }
        int touching = 0;
        for (LocalDate day = start(first); day.isBefore(end); day = end(day)) {
            touching++;
        }
        return touching;
    }
}
