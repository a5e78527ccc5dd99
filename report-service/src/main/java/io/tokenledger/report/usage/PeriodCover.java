package io.tokenledger.report.usage;

import io.tokenledger.report.period.Period;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A question's period in whole days of UTC, whole hours of what no whole day fits in, and quarters of an hour of the rest. A
 * border divides a day or an hour where it lies within: the period begins or ends there, or an interval that the question is
 * grouped by begins. At +05:45 a month is 30 days, 23 hours and four quarters or so; by days, hours and quarters. Pure.
 *
 * <p>All stretches together are the period, and none overlap. They are so few that a statement can name them all: where they
 * would be more, as by weeks over years, what is finer is read in their place.
 */
record PeriodCover(List<Stretch> days, List<Stretch> hours, List<Stretch> quarters) {

    /** Of one kind; days and hours have one more than what divides them. */
    private static final int MOST_STRETCHES = 64;

    /** Half-open, as a period. */
    record Stretch(Instant from, Instant to) {}

    PeriodCover {
        days = List.copyOf(days);
        hours = List.copyOf(hours);
        quarters = List.copyOf(quarters);
    }

    static PeriodCover of(UsageQuery query) {
        Set<Instant> borders = borders(query);
        Period period = query.period();
        List<Stretch> days = new ArrayList<>();
        List<Stretch> rest = new ArrayList<>();
        Stretch whole = new Stretch(period.from(), period.to());
        divide(whole, ChronoUnit.DAYS, borders, days, rest);
        if (rest.size() > MOST_STRETCHES) {
            return new PeriodCover(List.of(), List.of(), List.of(whole));
        }
        List<Stretch> hours = new ArrayList<>();
        List<Stretch> quarters = new ArrayList<>();
        for (Stretch stretch : rest) {
            divide(stretch, ChronoUnit.HOURS, borders, hours, quarters);
        }
        return quarters.size() > MOST_STRETCHES
                ? new PeriodCover(days, List.of(), rest)
                : new PeriodCover(days, hours, quarters);
    }

    private static Set<Instant> borders(UsageQuery query) {
        Set<Instant> borders =
                new HashSet<>(List.of(query.period().from(), query.period().to()));
        for (Dimension dimension : query.groupBy()) {
            if (dimension instanceof Dimension.Calendar(var interval)) {
                interval.startsIn(query.period()).stream()
                        .map(ZonedDateTime::toInstant)
                        .forEach(borders::add);
            }
        }
        return borders;
    }

    /** Adds the units of UTC that no border divides, and what is left of the stretch. */
    private static void divide(
            Stretch stretch, ChronoUnit unit, Set<Instant> borders, List<Stretch> whole, List<Stretch> rest) {
        Set<Instant> divided = new HashSet<>();
        for (Instant border : borders) {
            Instant start = border.truncatedTo(unit);
            if (!border.equals(start)) {
                divided.add(start);
            }
        }
        Instant start = stretch.from().truncatedTo(unit);
        while (start.isBefore(stretch.to())) {
            Instant end = start.plus(1, unit);
            if (divided.contains(start)) {
                Instant from = start.isBefore(stretch.from()) ? stretch.from() : start;
                add(rest, new Stretch(from, end.isAfter(stretch.to()) ? stretch.to() : end));
            } else {
                add(whole, new Stretch(start, end));
            }
            start = end;
        }
    }

    /** What follows upon the last stretch makes it longer. */
    private static void add(List<Stretch> stretches, Stretch next) {
        if (!stretches.isEmpty() && stretches.getLast().to().equals(next.from())) {
            stretches.set(stretches.size() - 1, new Stretch(stretches.getLast().from(), next.to()));
        } else {
            stretches.add(next);
        }
    }
}
