package io.tokenledger.report.directcost;

import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link DirectLine} that is accounted on one day. What is in another currency than that of the books is
 * converted and rounded here, and nowhere else: lines are sums of cells.
 *
 * @param day in UTC
 * @param quantity units of the meter
 * @param costPico 1e-12 of the key's currency, exact; null: unpriced
 * @param listCostPico the same before a tenant's discount; null: unpriced
 * @param bookPico the cost in 1e-12 of the currency of the books; null: unpriced
 */
public record DirectCell(
        LineKey key,
        LocalDate day,
        long quantity,
        @Nullable BigInteger costPico,
        @Nullable BigInteger listCostPico,
        @Nullable BigInteger bookPico) {}
