package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.problem.ReportError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far ahead is asked. Pure. */
public sealed interface Horizon {
    /** The calendar's unit that runs: from its beginning to its end. */
    enum Rest implements Horizon {
        REST_OF_MONTH,
        REST_OF_QUARTER,
        REST_OF_YEAR
    }

    /** So many steps of a kind, the running one the first. */
    record Next(int count, ChronoUnit unit) implements Horizon {}

    /** To the first moment of a day. */
    record Until(LocalDate day) implements Horizon {}

    /** From one instant to another: a period of a budget. */
    record Between(ZonedDateTime from, ZonedDateTime to) implements Horizon {}

    /** What is asked about, {@code [from, to)}: it holds the running step. */
    record Reach(ZonedDateTime from, ZonedDateTime to) {}

    Pattern NEXT = Pattern.compile("([1-9]\\d{0,3})([dh])");
    int MOST_MONTHS = 12;
    int MONTHS_OF_A_QUARTER = 3;

    /** Reads {@code horizon=}. */
    static Horizon parse(String text) {
        for (Rest rest : Rest.values()) {
            if (rest.wireName().equals(text)) {
                return rest;
            }
        }
        Matcher next = NEXT.matcher(text);
        if (next.matches()) {
            return new Next(
                    Integer.parseInt(next.group(1)), next.group(2).equals("d") ? ChronoUnit.DAYS : ChronoUnit.HOURS);
        }
        try {
            return new Until(LocalDate.parse(text));
        } catch (DateTimeException notADate) {
            throw ReportError.HORIZON_INVALID.because(
                    "horizon " + text + " is none of rest_of_month, rest_of_quarter, rest_of_year, a number of days"
                            + " (30d) or hours (48h), a date (2027-01-01, its first moment)",
                    notADate);
        }
    }

    /** As in {@code horizon=}. */
    default String wireName() {
        return switch (this) {
            case Rest rest -> rest.name().toLowerCase(Locale.ROOT);
            case Next(int count, ChronoUnit unit) -> count + (unit == ChronoUnit.DAYS ? "d" : "h");
            case Until(LocalDate day) -> day.toString();
            case Between(var from, var to) -> from.toInstant() + "/" + to.toInstant();
        };
    }

    /**
     * What it reaches over.
     *
     * @param running start of the step that is running
     * @param at the moment that the question is asked for
     */
    default Reach reach(ZonedDateTime running, ZonedDateTime at, Step step) {
        Reach reach = reachOf(running, step);
        if (!reach.to().isAfter(at)) {
            throw ReportError.HORIZON_INVALID.because("horizon " + wireName() + " ends at "
                    + reach.to().toInstant() + ", which is not after " + at.toInstant());
        }
        if (reach.to().isAfter(at.plusMonths(MOST_MONTHS).plusDays(1))) {
            throw ReportError.HORIZON_INVALID.because(
                    "horizon " + wireName() + " is more than " + MOST_MONTHS + " months ahead");
        }
        return reach;
    }

    private Reach reachOf(ZonedDateTime running, Step step) {
        LocalDate today = running.toLocalDate();
        LocalDate month = today.withDayOfMonth(1);
        return switch (this) {
            case Rest.REST_OF_MONTH -> days(running, month, month.plusMonths(1));
            case Rest.REST_OF_QUARTER -> {
                LocalDate quarter = month.minusMonths((month.getMonthValue() - 1) % MONTHS_OF_A_QUARTER);
                yield days(running, quarter, quarter.plusMonths(MONTHS_OF_A_QUARTER));
            }
            case Rest.REST_OF_YEAR ->
                days(running, today.withDayOfYear(1), today.withDayOfYear(1).plusYears(1));
            case Next(int count, ChronoUnit unit)
            when unit == ChronoUnit.DAYS ->
                new Reach(running, today.plusDays(count).atStartOfDay(running.getZone()));
            case Next(int count, ChronoUnit _) when step == Step.HOUR -> new Reach(running, running.plusHours(count));
            case Next _ ->
                throw ReportError.HORIZON_INVALID.because(
                        "horizon " + wireName() + " is in hours: step=hour is needed");
            case Until(LocalDate day) -> new Reach(running, day.atStartOfDay(running.getZone()));
            case Between(var from, var to) -> new Reach(from, to);
        };
    }

    private static Reach days(ZonedDateTime running, LocalDate from, LocalDate to) {
        return new Reach(from.atStartOfDay(running.getZone()), to.atStartOfDay(running.getZone()));
    }
}
