package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.dialect.Chunks;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Events of a streamed response (OpenAI API reference, "Streaming events"): the last one holds the whole object, as
 * {@code response.done} does for an answer of a realtime session. Where it
 * is missing, the first ones say on which model, and the items and deltas between what was said.
 */
final class ResponseStream {
    private static final Set<String> ENDS =
            Set.of("response.completed", "response.incomplete", "response.failed", "response.done");

    private final StreamHead head = new StreamHead();
    private final Map<Integer, Item> items = new TreeMap<>();
    private boolean ended;

    private ResponseStream() {}

    static boolean isOne(Chunks chunks) {
        return chunks.nodes().stream()
                .anyMatch(chunk -> chunk.path("type").asText("").startsWith("response."));
    }

    static Assembled assembled(Chunks chunks) {
        var stream = new ResponseStream();
        chunks.nodes().forEach(stream::add);
        if (stream.ended) {
            return new Assembled(stream.head.object, false);
        }
        boolean cut = !chunks.done() && !stream.head.object.path("usage").isObject();
        stream.putOutput(cut);
        return new Assembled(stream.head.object, cut);
    }

    private void add(JsonNode event) {
        String type = event.path("type").asText("");
        JsonNode response = event.path("response");
        if (response.isObject()) {
            head.object.setAll((ObjectNode) response);
            ended |= ENDS.contains(type);
        }
        if (event.has("output_index")) {
            items.computeIfAbsent(event.path("output_index").asInt(0), index -> new Item())
                    .add(type, event);
        }
    }

    private void putOutput(boolean cut) {
        ArrayNode output = head.object.putArray("output");
        items.values().forEach(item -> output.add(item.object()));
        if (cut && items.isEmpty()) {
            output.add(new Item().object());
        }
    }

    /** An item of the output: as it stands at its end, else what its deltas have said. */
    private static final class Item {
        private JsonNode begun = JsonNodeFactory.instance.objectNode();
        private boolean done;
        private final StreamedText text = new StreamedText();
        private final StreamedText arguments = new StreamedText();

        void add(String type, JsonNode event) {
            switch (type) {
                case "response.output_item.added", "response.output_item.done" -> {
                    if (event.path("item").isObject()) {
                        begun = event.path("item");
                        done = type.endsWith(".done");
                    }
                }
                case "response.output_text.delta", "response.refusal.delta" -> text.add(event.path("delta"));
                case "response.function_call_arguments.delta",
                        "response.custom_tool_call_input.delta",
                        "response.mcp_call_arguments.delta" -> arguments.add(event.path("delta"));
                default -> {
                    // Progress, summaries of reasoning and the ends of parts say nothing that is counted.
                }
            }
        }

        JsonNode object() {
            if (done) {
                return begun;
            }
            String type = begun.path("type").asText("message");
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", type);
            if (arguments.isBegun()) {
                object.put("name", begun.path("name").asText("")).put("arguments", arguments.toString());
            } else if (type.equals("message")) {
                object.put("content", text.toString());
            }
            return object;
        }
    }
}
