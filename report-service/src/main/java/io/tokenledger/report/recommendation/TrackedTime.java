package io.tokenledger.report.recommendation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A month, as far as it is tracked. */
record TrackedTime(YearMonth month, Instant from, Instant until, boolean partial) {

    /** The months in the zone from the first moment of a date to an instant; none where that is not after it. */
    static List<TrackedTime> months(LocalDate startsOn, Instant end, ZoneId zone) {
        List<TrackedTime> months = new ArrayList<>();
        Instant start = startsOn.atStartOfDay(zone).toInstant();
        for (YearMonth month = YearMonth.from(startsOn); ; month = month.plusMonths(1)) {
            Instant first = month.atDay(1).atStartOfDay(zone).toInstant();
            Instant next = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
            Instant from = first.isBefore(start) ? start : first;
            Instant until = next.isAfter(end) ? end : next;
            if (!from.isBefore(until)) {
                return months;
            }
            months.add(new TrackedTime(month, from, until, !from.equals(first) || !until.equals(next)));
        }
    }
}
