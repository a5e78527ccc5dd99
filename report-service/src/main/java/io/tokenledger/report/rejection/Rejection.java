package io.tokenledger.report.rejection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be used.
 *
 * @param tenant empty where it could not be read
 * @param rejectionId where it came from; unique within its tenant
 * @param code stable, e.g. {@code count.negative}
 * @param detail the value and the rule
 * @param topic null for one that came over HTTP
 * @param payload what came as JSON, without its content; null where it was not readable or too large
 * @param resubmittedAt when it was asked to be sent again; null: never
 */
record Rejection(
        String tenant,
        String rejectionId,
        String code,
        String detail,
        @Nullable String topic,
        int index,
        @Nullable String source,
        @Nullable String eventId,
        @Nullable String eventType,
        Instant receivedAt,
        long payloadBytes,
        @Nullable String payload,
        @Nullable Instant resubmittedAt) {

    RejectionCursor place() {
        return new RejectionCursor(receivedAt, tenant, rejectionId);
    }
}
