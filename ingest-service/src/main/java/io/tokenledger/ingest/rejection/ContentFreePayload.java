package io.tokenledger.ingest.rejection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came, without what was said. The structure, numbers and flags stay; texts stay only where they are identity or
 * attribution and stand where those belong (in the envelope, in {@code data}, in {@code data.response}); whatever hangs
 * under a key that carries prompts, completions or tools goes as a whole, numbers included.
 */
public final class ContentFreePayload {
    /** Largest payload that is kept, in characters, as it came and as it is written. */
    public static final int MAX_CHARS = 256 * 1024;

    private static final int MAX_TEXT_CHARS = 256;
    private static final int MAX_KEY_CHARS = 64;
    private static final JsonFactory JSON = new JsonFactory();

    private static final Set<String> KEPT = Set.of(
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
            "service_tier",
            "region",
            "reasoning_effort",
            "object",
            "dataschema",
            "datacontenttype",
            "subject");

    private static final Set<String> CONTENT = Set.of(
            "content",
            "messages",
            "message",
            "choices",
            "output",
            "input",
            "prompt",
            "instructions",
            "system",
            "text",
            "arguments",
            "tools",
            "tool_calls",
            "functions",
            "candidates",
            "contents",
            "data_base64");

    /** How far in the event a value stands; it decides whether texts may stay. */
    private enum Place {
        ENVELOPE,
        DATA,
        RESPONSE,
        ELSEWHERE;

        Place under(String key) {
            return switch (this) {
                case ENVELOPE -> key.equals("data") ? DATA : ELSEWHERE;
                case DATA -> key.equals("response") ? RESPONSE : ELSEWHERE;
                case RESPONSE, ELSEWHERE -> ELSEWHERE;
            };
        }
    }

    private ContentFreePayload() {}

    /** The event as JSON without its content, valid Unicode without NUL; null where it is too large to be kept. */
    public static @Nullable String of(JsonNode event, long payloadBytes) {
        if (payloadBytes > MAX_CHARS) {
            return null;
        }
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(event, Place.ENVELOPE, json);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.getBuffer().length() > MAX_CHARS ? null : text.toString();
    }

    private static void write(JsonNode node, Place place, JsonGenerator json) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    json.writeFieldName(SafeText.cleaned(field.getKey(), MAX_KEY_CHARS));
                    writeField(field.getKey(), field.getValue(), place, json);
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (JsonNode element : node) {
                    write(element, Place.ELSEWHERE, json);
                }
                json.writeEndArray();
            }
            case NUMBER -> json.writeNumber(node.asText());
            case BOOLEAN -> json.writeBoolean(node.booleanValue());
            case NULL, MISSING -> json.writeNull();
            case STRING, BINARY, POJO -> json.writeString(removed(node));
        }
    }

    private static void writeField(String key, JsonNode value, Place place, JsonGenerator json) throws IOException {
        if (CONTENT.contains(key)) {
            json.writeString(removed(value));
        } else if (value.isTextual() && place != Place.ELSEWHERE && KEPT.contains(key)) {
            json.writeString(SafeText.cleaned(value.textValue(), MAX_TEXT_CHARS));
        } else {
            write(value, place.under(key), json);
        }
    }

    private static String removed(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "[removed: " + value.textValue().length() + " chars]";
            case ARRAY -> "[removed: " + value.size() + " elements]";
            case OBJECT -> "[removed: " + value.size() + " fields]";
            case NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> "[removed]";
        };
    }
}
