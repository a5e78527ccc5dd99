package io.tokenledger.report.recommendation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.Meter;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation as it was when it was decided about, as text: {@code recommendation} for people, and of an accepted one
 * {@code tracked} for the tracker. Pure.
 */
final class FrozenJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private FrozenJson() {}

    /** As it is kept; {@code tracked} null: it was not accepted. */
    static String of(RecommendationJson recommendation, @Nullable TrackedMove tracked) {
        ObjectNode frozen = JSON.createObjectNode();
        frozen.set("recommendation", JSON.valueToTree(recommendation));
        if (tracked != null) {
            frozen.set("tracked", tracked(tracked));
        }
        return frozen.toString();
    }

    /** What people were shown. */
    static JsonNode recommendation(String frozen) {
        return tree(frozen).path("recommendation");
    }

    /** What was kept of an accepted one. */
    static TrackedMove tracked(String frozen) {
        JsonNode tracked = tree(frozen).path("tracked");
        List<String> regions = new ArrayList<>();
        tracked.path("regions").forEach(region -> regions.add(region.textValue()));
        List<Mix> mix = new ArrayList<>();
        tracked.path("mix").forEach(part -> mix.add(mix(part)));
        return new TrackedMove(
                text(tracked, "tenant"),
                text(tracked, "app"),
                MoveKind.valueOf(text(tracked, "kind")),
                place(tracked.path("source")),
                place(tracked.path("target")),
                regions,
                Instant.parse(text(tracked, "from")),
                Instant.parse(text(tracked, "until")),
                ZoneId.of(text(tracked, "zone")),
                text(tracked, "currency"),
                Instant.parse(text(tracked, "prices_at")),
                tracked.path("requests").longValue(),
                pico(tracked, "cost_pico"),
                tracked.hasNonNull("target_requests")
                        ? tracked.path("target_requests").longValue()
                        : null,
                new Saving(pico(tracked, "low_pico"), pico(tracked, "expected_pico"), pico(tracked, "high_pico")),
                mix);
    }

    private static ObjectNode tracked(TrackedMove move) {
        ObjectNode json = JSON.createObjectNode();
        json.put("tenant", move.tenant());
        json.put("app", move.app());
        json.put("kind", move.kind().name());
        json.set("source", place(move.source()));
        json.set("target", place(move.target()));
        move.regions().forEach(json.putArray("regions")::add);
        json.put("from", move.from().toString());
        json.put("until", move.until().toString());
        json.put("zone", move.zone().getId());
        json.put("currency", move.currency());
        json.put("prices_at", move.pricesAt().toString());
        json.put("requests", move.requests());
        json.put("cost_pico", move.costPico().toString());
        json.put("target_requests", move.targetRequests());
        json.put("low_pico", move.forecast().lowPico().toString());
        json.put("expected_pico", move.forecast().expectedPico().toString());
        json.put("high_pico", move.forecast().highPico().toString());
        var parts = json.putArray("mix");
        move.mix().forEach(part -> parts.add(mix(part)));
        return json;
    }

    private static ObjectNode place(Place place) {
        return JSON.createObjectNode()
                .put("provider", place.provider())
                .put("model", place.model())
                .put("service_tier", place.serviceTier())
                .put("reasoning_effort", place.reasoningEffort());
    }

    private static Place place(JsonNode json) {
        return new Place(
                text(json, "provider"),
                text(json, "model"),
                json.path("service_tier").textValue(),
                json.path("reasoning_effort").textValue());
    }

    private static ObjectNode mix(Mix mix) {
        ObjectNode json = JSON.createObjectNode()
                .put("provider", mix.provider())
                .put("model", mix.model())
                .put("service_tier", mix.serviceTier())
                .put("region", mix.region())
                .put("input_tokens_of_one", mix.inputTokensOfOne());
        ObjectNode quantities = json.putObject("quantities");
        new TreeMap<>(mix.quantities()).forEach((meter, quantity) -> quantities.put(meter.id(), quantity));
        return json;
    }

    private static Mix mix(JsonNode json) {
        Map<Meter, Long> quantities = new TreeMap<>();
        json.path("quantities")
                .properties()
                .forEach(quantity -> quantities.put(
                        Meter.of(quantity.getKey()), quantity.getValue().longValue()));
        return new Mix(
                text(json, "provider"),
                text(json, "model"),
                text(json, "service_tier"),
                text(json, "region"),
                json.path("input_tokens_of_one").longValue(),
                quantities);
    }

    private static BigInteger pico(JsonNode json, String name) {
        return new BigInteger(text(json, name));
    }

    private static String text(JsonNode json, String name) {
        String text = json.path(name).textValue();
        if (text == null) {
            throw new IllegalStateException("what was kept of an accepted recommendation has no " + name);
        }
        return text;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was kept of a recommendation is no JSON", e);
        }
    }
}
