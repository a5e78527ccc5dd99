package io.tokenledger.report.focus;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Tells unit prices in the currency of the books. */
@FunctionalInterface
interface UnitPrices {
    /** Decimal places of a unit price that was converted: with the six of a quantity they fit into a cost's eighteen. */
    int PLACES = 12;

    /**
     * The price at the rate of a day (UTC), rounded half-even to {@link #PLACES}; as it is where the currency is that of the
     * books; null: that day has no rate.
     *
     * @param pico 1e-12 of the currency
     */
    @Nullable
    BigDecimal inBooks(BigDecimal pico, String currency, LocalDate day);
}
