package io.tokenledger.pricing.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A recorded response in which the provider says what it charged.
 *
 * @param model as the provider calls it
 * @param request the same usage in the names of the bundled book
 * @param stated dollars
 */
record StatedCost(String id, String by, String model, RatingRequest request, BigDecimal stated) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names that OpenRouter has turned round, by the book's. */
    private static final Map<String, String> MODELS = Map.of(
            "claude-4.5-sonnet-20250929", "claude-sonnet-4-5",
            "claude-sonnet-4.5", "claude-sonnet-4-5",
            "claude-4.6-sonnet-20260217", "claude-sonnet-4-6");

    static List<StatedCost> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(StatedCost::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StatedCost parse(String line) {
        try {
            JsonNode row = JSON.readTree(line);
            String by = row.path("provider").asText();
            String name = row.path("model").asText();
            int slash = name.indexOf('/');
            String provider = slash < 0 ? "x-ai" : name.substring(0, slash);
            String model = name.substring(slash + 1);
            var request = new RatingRequest(
                    "",
                    provider,
                    MODELS.getOrDefault(model, model),
                    "standard",
                    "",
                    at(row),
                    meters(row.path("usage")));
            return new StatedCost(
                    row.path("id").asText(),
                    by,
                    name,
                    request,
                    new BigDecimal(row.path("provider_stated_cost_usd").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One row was recorded without its time; its model has no price in the book at any. */
    private static Instant at(JsonNode row) {
        JsonNode created = row.path("created");
        if (created.isNull()) {
            return Instant.parse("2026-08-15T00:00:00Z");
        }
        return created.isNumber() ? Instant.ofEpochSecond(created.longValue()) : Instant.parse(created.asText());
    }

    private static Meters meters(JsonNode usage) {
        boolean chat = usage.has("prompt_tokens");
        JsonNode in = usage.path(chat ? "prompt_tokens_details" : "input_tokens_details");
        JsonNode out = usage.path(chat ? "completion_tokens_details" : "output_tokens_details");
        long input = usage.path(chat ? "prompt_tokens" : "input_tokens").asLong();
        long output = usage.path(chat ? "completion_tokens" : "output_tokens").asLong();
        long cached = in.path("cached_tokens").asLong();
        long written = in.path("cache_write_tokens").asLong();
        if (cached + written > input) {
            written = 0; // Written and read by one request: the tokens are the read ones.
        }
        long reasoning = out.path("reasoning_tokens").asLong();
        return Meters.builder()
                .set(Meter.INPUT, input - cached - written)
                .set(Meter.CACHED_INPUT, cached)
                .set(Meter.CACHE_WRITE, written)
                .set(Meter.OUTPUT, output - reasoning)
                .set(Meter.REASONING, reasoning)
                .set(Meter.REQUESTS, 1)
                .build();
    }
}
