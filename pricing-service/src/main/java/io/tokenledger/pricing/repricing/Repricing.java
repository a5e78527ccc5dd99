package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.ledger.DimensionScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A repricing that was asked for.
 *
 * @param from events from here on
 * @param until and before here
 * @param bookVersion rated by the book as it was at this version
 * @param link where the reason is written down
 */
record Repricing(
        UUID id,
        DimensionScope scope,
        Instant from,
        Instant until,
        long bookVersion,
        String author,
        String reason,
        @Nullable String link,
        Instant askedAt) {

    /** What its entries refer to. */
    String reference() {
        return "repricing/" + id;
    }
}
