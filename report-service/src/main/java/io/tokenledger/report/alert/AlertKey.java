package io.tokenledger.report.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What makes an alert the one that it is: found again, after a restart, a replay or by another instance, it has the same
 * key and is not told again.
 *
 * @param subject the budget or the rule that it is about
 * @param rule what was crossed, with what it was measured against, such as {@code 0.8 of 1000 USD}: a budget that was raised is
 *     crossed anew
 * @param periodStart of the period that it is about; each period has its own
 */
public record AlertKey(String tenant, AlertKind kind, UUID subject, String rule, Instant periodStart) {
    public AlertKey {
        periodStart = periodStart.truncatedTo(ChronoUnit.MICROS); // as it is kept: read again, it is the same key
    }

    /** The alert's id: 122 bits of SHA-256 over the key, as a UUID of version 8 (RFC 9562, 5.8). */
    public UUID id() {
        return StableId.of(tenant, kind.wireName(), subject.toString(), rule, periodStart.toString());
    }
}
