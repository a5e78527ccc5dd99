package io.tokenledger.report.rejection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.Topics;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of a rejection again. What was taken out of it stays out: an event that has no counts and only had text
 * is rejected again. Pure.
 *
 * @param event what is to be sent; null where it cannot be
 * @param why it cannot be sent; null where it can
 */
record Revival(@Nullable String event, @Nullable String why) {
    /** What ingest writes in the place of what it takes out. */
    private static final Pattern REMOVED = Pattern.compile("\\[removed(: \\d+ (chars|elements|fields))?]");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * The event of that rejection.
     *
     * @param merge what is changed in it, as a JSON merge patch (RFC 7396); null: nothing
     */
    static Revival of(Rejection rejection, @Nullable JsonNode merge) {
        if (rejection.resubmittedAt() != null) {
            return new Revival(null, "it was asked to be sent again at " + rejection.resubmittedAt());
        }
        if (rejection.payload() == null) {
            return new Revival(null, "it was not readable, or too large to be kept: send it again from its source");
        }
        JsonNode kept = parsed(rejection.payload());
        if (!(kept instanceof ObjectNode event)) {
            return new Revival(null, "what came is no event: send it again from its source");
        }
        withoutMarks(event);
        JsonNode merged = merge == null ? event : merged(event, merge);
        if (!(merged.path("data") instanceof ObjectNode data)) {
            return new Revival(null, "it has no data: say them, or send it again from its source");
        }
        if (!rejection.tenant().isEmpty()) {
            if (data.hasNonNull("tenant") && !data.path("tenant").asText().equals(rejection.tenant())) {
                return new Revival(null, "data.tenant is another than '" + rejection.tenant() + "', whose event it is");
            }
            data.put("tenant", rejection.tenant());
        }
        return new Revival(merged.toString(), null);
    }

    /** Where it is to be sent: the topic it came on, so that a tenant's own topic still decides whose it is. */
    static String topic(Rejection rejection) {
        String topic = rejection.topic();
        return topic != null && Topics.EVERY_USAGE_EVENTS.matcher(topic).matches() ? topic : Topics.USAGE_EVENTS;
    }

    private static @Nullable JsonNode parsed(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException cutOff) {
            return null;
        }
    }

    private static void withoutMarks(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                if (isMark(field.getValue())) {
                    object.remove(field.getKey());
                } else {
                    withoutMarks(field.getValue());
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.removeIf(Revival::isMark);
            array.forEach(Revival::withoutMarks);
        }
    }

    private static boolean isMark(JsonNode node) {
        return node.isTextual() && REMOVED.matcher(node.textValue()).matches();
    }

    /** RFC 7396, section 2. */
    private static JsonNode merged(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? object : JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merged(merged.get(field.getKey()), field.getValue()));
            }
        }
        return merged;
    }
}
