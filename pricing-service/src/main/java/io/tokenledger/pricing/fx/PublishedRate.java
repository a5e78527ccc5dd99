package io.tokenledger.pricing.fx;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A rate of a currency as it was believed in at some time.
 *
 * @param rateDate of which day it is
 * @param perEuro units of the currency for one euro
 * @param knownFrom since when
 */
record PublishedRate(String currency, LocalDate rateDate, BigDecimal perEuro, Instant knownFrom) {

    /**
     * Units of this currency for one unit of the base. Exact where the quotient has at most 34 digits, else rounded
     * half-even to these; conversions divide amounts by the published rates and never use this one.
     */
    BigDecimal per(PublishedRate base) {
        return perEuro.divide(base.perEuro, MathContext.DECIMAL128);
    }

    /** Euros for one unit of this currency, with as many digits. */
    BigDecimal euros() {
        return BigDecimal.ONE.divide(perEuro, MathContext.DECIMAL128);
    }
}
