package io.tokenledger.report.directcost;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A direct cost: the quantity of one meter, and what it costs.
 *
 * @param quantity units of the meter; of the meter {@code requests} also where requests cost nothing; 0 of what is not of a
 *     meter
 * @param costPico exact, in 1e-12 of the key's currency; null: unpriced, never zero for want of a price
 * @param bookPico the same in the currency of the books, converted by the day (UTC); null: unpriced
 */
public record DirectLine(
        LineKey key,
        long quantity,
        @Nullable BigInteger costPico,
        @Nullable BigInteger bookPico) {}
