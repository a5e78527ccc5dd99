package io.tokenledger.report.directcost;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was used of one meter, and what it costs: of one origin, on one day, by one price. All cells together are what the
 * ledger has.
 *
 * @param slice first moment of the slice that was asked for in which it is accounted: the cell is wholly inside of it
 * @param day in UTC, on which it is accounted; decides the exchange rate
 * @param adjusts of what is accounted late: the id of the period in which it occurred; else null
 * @param reference of a charge and a correction: what asked for it, {@code contract/<id>}, {@code repricing/<id>}
 * @param meter as prices name it; of what is not of one meter: {@link #CORRECTION}, {@link #CHARGE}
 * @param priceId of the price list; null: unpriced, or not by a list
 * @param unitPricePico 1e-12 of the currency per unit, after uplifts and discounts; null: not by a unit price
 * @param currency ISO 4217; {@link #NO_CURRENCY} where it is unpriced
 * @param quantity units of the meter; negative where what was accounted before is taken out again
 * @param costPico 1e-12 of the currency, exact; null: unpriced
 * @param listCostPico the same before a tenant's discount; null: unpriced
 */
public record MeterCell(
        UsageOrigin origin,
        Instant slice,
        LocalDate day,
        DirectKind kind,
        @Nullable String adjusts,
        @Nullable String reference,
        String meter,
        @Nullable Long priceId,
        @Nullable BigInteger unitPricePico,
        String currency,
        long quantity,
        @Nullable BigInteger costPico,
        @Nullable BigInteger listCostPico) {

    /** The meter of what no meter of a price explains: corrections, and what a price list that is not known asked for. */
    public static final String CORRECTION = "correction";

    /** The meter of what a contract charges. */
    public static final String CHARGE = "charge";

    /** The currency of what is unpriced. */
    public static final String NO_CURRENCY = "XXX";
}
