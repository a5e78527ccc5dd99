package io.tokenledger.report.reconciliation;

import java.time.Instant;
import java.util.UUID;

/** What a tenant says that line items of a provider are. Never edited: of two that fit, the later counts. */
record LineMapping(
        String tenant,
        UUID id,
        String provider,
        String pattern,
        String model,
        String meter,
        String serviceTier,
        String author,
        String reason,
        Instant createdAt) {

    LineRule rule() {
        return LineRule.written(pattern, model, meter, serviceTier);
    }
}
