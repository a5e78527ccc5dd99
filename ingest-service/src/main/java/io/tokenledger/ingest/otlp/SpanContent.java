package io.tokenledger.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.dialect.otel.SpanNames;
import io.tokenledger.ingest.dialect.otel.SpanOperation;
import io.tokenledger.ingest.event.EventJson;
import io.tokenledger.ingest.event.Slice;
import io.tokenledger.ingest.rejection.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said, for the side of a call that has no count: today's {@code gen_ai.input.messages} and {@code
 * gen_ai.output.messages}, and {@code gen_ai.prompt.<n>.content} from before them. It becomes the chat form that ingest
 * counts. What is cut off, unreadable or too large counts as not there: half a prompt has no known size.
 */
record SpanContent(SpanAttributes attributes, SpanOperation operation) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Most characters of one attribute that are counted; as much as an event may have. */
    private static final int MAX_CHARS = 1024 * 1024;

    /** Neither counts nor an answer: nothing tells that the call got as far as the model. */
    boolean showsNoUse() {
        return isMissing(SpanNames.INPUT)
                && isMissing(SpanNames.OUTPUT)
                && isMissing(SpanNames.TOTAL)
                && (output() == null);
    }

    /** Writes what is to be counted into {@code data.content}; nothing where both sides have counts. */
    void write(ObjectNode data) {
        boolean hasTotal = !isMissing(SpanNames.TOTAL);
        JsonNode messages = isMissing(SpanNames.INPUT) && !(hasTotal && !isMissing(SpanNames.OUTPUT)) ? input() : null;
        JsonNode output = isMissing(SpanNames.OUTPUT) && !(hasTotal && !isMissing(SpanNames.INPUT)) ? output() : null;
        if (messages != null) {
            data.withObject("/content").set("messages", messages);
        }
        if (output != null) {
            data.withObject("/content").set("output", output);
        } else if (messages != null && operation == SpanOperation.EMBEDDINGS) {
            data.withObject("/content").put("output", "");
        }
    }

    private boolean isMissing(List<String> names) {
        return names.stream().noneMatch(attributes::has);
    }

    private @Nullable JsonNode input() {
        JsonNode messages = structured("gen_ai.input.messages");
        if (messages == null) {
            return operation == SpanOperation.EMBEDDINGS ? null : numbered("gen_ai.prompt.");
        }
        if (operation == SpanOperation.EMBEDDINGS) {
            return onlyText(messages);
        }
        ArrayNode chat = JSON.arrayNode();
        JsonNode instructions = structured("gen_ai.system_instructions");
        if (instructions != null) {
            chat.add(SpanMessages.message("system", instructions));
        }
        messages.forEach(message -> chat.add(SpanMessages.message(message)));
        if (!chat.isEmpty() && attributes.has("gen_ai.tool.definitions")) {
            SpanMessages.addUncountable((ObjectNode) chat.get(0));
        }
        return chat.isEmpty() ? null : chat;
    }

    private @Nullable JsonNode output() {
        JsonNode messages = structured("gen_ai.output.messages");
        if (messages == null) {
            return numbered("gen_ai.completion.");
        }
        ArrayNode answers = JSON.arrayNode();
        messages.forEach(message -> answers.add(SpanMessages.message(message)));
        return answers.isEmpty() ? null : answers;
    }

    /** What is embedded has no frame of a chat; of several texts it is not told how they were cut. */
    private static @Nullable JsonNode onlyText(JsonNode messages) {
        JsonNode parts = messages.path(0).path("parts");
        JsonNode text = parts.path(0).path("content");
        return messages.size() == 1 && parts.size() == 1 && text.isTextual() ? text : null;
    }

    private @Nullable JsonNode structured(String name) {
        JsonNode value = attributes.json(name);
        JsonNode parsed = value != null && value.isTextual() ? parsed(value.textValue()) : value;
        return parsed != null && parsed.isArray() && !parsed.isEmpty() ? parsed : null;
    }

    private static @Nullable JsonNode parsed(String json) {
        if (json.length() > MAX_CHARS) {
            return null;
        }
        try {
            return EventJson.read(Slice.whole(json.getBytes(StandardCharsets.UTF_8)));
        } catch (Refusal notJson) {
            return null; // It was cut off at the instrumentation's limit: it cannot be counted.
        }
    }

    /** OpenLLMetry's older form, a message by its number. */
    private @Nullable JsonNode numbered(String prefix) {
        ArrayNode chat = JSON.arrayNode();
        for (int i = 0; attributes.has(prefix + i + ".content") || attributes.has(prefix + i + ".role"); i++) {
            String at = prefix + i + ".";
            String role = attributes.text(at + "role");
            String text = attributes.text(at + "content");
            ObjectNode message = chat.addObject().put("role", role == null ? "" : role);
            message.putArray("content").addObject().put("type", "text").put("text", text == null ? "" : text);
            if (text != null && text.length() > MAX_CHARS) {
                return null;
            }
            if (text == null || attributes.has(at + "tool_calls.0.name")) {
                SpanMessages.addUncountable(message);
            }
        }
        return chat.isEmpty() ? null : chat;
    }
}
