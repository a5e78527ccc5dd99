package io.tokenledger.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link RejectedEvent} to and from its JSON. What is not known is left out. The payload is a text that holds JSON. */
public final class RejectedEventJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RejectedEventJson() {}

    /** UTF-8 JSON of the rejection. */
    public static byte[] write(RejectedEvent event) {
        var bytes = new ByteArrayBuilder(768);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("rejection_id", event.rejectionId());
            writeIfPresent(json, "tenant", event.tenant());
            json.writeStringField("code", event.code());
            json.writeStringField("detail", event.detail());
            writeIfPresent(json, "topic", event.topic());
            Integer partition = event.partition();
            if (partition != null) {
                json.writeNumberField("partition", partition);
            }
            Long offset = event.offset();
            if (offset != null) {
                json.writeNumberField("offset", offset);
            }
            json.writeNumberField("index", event.index());
            writeIfPresent(json, "event_source", event.eventSource());
            writeIfPresent(json, "event_id", event.eventId());
            writeIfPresent(json, "event_type", event.eventType());
            json.writeStringField("received_at", event.receivedAt().toString());
            json.writeNumberField("payload_bytes", event.payloadBytes());
            writeIfPresent(json, "payload", event.payload());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed for rejection " + event.rejectionId(), e);
        }
        return bytes.toByteArray();
    }

    private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /**
     * Reads a record of the topic.
     *
     * @throws UnreadableRecordException where it is not one: what is missing or wrong is in the message
     */
    public static RejectedEvent read(byte[] bytes) throws UnreadableRecordException {
        try {
            Map<String, String> fields = scalars(bytes);
            return new RejectedEvent(
                    required(fields, "rejection_id"),
                    fields.get("tenant"),
                    required(fields, "code"),
                    required(fields, "detail"),
                    fields.get("topic"),
                    fields.containsKey("partition") ? Integer.valueOf(required(fields, "partition")) : null,
                    fields.containsKey("offset") ? Long.valueOf(required(fields, "offset")) : null,
                    Integer.parseInt(required(fields, "index")),
                    fields.get("event_source"),
                    fields.get("event_id"),
                    fields.get("event_type"),
                    Instant.parse(required(fields, "received_at")),
                    Long.parseLong(required(fields, "payload_bytes")),
                    fields.get("payload"));
        } catch (IOException | DateTimeException | NumberFormatException e) {
            throw new UnreadableRecordException("not a rejected event record: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> scalars(byte[] bytes) throws IOException {
        var fields = new HashMap<String, String>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the record is not an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value.isScalarValue()) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return fields;
    }

    private static String required(Map<String, String> fields, String name) throws IOException {
        String value = fields.get(name);
        if (value == null) {
            throw new IOException("'" + name + "' is missing");
        }
        return value;
    }
}
