package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.ReferenceData;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Responses of OpenAI that others recorded, whole and not streamed, and the events that carry them. */
final class RecordedPayloads {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPES =
            Map.of("chat/completions", "openai.chat.completion", "responses", "openai.response");

    private RecordedPayloads() {}

    static List<JsonNode> rows() throws IOException {
        return ReferenceData.rows("usage_payloads.jsonl").stream()
                .filter(row -> row.path("provider").asText().equals("openai"))
                .filter(row -> TYPES.containsKey(row.path("api").asText()))
                .filter(row -> !row.path("stream").asBoolean())
                .toList();
    }

    static String event(JsonNode row) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", row.path("id").asText())
                .put("source", "recorded")
                .put("type", TYPES.get(row.path("api").asText()));
        ObjectNode data = event.putObject("data").put("tenant", "acme");
        // Compaction responses name no model; the sender does.
        if (!row.path("payload").hasNonNull("model")) {
            data.set("model", row.path("model").isTextual() ? row.path("model") : JSON.valueToTree("unnamed"));
        }
        data.set("response", row.path("payload"));
        return event.toString();
    }
}
