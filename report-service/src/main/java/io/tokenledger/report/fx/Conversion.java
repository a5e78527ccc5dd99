package io.tokenledger.report.fx;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * That costs in another currency are part of an answer.
 *
 * @param from the currency that they were in
 * @param firstRateDate the earliest day of the rates that were used
 * @param lastRateDate the latest
 */
public record Conversion(String from, LocalDate firstRateDate, LocalDate lastRateDate) {
    Conversion with(LocalDate rateDate) {
        return new Conversion(
                from,
                rateDate.isBefore(firstRateDate) ? rateDate : firstRateDate,
                rateDate.isAfter(lastRateDate) ? rateDate : lastRateDate);
    }

    /** Those of several answers as one: each currency once, with the earliest and the latest day. */
    public static List<Conversion> joined(List<Conversion> conversions) {
        SortedMap<String, Conversion> joined = new TreeMap<>();
        for (Conversion conversion : conversions) {
            joined.merge(
                    conversion.from(),
                    conversion,
                    (one, other) -> one.with(other.firstRateDate()).with(other.lastRateDate()));
        }
        return List.copyOf(joined.values());
    }
}
