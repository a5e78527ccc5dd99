package io.tokenledger.report.chargeback;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a period is held against. Pure. */
public enum Comparison {
    /**
     * What lies directly before it, equally long: as many months where it is made of whole months, as many days where it is
     * made of whole days, else as much time.
     */
    PREVIOUS,
    /** The same days a year before; the 29th of February becomes the 28th. */
    YEAR;

    /** As in {@code compare_to=}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Comparison named(String name) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> ReportError.PARAMETER_INVALID.because("compare_to " + name + " is none of "
                        + Arrays.stream(values()).map(Comparison::wireName).collect(Collectors.joining(", "))));
    }

    /** The period to look at beside that one. */
    public Period beside(Period period) {
        ZonedDateTime from = period.from().atZone(period.zone());
        ZonedDateTime to = period.to().atZone(period.zone());
        return switch (this) {
            case YEAR -> of(yearBefore(from), yearBefore(to), period);
            case PREVIOUS -> of(before(from, to), period.from(), period);
        };
    }

    private static Instant before(ZonedDateTime from, ZonedDateTime to) {
        LocalDate first = from.toLocalDate();
        LocalDate end = to.toLocalDate();
        if (!isStartOfDay(from) || !isStartOfDay(to)) {
            return from.toInstant().minus(Duration.between(from, to));
        }
        boolean wholeMonths = first.getDayOfMonth() == 1 && end.getDayOfMonth() == 1;
        LocalDate before = wholeMonths
                ? first.minusMonths(ChronoUnit.MONTHS.between(first, end))
                : first.minusDays(ChronoUnit.DAYS.between(first, end));
        return before.atStartOfDay(from.getZone()).toInstant();
    }

    private static boolean isStartOfDay(ZonedDateTime time) {
        return time.equals(time.toLocalDate().atStartOfDay(time.getZone()));
    }

    private static Instant yearBefore(ZonedDateTime time) {
        LocalDate day = time.toLocalDate().minusYears(1);
        return isStartOfDay(time)
                ? day.atStartOfDay(time.getZone()).toInstant()
                : day.atTime(LocalTime.from(time)).atZone(time.getZone()).toInstant();
    }

    private static Period of(Instant from, Instant to, Period period) {
        return new Period(from, to, period.zone());
    }
}
