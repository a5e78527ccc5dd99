package io.tokenledger.ingest.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Answer;
import org.jspecify.annotations.Nullable;

/** The parts of a message's content, for counting only. */
public final class AnthropicContent {
    private AnthropicContent() {}

    /** Adds the parts to an answer; null adds nothing. */
    public static void add(@Nullable JsonNode content, Answer answer) {
        if (content == null) {
            return;
        }
        answer.known();
        if (content.isTextual()) {
            answer.text(content.textValue());
        }
        for (JsonNode part : content) {
            addPart(part, answer);
        }
    }

    /** A part that is whole, or the start of one that is streamed. */
    static void addPart(JsonNode part, Answer answer) {
        String type = part.path("type").asText("");
        if (type.equals("text") || part.path("text").isTextual()) {
            answer.text(part.path("text").asText(""));
        } else if (type.equals("tool_use") || type.equals("server_tool_use") || type.equals("mcp_tool_use")) {
            JsonNode input = part.path("input");
            answer.call(part.path("name").asText(""), input.isEmpty() ? "" : input.toString());
        } else if (!type.equals("thinking") && !type.equals("redacted_thinking") && !type.endsWith("_result")) {
            answer.other();
        }
    }
}
