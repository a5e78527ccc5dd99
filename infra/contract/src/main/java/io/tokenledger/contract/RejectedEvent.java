package io.tokenledger.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be used, as it stands on {@link Topics#USAGE_REJECTED}. Its JSON Schema is
 * {@code rejected-event.schema.json}.
 *
 * @param rejectionId where it came from, unique and the same when it is read again: {@code topic/partition/offset} with
 *     {@code /index} behind it for one of a batch, {@code http/request-id/index}, or {@code import/run/line}
 * @param tenant whose it is; null where that could not be read
 * @param code stable, e.g. {@code count.negative}
 * @param detail the value and the rule, for the sender
 * @param topic null for an event that came over HTTP, as are {@code partition} and {@code offset}
 * @param index the place in its batch, from 0; of an imported file the number of the line, from 1
 * @param payloadBytes size of what came
 * @param payload what came as JSON, every free text taken out; null where it was not readable or too large
 */
public record RejectedEvent(
        String rejectionId,
        @Nullable String tenant,
        String code,
        String detail,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        int index,
        @Nullable String eventSource,
        @Nullable String eventId,
        @Nullable String eventType,
        Instant receivedAt,
        long payloadBytes,
        @Nullable String payload) {}
