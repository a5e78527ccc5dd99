package io.tokenledger.pricing.contract.settlement;

import io.tokenledger.pricing.pricebook.ValidRange;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a term that is settled by itself: half-open, {@code [from, until)}.
 *
 * @param label names it within its term
 */
public record Period(String label, Instant from, Instant until) {

    /**
     * The calendar months of a term that have begun before an instant. Where a term begins or ends within a month, the
     * part of that month is a period of its own.
     */
    public static List<Period> months(ValidRange range, ZoneId zone, Instant before) {
        Instant rangeUntil = range.until();
        Instant end = rangeUntil == null || rangeUntil.isAfter(before) ? before : rangeUntil;
        var months = new ArrayList<Period>();
        for (YearMonth month = YearMonth.from(range.from().atZone(zone)); ; month = month.plusMonths(1)) {
            Instant first = startOf(month, zone);
            Instant start = first.isBefore(range.from()) ? range.from() : first;
            if (!start.isBefore(end)) {
                return months;
            }
            Instant next = startOf(month.plusMonths(1), zone);
            months.add(new Period(
                    month.toString(), start, rangeUntil != null && rangeUntil.isBefore(next) ? rangeUntil : next));
        }
    }

    private static Instant startOf(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    public boolean isOverBy(Instant time) {
        return !until.isAfter(time);
    }
}
