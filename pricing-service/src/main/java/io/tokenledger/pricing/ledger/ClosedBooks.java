package io.tokenledger.pricing.ledger;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Up to when the books of some tenants are closed, as a transaction that books at a time sees it. What belongs to closed
 * time is accounted at the first moment that is open: so it is in the next period, whenever it comes.
 *
 * @param closedUntil by tenant; nothing is accounted before it any more
 */
record ClosedBooks(Map<String, Instant> closedUntil, Instant bookedAt) {

    /** When an entry for that time counts in reports; null: at that time itself. */
    @Nullable
    Instant accountedAt(String tenant, Instant occurredAt) {
        if (closedUntil.isEmpty()) {
            return null;
        }
        Instant until = closedUntil.get(tenant);
        return until == null || !occurredAt.isBefore(until) ? null : until;
    }
}
