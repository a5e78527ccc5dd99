package io.tokenledger.report.whatif;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which prices count.
 *
 * @param at the instant whose prices apply to all usage; null: each event's own time
 * @param list what everybody pays, whatever the tenant agreed
 */
public record PriceBasis(@Nullable Instant at, boolean list) {
    /** The prices that were charged. */
    public static final PriceBasis AS_BOOKED = new PriceBasis(null, false);

    /** Whether what is not moved costs what the ledger says. */
    public boolean isAsBooked() {
        return at == null && !list;
    }
}
