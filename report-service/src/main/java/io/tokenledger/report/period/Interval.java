package io.tokenledger.report.period;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A unit of the calendar, as the clocks of a zone show it: a day on which they change has 23 or 25 hours, and the hour
 * that they repeat counts twice.
 */
public enum Interval {
    HOUR,
    DAY,
    /** The ISO week, which begins on Monday. */
    WEEK,
    MONTH;

    /** As in {@code interval=} and {@code group_by=}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Where this unit's intervals begin: first the one that holds the beginning of the period (it may begin before it),
     * then all that begin before its end. Strictly ascending.
     */
    public List<ZonedDateTime> startsIn(Period period) {
        List<ZonedDateTime> starts = new ArrayList<>();
        ZonedDateTime start = startOf(period.from().atZone(period.zone()));
        while (start.toInstant().isBefore(period.to())) {
            starts.add(start);
            start = next(start);
        }
        return starts;
    }

    /** What the interval that begins there is called: an instant for an hour, its first date for a day and a week. */
    public String label(ZonedDateTime start) {
        return switch (this) {
            case HOUR -> Period.rfc3339(start);
            case DAY, WEEK -> start.toLocalDate().toString();
            case MONTH -> YearMonth.from(start).toString();
        };
    }

    private ZonedDateTime startOf(ZonedDateTime time) {
        return switch (this) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> time.toLocalDate().atStartOfDay(time.getZone());
            case WEEK -> monday(time.toLocalDate()).atStartOfDay(time.getZone());
            case MONTH -> time.toLocalDate().withDayOfMonth(1).atStartOfDay(time.getZone());
        };
    }

    private ZonedDateTime next(ZonedDateTime start) {
        if (this == HOUR) {
            return nextHour(start);
        }
        LocalDate date = start.toLocalDate();
        ZonedDateTime next;
        do {
            date = switch (this) {
                case WEEK -> monday(date).plusWeeks(1);
                case MONTH -> date.withDayOfMonth(1).plusMonths(1);
                case DAY, HOUR -> date.plusDays(1);
            };
            next = date.atStartOfDay(start.getZone());
        } while (!next.isAfter(start)); // a date that the zone left out, as Samoa its 30 December 2011
        return next;
    }

    /** By quarters of an hour, because some clocks change by half an hour, or within an hour. */
    private static ZonedDateTime nextHour(ZonedDateTime start) {
        ZonedDateTime time = start;
        ZonedDateTime hour;
        do {
            time = time.plusMinutes(15);
            hour = time.truncatedTo(ChronoUnit.HOURS);
        } while (!hour.isAfter(start));
        return hour;
    }

    private static LocalDate monday(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
