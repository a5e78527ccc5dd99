package io.tokenledger.report.period;

import io.tokenledger.report.problem.ReportError;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What a report reaches over. Both ends lie on a quarter of an hour, because usage is summed up by quarters of an hour,
 * and time zones are multiples of it.
 *
 * @param from inclusive
 * @param to exclusive
 * @param zone in which days begin, and instants are written
 */
public record Period(Instant from, Instant to, ZoneId zone) {
    private static final int MAX_YEARS = 5;
    private static final int QUARTER_HOUR_SECONDS = 900;

    public Period {
        refuseOffQuarterHour("from", from);
        refuseOffQuarterHour("to", to);
        if (!to.isAfter(from)) {
            throw ReportError.PERIOD_EMPTY.because(
                    "to " + rfc3339(to, zone) + " is not after from " + rfc3339(from, zone));
        }
        if (to.isAfter(from.atZone(zone).plusYears(MAX_YEARS).toInstant())) {
            throw ReportError.PERIOD_TOO_LONG.because("from " + rfc3339(from, zone) + " to " + rfc3339(to, zone)
                    + " is more than " + MAX_YEARS + " years");
        }
    }

    /** The beginning in the zone, as RFC 3339: {@code 2026-11-01T00:00:00+05:30}. */
    public String fromText() {
        return rfc3339(from, zone);
    }

    /** The end, which no longer belongs to it, in the zone as RFC 3339. */
    public String toText() {
        return rfc3339(to, zone);
    }

    static String rfc3339(Instant instant, ZoneId zone) {
        return rfc3339(instant.atZone(zone));
    }

    static String rfc3339(ZonedDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static void refuseOffQuarterHour(String name, Instant instant) {
        if (instant.getNano() != 0 || Math.floorMod(instant.getEpochSecond(), QUARTER_HOUR_SECONDS) != 0) {
            throw ReportError.PERIOD_NOT_ON_QUARTER_HOUR.because(
                    name + " " + instant + " must be on a quarter of an hour (:00, :15, :30, :45)");
        }
    }
}
