package io.tokenledger.pricing.contract.settlement;

import io.tokenledger.pricing.ledger.UsageDimension;
import java.math.BigInteger;
import java.time.Instant;

/**
 * What a term charges to a dimension for a period, in total: the ledger gets the difference to what is booked already.
 *
 * @param id names what is charged, the same however often it is worked out
 * @param amountPico 1e-12 of the currency; negative is a discount
 */
public record Charge(
        String source,
        String id,
        UsageDimension dimension,
        Instant occurredAt,
        String currency,
        BigInteger amountPico) {
    /** The source of a contract's entries. */
    public static final String SOURCE = "tokenledger:contract";

    /** The source of entries for capacity that nobody used. */
    public static final String IDLE_SOURCE = "tokenledger:contract:idle";
}
