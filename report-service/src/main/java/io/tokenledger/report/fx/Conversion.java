package io.tokenledger.report.fx;

import java.time.LocalDate;

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
}
