package io.tokenledger.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Events to send, and what stands in them when they have arrived: read by another library than the one that writes. */
public final class TestEvents {
    public static final ObjectMapper JSON = new ObjectMapper();

    private TestEvents() {}

    public static UsageEvent event(String id) {
        return UsageEvent.builder()
                .id(id)
                .source("test")
                .time(Instant.parse("2026-11-20T10:15:30Z"))
                .attribution(Attribution.of("acme").withTeam("search"))
                .provider("openai")
                .model("o4-mini")
                .usage(UsageCounts.of(1200, 800))
                .build();
    }

    static JsonNode json(OutgoingEvent event) {
        return json(event.json());
    }

    static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON", e);
        }
    }
}
