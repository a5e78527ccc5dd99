package io.tokenledger.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an event as CloudEvents 1.0 JSON of the type {@code io.tokenledger.usage.v1}. */
final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 512;

    private EventJson() {}

    static byte[] write(UsageEvent event) {
        var bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", event.id());
            json.writeStringField("source", event.source());
            json.writeStringField("type", "io.tokenledger.usage.v1");
            json.writeStringField("time", event.time().toString());
            json.writeObjectFieldStart("data");
            attribution(json, event.attribution());
            optional(json, "region", event.region());
            json.writeStringField("provider", event.provider());
            json.writeStringField("model", event.model());
            optional(json, "service_tier", event.serviceTier());
            optional(json, "reasoning_effort", event.reasoningEffort());
            usage(json, event.usage());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void attribution(JsonGenerator json, Attribution attribution) throws IOException {
        json.writeStringField("tenant", attribution.tenant());
        optional(json, "team", attribution.team());
        optional(json, "project", attribution.project());
        optional(json, "app", attribution.app());
        optional(json, "environment", attribution.environment());
        optional(json, "user", attribution.user());
        if (!attribution.tags().isEmpty()) {
            json.writeObjectFieldStart("tags");
            for (Map.Entry<String, String> tag : attribution.tags().entrySet()) {
                json.writeStringField(tag.getKey(), tag.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void usage(JsonGenerator json, UsageCounts usage) throws IOException {
        json.writeObjectFieldStart("usage");
        numbers(json, usage.counts());
        if (!usage.meters().isEmpty()) {
            json.writeObjectFieldStart("meters");
            numbers(json, usage.meters());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, Map<String, Long> numbers) throws IOException {
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            json.writeNumberField(number.getKey(), number.getValue());
        }
    }

    private static void optional(JsonGenerator json, String field, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(field, text);
        }
    }
}
