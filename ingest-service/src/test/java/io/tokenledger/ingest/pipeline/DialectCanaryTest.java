package io.tokenledger.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.RejectedEventJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text of every dialect's golden events that says something, and a field of its own in every object, is a canary: what
 * is published has none, whether the event is used or refused.
 */
class DialectCanaryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANARY = "canary-9c1e";

    /** Texts by these keys decide what an event is, whose and at which price: they are no content, and kept. */
    private static final Set<String> FACTS = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "tenant",
            "team",
            "project",
            "app",
            "environment",
            "user",
            "provider",
            "model",
            "modelVersion",
            "service_tier",
            "serviceTier",
            "region",
            "reasoning_effort",
            "object",
            "created",
            "created_at",
            "createTime",
            "startTime",
            "endTime",
            "completionStartTime",
            "role",
            "status",
            "modality",
            "trafficType",
            "finish_reason",
            "stop_reason",
            "finishReason",
            "stopReason",
            "call_type",
            "custom_llm_provider",
            "model_map_key",
            "model_group",
            "traceId",
            "spanId",
            "startTimeUnixNano",
            "endTimeUnixNano",
            "cost_in_usd_ticks",
            "datacontenttype",
            "inference_geo",
            "effort",
            "action",
            "event_type",
            "response_type",
            "capabilities_used",
            "amount",
            "currency",
            "cost",
            "response_cost",
            "end_user",
            "litellm_call_id",
            "litellm_model_name");

    static List<Path> events() throws IOException, URISyntaxException {
        return GoldenTest.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void noWordIsPublishedOrTold(Path golden) throws IOException {
        JsonNode event = JSON.readTree(Files.readString(golden));
        ObjectNode said = (ObjectNode) withCanaries(event);
        assertNoCanary(said);
        ObjectNode refused = said.deepCopy();
        ((ObjectNode) refused.path("data")).put("usage", CANARY).put("model", 7).put("response", CANARY);
        assertNoCanary(refused);
        assertNoCanary(said.deepCopy().put("type", "no.such.dialect"));
        assertNoCanary(said.deepCopy().put("time", "no time"));
    }

    private static void assertNoCanary(ObjectNode event) {
        assertThat(event.toString()).contains(CANARY);
        for (Outcome outcome : Deliveries.outcomes(event.toString())) {
            byte[] published =
                    switch (outcome) {
                        case Outcome.Accepted accepted -> MeteredUsageJson.write(accepted.usage());
                        case Outcome.Rejected rejected -> {
                            assertThat(rejected.defect()).isNull();
                            yield RejectedEventJson.write(rejected.event());
                        }
                    };
            assertThat(new String(published, StandardCharsets.UTF_8)).doesNotContain(CANARY);
            assertThat(outcome.toString()).doesNotContain(CANARY);
        }
    }

    private static JsonNode withCanaries(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                object.set(
                        field.getKey(),
                        isFact(field.getKey(), field.getValue()) ? field.getValue() : withCanaries(field.getValue()));
            }
            return object.put("note_of_the_sender", CANARY);
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            var elements = new ArrayList<JsonNode>();
            node.forEach(elements::add);
            elements.forEach(element -> array.add(withCanaries(element)));
            return array;
        }
        return node.isTextual() && !looksLikeAChunk(node.textValue()) ? JSON.valueToTree("say " + CANARY) : node;
    }

    private static boolean isFact(String key, JsonNode value) {
        if (key.equals("tags") || key.equals("request_tags")) {
            return true;
        }
        boolean names = !value.isContainerNode() || key.equals("capabilities_used");
        return names && (FACTS.contains(key) || isAttribute(key) || key.startsWith("user_api_key"));
    }

    /** An attribute of a span that is no content. */
    private static boolean isAttribute(String key) {
        boolean said = key.contains("prompt.") || key.contains("completion.") || key.contains("messages");
        boolean known = key.startsWith("gen_ai.")
                || key.startsWith("openai.")
                || key.startsWith("service.")
                || key.startsWith("deployment.")
                || key.startsWith("tokenledger.");
        return known && !said;
    }

    /** A line of a stream holds JSON: its parts are not reached here. */
    private static boolean looksLikeAChunk(String text) {
        return text.startsWith("data:") || text.startsWith("event:") || text.isBlank();
    }
}
