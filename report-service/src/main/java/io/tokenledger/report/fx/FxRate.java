package io.tokenledger.report.fx;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A published rate of a currency, and the days that it is used for.
 *
 * @param rateDate the day that it is of, and the first that it is used for
 * @param validUntil the day after the last that it is used for
 * @param perEuro units of the currency for one euro, positive
 */
public record FxRate(LocalDate rateDate, LocalDate validUntil, BigDecimal perEuro) {
    public FxRate {
        if (perEuro.signum() <= 0 || !validUntil.isAfter(rateDate)) {
            throw new IllegalArgumentException(
                    "a rate of " + perEuro + " from " + rateDate + " until " + validUntil + " is none");
        }
    }
}
