package io.tokenledger.ingest.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one Kafka record or one HTTP request brought.
 *
 * @param body structured mode: one event or a JSON array of events; binary mode: the event's data. Empty: nothing came
 * @param attributes binary mode: the CloudEvents attributes of the headers, by their names without prefix; empty in
 *     structured mode
 * @param receivedAt when ingest took it, to the microsecond
 * @param tenant whose it is by the way it came: a tenant's topic, a header; null: each event says it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared and never printed: the bytes are content.
public record Delivery(
        Origin origin,
        Instant receivedAt,
        Map<String, String> attributes,
        byte[] body,
        @Nullable String tenant) {
    /** Whether the attributes stand in headers and the body is the data alone. */
    public boolean isBinaryMode() {
        return !attributes.isEmpty();
    }
}
