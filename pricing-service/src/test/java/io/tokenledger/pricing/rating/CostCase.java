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
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of the reference cost cases: usage as a peer read it, and what the peer says that it costs.
 *
 * @param json the whole row
 * @param request with the provider and the model as the bundled book names them
 * @param notMetered what the row measures that the ledger has no meter for
 */
public record CostCase(String file, JsonNode json, RatingRequest request, Set<String> notMetered) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> PROVIDERS =
            Map.of("openai", "openai", "anthropic", "anthropic", "google", "google", "gemini", "google");
    private static final Set<String> METERED = Set.of(
            "input_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "cache_write_5m_tokens",
            "cache_write_1h_tokens",
            "output_tokens",
            "output_reasoning_tokens",
            "input_audio_tokens",
            "output_audio_tokens",
            "input_image_tokens",
            "input_video_tokens",
            "output_image_tokens",
            "output_video_tokens",
            "cache_audio_read_tokens",
            "cache_image_read_tokens",
            "citation_tokens",
            "output_citation_tokens",
            "storage_searches",
            "requests",
            "web_searches",
            "web_search_requests");

    /** Parts of a total that cost what the total costs. */
    private static final Set<String> OF_A_TOTAL = Set.of(
            "input_text_tokens",
            "output_text_tokens",
            "cache_text_read_tokens",
            "input_tool_tokens",
            "input_text_tool_tokens");

    /** The rows of a file whose provider is one of the bundled book's. */
    static Stream<CostCase> ofBundledProviders(Path folder, String file) {
        return read(folder, file)
                .filter(row -> PROVIDERS.containsKey(row.json.path("provider").asText()));
    }

    /** The rows of a file that name a provider and a model. */
    public static Stream<CostCase> read(Path folder, String file) {
        try {
            return Files.readAllLines(folder.resolve(file)).stream()
                    .map(line -> parse(file, line))
                    .filter(row -> row != null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable CostCase parse(String file, String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (!json.path("provider").isTextual() || !json.path("model").isTextual()) {
                return null;
            }
            String stated = json.path("provider").asText();
            String provider = PROVIDERS.getOrDefault(stated, stated);
            String model = json.path("model").asText().replaceFirst("^(gemini|anthropic|openai)/", "");
            JsonNode usage = json.path("usage");
            var request = new RatingRequest("", provider, model, tier(json), "", when(json), meters(usage));
            return new CostCase(file, json, request, notMetered(usage));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tier(JsonNode json) {
        JsonNode flags = json.path("flags");
        return flags.path("batch").asBoolean()
                ? "batch"
                : flags.path("service_tier").asText("standard");
    }

    /** Rows without a time were recorded by a clock that read 2026-11-20. */
    private static Instant when(JsonNode json) {
        String when = json.path("when").asText("2026-11-20");
        if (when.equals("null") || when.isEmpty()) {
            when = "2026-11-20";
        }
        if (when.length() == 7) {
            when += "-01";
        }
        return when.length() == 10
                ? Instant.parse(when + "T00:00:00Z")
                : OffsetDateTime.parse(when).toInstant();
    }

    private static Meters meters(JsonNode usage) {
        long cachedAudio = usage.path("cache_audio_read_tokens").asLong();
        long cachedImage = usage.path("cache_image_read_tokens").asLong();
        long cached = Math.max(0, usage.path("cache_read_tokens").asLong() - cachedAudio - cachedImage);
        long written = usage.path("cache_write_tokens").asLong();
        long written1h = usage.path("cache_write_1h_tokens").asLong();
        long written5m = usage.has("cache_write_5m_tokens")
                ? usage.path("cache_write_5m_tokens").asLong()
                : Math.max(0, written - written1h);
        long audioIn = Math.max(0, usage.path("input_audio_tokens").asLong() - cachedAudio);
        long imageIn = Math.max(0, usage.path("input_image_tokens").asLong() - cachedImage);
        long videoIn = usage.path("input_video_tokens").asLong();
        long audioOut = usage.path("output_audio_tokens").asLong();
        long imageOut = usage.path("output_image_tokens").asLong();
        long videoOut = usage.path("output_video_tokens").asLong();
        long reasoning = usage.path("output_reasoning_tokens").asLong();
        // citations are a part of the output total where they are stated as output, and beside it otherwise
        long citationsInOutput = usage.path("output_citation_tokens").asLong();
        long plainIn = usage.path("input_tokens").asLong()
                - (cached + cachedAudio + cachedImage + written5m + written1h + audioIn + imageIn + videoIn);
        long plainOut =
                usage.path("output_tokens").asLong() - (reasoning + audioOut + imageOut + videoOut + citationsInOutput);
        return Meters.builder()
                .set(Meter.INPUT, Math.max(0, plainIn))
                .set(Meter.CACHED_INPUT, cached)
                .set(Meter.CACHE_WRITE, written5m)
                .set(Meter.CACHE_WRITE_1H, written1h)
                .set(Meter.AUDIO_INPUT, audioIn)
                .set(Meter.IMAGE_INPUT, imageIn)
                .set(Meter.VIDEO_INPUT, videoIn)
                .set(Meter.CACHED_AUDIO_INPUT, cachedAudio)
                .set(Meter.CACHED_IMAGE_INPUT, cachedImage)
                .set(Meter.OUTPUT, Math.max(0, plainOut))
                .set(Meter.REASONING, reasoning)
                .set(Meter.AUDIO_OUTPUT, audioOut)
                .set(Meter.IMAGE_OUTPUT, imageOut)
                .set(Meter.VIDEO_OUTPUT, videoOut)
                .set(
                        Meter.of("citation_tokens"),
                        citationsInOutput + usage.path("citation_tokens").asLong())
                .set(Meter.of("file_searches"), usage.path("storage_searches").asLong())
                .set(Meter.REQUESTS, usage.path("requests").asLong(1))
                .set(
                        Meter.WEB_SEARCHES,
                        usage.path("web_searches").asLong()
                                + usage.path("web_search_requests").asLong())
                .build();
    }

    private static Set<String> notMetered(JsonNode usage) {
        var names = new TreeSet<String>();
        for (var field : usage.properties()) {
            if (field.getValue().asLong() != 0
                    && !METERED.contains(field.getKey())
                    && !OF_A_TOTAL.contains(field.getKey())) {
                names.add(field.getKey());
            }
        }
        return names;
    }

    /** The same with provider and model as the row names them. */
    public RatingRequest asStated() {
        return new RatingRequest(
                "",
                json.path("provider").asText(),
                json.path("model").asText(),
                request.serviceTier(),
                "",
                request.at(),
                request.meters());
    }

    public BigDecimal expectedCost() {
        return new BigDecimal(json.path("expected_cost_usd").asText("0"));
    }

    /** The peers compute in doubles: equal means a relative difference of at most 1e-9. */
    public boolean agreesWith(BigDecimal cost) {
        BigDecimal expected = expectedCost();
        BigDecimal tolerance = expected.abs().multiply(new BigDecimal("1e-9"));
        return cost.subtract(expected).abs().compareTo(tolerance) <= 0;
    }

    public String id() {
        return json.path("id").asText();
    }

    public long used(String usageName) {
        return json.path("usage").path(usageName).asLong();
    }

    public boolean isFrom(String peer) {
        return json.path("source").asText().contains(peer);
    }

    /** What the peer said that a million units cost without tiers; empty where it did not say. */
    String appliedPerMillion(String price) {
        JsonNode applied = json.path("prices_usd_per_mtok").path(price);
        return applied.path("base").asText(applied.asText());
    }

    @Override
    public String toString() {
        return id() + " " + request.model() + " " + request.serviceTier() + " at " + request.at() + " "
                + json.path("usage");
    }
}
