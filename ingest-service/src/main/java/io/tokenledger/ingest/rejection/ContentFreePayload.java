package io.tokenledger.ingest.rejection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came, without what was said. The structure, numbers and flags stay; texts stay where they are identity or
 * attribution and stand where those belong (in the envelope, in {@code data}, in {@code data.response}), and elsewhere where
 * the key is one of a few facts (a model, a tier, a time) and the text is a name or a time and not a sentence. Whatever hangs
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

    /** Facts that decide about price and attribution, wherever they stand. */
    private static final Set<String> FACTS = Set.of(
            "tenant",
            "team",
            "project",
            "app",
            "environment",
            "model",
            "modelVersion",
            "model_group",
            "model_map_key",
            "litellm_model_name",
            "custom_llm_provider",
            "service_tier",
            "serviceTier",
            "object",
            "type",
            "created",
            "created_at",
            "createTime",
            "startTime",
            "endTime",
            "completionStartTime",
            "startTimeUnixNano",
            "endTimeUnixNano",
            "traceId",
            "spanId",
            "call_type",
            "status",
            "modality",
            "trafficType",
            "cost_in_usd_ticks",
            "gen_ai.request.model",
            "gen_ai.response.model",
            "gen_ai.system",
            "gen_ai.provider.name",
            "gen_ai.operation.name",
            "service.name",
            "deployment.environment",
            "deployment.environment.name",
            "tokenledger.tenant",
            "tokenledger.team",
            "tokenledger.project");

    /** A name or a time: nothing with a space in it. */
    private static final Pattern NAME_OR_TIME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}");

    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9_$@][A-Za-z0-9_$@.:/-]*");

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
            "chunks",
            "delta",
            "context",
            "embedding",
            "embeddings",
            "token_ids",
            "prompt_token_ids",
            "embeddingsByType",
            "predictions",
            "data_base64",
            "events",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "gen_ai.tool.definitions",
            "gen_ai.tool.call.arguments",
            "gen_ai.tool.call.result",
            "gen_ai.prompt",
            "gen_ai.completion");

    /** How far in the event a value stands; it decides whether texts may stay. */
    private enum Place {
        ENVELOPE,
        DATA,
        RESPONSE,
        TAGS,
        ELSEWHERE;

        Place under(String key) {
            return switch (this) {
                case ENVELOPE -> key.equals("data") ? DATA : ELSEWHERE;
                case DATA ->
                    switch (key) {
                        case "response" -> RESPONSE;
                        case "tags" -> TAGS;
                        default -> ELSEWHERE;
                    };
                case RESPONSE, TAGS, ELSEWHERE -> ELSEWHERE;
            };
        }

        boolean keeps(String key, String text) {
            return switch (this) {
                case ENVELOPE, DATA, RESPONSE -> KEPT.contains(key) || isFact(key, text);
                case TAGS -> true;
                case ELSEWHERE -> isFact(key, text);
            };
        }

        private static boolean isFact(String key, String text) {
            return FACTS.contains(key) && NAME_OR_TIME.matcher(text).matches();
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
                    if (isName(field.getKey(), place)) {
                        json.writeFieldName(SafeText.cleaned(field.getKey(), MAX_KEY_CHARS));
                        writeField(field.getKey(), field.getValue(), place, json);
                    }
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

    /** A sender may put words into names: a field whose name does not read as one goes as a whole. Labels have any name. */
    private static boolean isName(String key, Place place) {
        return place == Place.TAGS || FIELD_NAME.matcher(key).matches();
    }

    private static void writeField(String key, JsonNode value, Place place, JsonGenerator json) throws IOException {
        if (CONTENT.contains(key) && place != Place.TAGS) {
            json.writeString(removed(value));
        } else if (value.isTextual() && place.keeps(key, value.textValue())) {
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
