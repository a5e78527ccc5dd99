package io.tokenledger.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a receiver reads out of a sample, knowing nothing of how it was made. */
final class SampleReading {
    static final Instant END = Instant.parse("2026-11-20T10:20:30.456Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first event of every id, in the order of arrival. */
    final List<JsonNode> events = new ArrayList<>();

    long priced;
    long unpriced;
    long duplicates;
    long conflicts;
    long rejected;
    long inputTokens;
    long cachedInputTokens;
    long outputTokens;
    long reasoningTokens;
    long records;

    static List<String> texts(UsageSample sample) {
        List<String> texts = new ArrayList<>();
        sample.forEachRemaining(record -> texts.add(text(record)));
        return texts;
    }

    static String text(SampleRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SampleReading of(UsageSample sample) {
        var reading = new SampleReading();
        Map<String, String> firstOfId = new HashMap<>();
        sample.forEachRemaining(record -> {
            reading.records++;
            String key = new String(record.key(), StandardCharsets.US_ASCII);
            String text = text(record);
            String first = firstOfId.putIfAbsent(key, text);
            if (key.startsWith("bad-")) {
                reading.rejected++;
            } else if (first == null) {
                reading.book(json(text));
            } else if (first.equals(text)) {
                reading.duplicates++;
            } else {
                reading.conflicts++;
            }
        });
        return reading;
    }

    private void book(JsonNode event) {
        events.add(event);
        if (event.at("/data/provider").asText().equals("self-hosted")) {
            unpriced++;
        } else {
            priced++;
        }
        inputTokens += input(event);
        outputTokens += output(event);
        cachedInputTokens += first(
                event,
                "/cached_input_tokens",
                "/prompt_tokens_details/cached_tokens",
                "/input_tokens_details/cached_tokens");
        reasoningTokens += reasoning(event);
    }

    static long input(JsonNode event) {
        return first(event, "/input_tokens", "/prompt_tokens");
    }

    static long output(JsonNode event) {
        return first(event, "/output_tokens", "/completion_tokens");
    }

    static long reasoning(JsonNode event) {
        return first(
                event,
                "/reasoning_tokens",
                "/completion_tokens_details/reasoning_tokens",
                "/output_tokens_details/reasoning_tokens");
    }

    static String model(JsonNode event) {
        JsonNode data = event.path("data");
        return data.has("model")
                ? data.path("model").asText()
                : data.at("/response/model").asText();
    }

    static String effort(JsonNode event) {
        JsonNode data = event.path("data");
        return data.path("reasoning_effort")
                .asText(data.at("/response/reasoning/effort").asText());
    }

    private static long first(JsonNode event, String... places) {
        JsonNode data = event.path("data");
        JsonNode usage = data.has("usage") ? data.path("usage") : data.at("/response/usage");
        for (String place : places) {
            if (usage.at(place).isIntegralNumber()) {
                return usage.at(place).longValue();
            }
        }
        return 0;
    }

    SampleTotals totals() {
        return new SampleTotals(
                priced,
                unpriced,
                duplicates,
                conflicts,
                rejected,
                inputTokens,
                cachedInputTokens,
                outputTokens,
                reasoningTokens);
    }
}
