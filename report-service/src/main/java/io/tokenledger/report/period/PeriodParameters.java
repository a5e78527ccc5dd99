package io.tokenledger.report.period;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code timezone}, {@code from}, {@code to} and {@code period}. An end is a date (its first moment in the zone), a
 * month (its first moment), or an RFC 3339 instant. Without any, it is this month in the zone.
 */
public final class PeriodParameters {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt].*");
    /** The plus of an offset arrives as a space where the caller did not encode it. */
    private static final Pattern LOST_PLUS = Pattern.compile("(.*\\d) (\\d{2}:\\d{2})");

    private PeriodParameters() {}

    /** The period asked for; {@code now} decides what this month is. */
    public static Period read(QueryParameters parameters, Instant now) {
        ZoneId zone = zone(parameters);
        Optional<String> from = parameters.single("from");
        Optional<String> to = parameters.single("to");
        Optional<String> named = parameters.single("period");
        if (named.isPresent() && (from.isPresent() || to.isPresent())) {
            throw ReportError.PERIOD_INVALID.because("period=" + named.get() + " and from or to exclude each other");
        }
        Period period = named(named.orElse("this_month"), now, zone);
        return new Period(
                from.map(text -> parse("from", text, zone)).orElse(period.from()),
                to.map(text -> parse("to", text, zone)).orElse(period.to()),
                zone);
    }

    /** The {@code timezone} asked for, any of the IANA database; UTC where it is not given. */
    public static ZoneId zone(QueryParameters parameters) {
        String name = parameters.single("timezone").orElse("UTC");
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw ReportError.TIMEZONE_UNKNOWN.because(
                    "timezone " + name + " is not in the IANA time zone database (e.g. Asia/Kolkata)");
        }
        return ZoneId.of(name);
    }

    /** A calendar month in a zone, from its first moment to that of the next. */
    public static Period month(YearMonth month, ZoneId zone) {
        return new Period(start(month.atDay(1), zone), start(month.plusMonths(1).atDay(1), zone), zone);
    }

    private static Period named(String name, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        YearMonth thisMonth = YearMonth.from(today);
        return switch (name) {
            case "today" -> new Period(start(today, zone), start(today.plusDays(1), zone), zone);
            case "yesterday" -> new Period(start(today.minusDays(1), zone), start(today, zone), zone);
            case "this_month" -> month(thisMonth, zone);
            case "last_month" -> month(thisMonth.minusMonths(1), zone);
            default ->
                throw ReportError.PERIOD_INVALID.because(
                        "period " + name + " is none of today, yesterday, this_month, last_month");
        };
    }

    private static Instant parse(String name, String text, ZoneId zone) {
        try {
            if (DATE.matcher(text).matches()) {
                return start(LocalDate.parse(text), zone);
            }
            if (MONTH.matcher(text).matches()) {
                return start(YearMonth.parse(text).atDay(1), zone);
            }
            if (INSTANT.matcher(text).matches()) {
                return instant(LOST_PLUS.matcher(text).replaceFirst("$1+$2"));
            }
        } catch (DateTimeException notATime) {
            throw ReportError.PERIOD_INVALID.because(unreadable(name, text), notATime);
        }
        throw ReportError.PERIOD_INVALID.because(unreadable(name, text));
    }

    private static Instant instant(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        if (instant.atOffset(ZoneOffset.UTC).getYear() > 9999) {
            throw new DateTimeException("after the year 9999");
        }
        return instant;
    }

    private static String unreadable(String name, String text) {
        return name + " " + text
                + " is neither a date (2026-11-01), nor a month (2026-11), nor an RFC 3339 instant"
                + " (2026-11-01T00:00:00Z)";
    }

    /** The first moment of a date: not always midnight, which some zones skip. */
    private static Instant start(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }
}
