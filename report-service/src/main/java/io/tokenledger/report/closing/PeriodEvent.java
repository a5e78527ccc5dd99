package io.tokenledger.report.closing;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a period. Never changed.
 *
 * @param overrideReason why failed checks did not count; null: there were none, or it is not asked
 * @param checks as they were then, as JSON; null: none were run
 */
record PeriodEvent(
        String tenant,
        String periodId,
        Kind kind,
        String author,
        String reason,
        @Nullable String overrideReason,
        Instant at,
        @Nullable String checks) {

    /** What happened. */
    enum Kind {
        BEGUN,
        /** Its checks were run and its drafts written. */
        CHECKED,
        CANCELLED,
        /** Closed in the ledger. */
        SEALED,
        /** Its statements were written. */
        CLOSED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
