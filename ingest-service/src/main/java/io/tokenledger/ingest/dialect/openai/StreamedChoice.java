package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** One choice of a chat or text completion, put together from its deltas. */
final class StreamedChoice {
    private final StreamedText content = new StreamedText();
    private final StreamedText refusal = new StreamedText();
    private final StreamedText plainText = new StreamedText();
    private final Map<Integer, StreamedText[]> calls = new TreeMap<>();
    private boolean audio;
    private boolean opened;
    private String finishReason = "";

    void add(JsonNode choice) {
        String finish = choice.path("finish_reason").asText("");
        finishReason = finish.isEmpty() || finish.equals("null") ? finishReason : finish;
        plainText.add(choice.path("text"));
        addDelta(choice.path("delta"));
        addDelta(choice.path("message"));
    }

    private void addDelta(JsonNode delta) {
        opened |= delta.path("role").isTextual();
        content.add(delta.path("content"));
        refusal.add(delta.path("refusal"));
        audio |= delta.path("audio").isObject();
        for (JsonNode call : delta.path("tool_calls")) {
            addCall(call.path("index").asInt(0), call.path("function"));
        }
        if (delta.path("function_call").isObject()) {
            addCall(0, delta.path("function_call"));
        }
    }

    private void addCall(int index, JsonNode function) {
        StreamedText[] call =
                calls.computeIfAbsent(index, key -> new StreamedText[] {new StreamedText(), new StreamedText()});
        call[0].add(function.path("name"));
        call[1].add(function.path("arguments"));
    }

    boolean isEnded() {
        return !finishReason.isEmpty();
    }

    /** Whether the answer is here from its beginning, and not a last chunk alone. */
    boolean isWhole() {
        return opened || !content.isEmpty() || !refusal.isEmpty() || !plainText.isEmpty() || !calls.isEmpty();
    }

    /** In the form of a completion that was not streamed. */
    ObjectNode object() {
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        if (isEnded()) {
            choice.put("finish_reason", finishReason);
        }
        if (plainText.isBegun()) {
            return choice.put("text", plainText.toString());
        }
        ObjectNode message = choice.putObject("message").put("content", content.toString());
        if (refusal.isBegun()) {
            message.put("refusal", refusal.toString());
        }
        if (audio) {
            message.putObject("audio");
        }
        if (!calls.isEmpty()) {
            ArrayNode toolCalls = message.putArray("tool_calls");
            for (StreamedText[] call : calls.values()) {
                toolCalls
                        .addObject()
                        .putObject("function")
                        .put("name", call[0].toString())
                        .put("arguments", call[1].toString());
            }
        }
        return choice;
    }
}
