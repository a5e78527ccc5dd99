package io.tokenledger.report.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a notice in a channel.
 *
 * @param number its place in the order of queueing
 * @param state queued, delivered, cancelled or dead
 * @param notBefore the end of quiet hours or of a digest's collecting; else when it was queued
 * @param nextAttemptAt null: none will be made
 * @param lastError null: nothing went wrong, or it was delivered in the end
 * @param digestId the message that it went with; null: by itself
 */
public record Delivery(
        UUID id,
        long number,
        UUID noticeId,
        UUID alertId,
        String event,
        String severity,
        String title,
        String state,
        int attempts,
        Instant queuedAt,
        Instant notBefore,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt,
        @Nullable String lastError,
        @Nullable UUID digestId) {

    /** How much of a channel's queue there is. */
    public record Queue(long queued, long dead, @Nullable Instant oldestQueuedAt) {
        public static final Queue EMPTY = new Queue(0, 0, null);
    }
}
