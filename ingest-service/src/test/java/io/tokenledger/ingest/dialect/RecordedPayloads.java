package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.ReferenceData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Answers in OpenAI's forms, and in Ollama's own, that others recorded, and the events that carry them. */
final class RecordedPayloads {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OPENAI = Set.of("openai", "azure");

    /** Senders of these forms, and how the types of their events begin. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("openai", "openai"),
            Map.entry("azure", "azure"),
            Map.entry("cerebras", "cerebras"),
            Map.entry("deepseek", "deepseek"),
            Map.entry("groq", "groq"),
            Map.entry("huggingface", "huggingface"),
            Map.entry("mistral", "mistral"),
            Map.entry("ollama", "ollama"),
            Map.entry("openrouter", "openrouter"),
            Map.entry("snowflake", "snowflake"),
            Map.entry("together", "together"),
            Map.entry("x_ai", "xai"),
            Map.entry("zai", "zai"),
            Map.entry("writer", "writer"),
            Map.entry("unknown", "openai.compatible"));

    private RecordedPayloads() {}

    /** Those of OpenAI itself: chat completions and responses, whole and not streamed. */
    static List<JsonNode> rows() throws IOException {
        return family().stream()
                .filter(row -> row.path("provider").asText().equals("openai"))
                .filter(row -> Set.of("chat/completions", "responses")
                        .contains(row.path("api").asText()))
                .filter(row -> !row.path("stream").asBoolean())
                .toList();
    }

    /** All of them. */
    static List<JsonNode> family() throws IOException {
        return ReferenceData.rows("usage_payloads.jsonl").stream()
                .filter(row -> PREFIXES.containsKey(row.path("provider").asText()))
                .toList();
    }

    static String type(JsonNode row) {
        String provider = row.path("provider").asText();
        String prefix = Objects.requireNonNull(PREFIXES.get(provider), provider);
        if (provider.equals("unknown")) {
            return prefix;
        }
        String api = row.path("api").asText();
        String form =
                switch (api) {
                    case "chat/completions" -> OPENAI.contains(provider) ? "chat.completion" : "chat";
                    case "chat", "generate", "grpc GetCompletion" -> "chat";
                    case "completions" -> "completion";
                    case "responses" -> "response";
                    case "embeddings" -> "embedding";
                    default -> {
                        if (!api.startsWith("run")) {
                            throw new AssertionError(api);
                        }
                        yield "thread.run";
                    }
                };
        return prefix + "." + form;
    }

    static String event(JsonNode row) {
        JsonNode payload = row.path("payload");
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", row.path("id").asText())
                .put("source", "recorded")
                .put("type", type(row));
        JsonNode one = payload.isArray() ? payload.path(payload.size() - 1) : payload;
        if (!one.hasNonNull("created") && !one.hasNonNull("created_at") && !one.has("response")) {
            event.put("time", "2026-08-20T00:00:00Z");
        }
        ObjectNode data = event.putObject("data").put("tenant", "acme");
        if (row.path("provider").asText().equals("unknown")) {
            data.put("provider", "somebody");
        }
        // Compaction responses name no model, and some recordings have blanked it; the sender does.
        if (one.path("model").asText("").isBlank()) {
            String model = row.path("model").asText("");
            data.put("model", model.isBlank() || model.equals("null") ? "unnamed" : model);
        }
        data.set("response", payload);
        return event.toString();
    }
}
