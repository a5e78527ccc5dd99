package io.tokenledger.ingest.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.event.JsonFields;

/** The answer of Converse, whole ({@code output.message}) or in the events of its stream. Reasoning is left out. */
final class ConverseParts {
    private ConverseParts() {}

    static void add(JsonFields response, Answer answer) {
        JsonNode message = response.node().path("output").path("message");
        if (message.isObject()) {
            answer.known();
            message.path("content").forEach(part -> addPart(part, answer));
        }
    }

    private static void addPart(JsonNode part, Answer answer) {
        JsonNode tool = part.path("toolUse");
        if (part.path("text").isTextual()) {
            answer.text(part.path("text").textValue());
        } else if (tool.isObject()) {
            answer.call(tool.path("name").asText(""), tool.path("input").toString());
        } else if (!part.has("reasoningContent")) {
            answer.other();
        }
    }

    /** Adds what one event of a stream has of the answer. */
    static void addEvent(JsonFields event, Answer answer) {
        JsonNode node = event.node();
        if (node.has("messageStart")) {
            answer.known();
        }
        JsonNode start = node.path("contentBlockStart").path("start").path("toolUse");
        if (start.isObject()) {
            answer.call(start.path("name").asText(""), "");
        }
        JsonNode delta = node.path("contentBlockDelta").path("delta");
        JsonNode arguments = delta.path("toolUse").path("input");
        if (delta.path("text").isTextual()) {
            answer.more(delta.path("text").textValue());
        } else if (arguments.isTextual()) {
            answer.more(arguments.textValue());
        }
    }
}
