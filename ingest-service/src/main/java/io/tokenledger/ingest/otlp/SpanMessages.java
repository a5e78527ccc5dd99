package io.tokenledger.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * OpenTelemetry's messages of parts (its JSON schemas of input and output messages) in the chat form: texts, calls of tools
 * and their results; of anything else its kind alone, which makes the count an estimate.
 */
final class SpanMessages {
    private SpanMessages() {}

    static ObjectNode message(JsonNode message) {
        return message(message.path("role").asText(""), message.path("parts"));
    }

    static ObjectNode message(String role, JsonNode parts) {
        ObjectNode chat = JsonNodeFactory.instance.objectNode().put("role", role);
        ArrayNode content = chat.putArray("content");
        for (JsonNode part : parts) {
            switch (part.path("type").asText("")) {
                case "text" -> addText(content, part.path("content"));
                case "tool_call" -> addCall(chat, part);
                case "tool_call_response" ->
                    addText(content, part.has("result") ? part.path("result") : part.path("response"));
                case "reasoning" -> content.addObject().put("type", "reasoning");
                default ->
                    content.addObject().put("type", kind(part.path("modality").asText("")));
            }
        }
        return chat;
    }

    /** Something was there that cannot be counted, such as the definitions of tools. */
    static void addUncountable(ObjectNode message) {
        message.withArray("/content").addObject().put("type", "other");
    }

    private static void addText(ArrayNode content, JsonNode text) {
        content.addObject().put("type", "text").put("text", text.isTextual() ? text.textValue() : text.toString());
    }

    private static void addCall(ObjectNode chat, JsonNode call) {
        JsonNode arguments = call.path("arguments");
        chat.withArray("/tool_calls")
                .addObject()
                .putObject("function")
                .put("name", call.path("name").asText(""))
                .put("arguments", arguments.isTextual() ? arguments.textValue() : arguments.toString());
    }

    private static String kind(String modality) {
        return switch (modality) {
            case "image" -> "image";
            case "audio" -> "input_audio";
            default -> "other";
        };
    }
}
