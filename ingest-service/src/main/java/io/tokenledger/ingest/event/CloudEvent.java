package io.tokenledger.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvents 1.0 event with JSON data (CloudEvents JSON event format, section 3).
 *
 * @param source with {@code id} the event's identity within its tenant
 * @param type names the dialect of the data
 * @param time when the usage happened, to the microsecond; null where the event does not say
 * @param data always an object
 * @param senderTenant whose event it is by the way it came (a tenant's topic, a header); null: the data says it
 */
public record CloudEvent(
        String source,
        String id,
        String type,
        @Nullable Instant time,
        JsonFields data,
        @Nullable String senderTenant) {
    private static final int MAX_IDENTITY_CHARS = 512;
    private static final int MAX_TYPE_CHARS = 256;

    /** Reads the envelope; what is in the data is the dialect's business. */
    public static CloudEvent read(JsonNode envelope, @Nullable String senderTenant) throws Refusal {
        if (!envelope.isObject()) {
            throw new Refusal(IngestError.EVENT_NOT_AN_OBJECT, "the event is to be a JSON object");
        }
        var fields = new JsonFields(envelope, "");
        checkVersion(fields);
        String id = required(fields, "id", MAX_IDENTITY_CHARS, IngestError.EVENT_ID_MISSING);
        String source = required(fields, "source", MAX_IDENTITY_CHARS, IngestError.EVENT_SOURCE_MISSING);
        String type = required(fields, "type", MAX_TYPE_CHARS, IngestError.EVENT_TYPE_MISSING);
        return new CloudEvent(source, id, type, fields.instant("time"), data(fields), senderTenant);
    }

    private static void checkVersion(JsonFields fields) throws Refusal {
        JsonNode version = fields.present("specversion");
        if (version == null) {
            throw new Refusal(IngestError.EVENT_SPECVERSION_UNSUPPORTED, "specversion is missing: it is to be '1.0'");
        }
        if (!version.isTextual() || !version.textValue().equals("1.0")) {
            throw new Refusal(
                    IngestError.EVENT_SPECVERSION_UNSUPPORTED,
                    "specversion is " + SafeText.quoted(version.asText()) + ": it is to be '1.0'");
        }
    }

    private static String required(JsonFields fields, String name, int maxChars, IngestError missing) throws Refusal {
        String value = fields.text(name, maxChars);
        if (value == null) {
            throw new Refusal(missing, name + " is missing or blank: every event has one");
        }
        return value;
    }

    private static JsonFields data(JsonFields fields) throws Refusal {
        JsonNode data = fields.present("data");
        String base64 = base64(fields);
        if (data != null && base64 != null) {
            throw new Refusal(IngestError.EVENT_DATA_INVALID, "data and data_base64 are both there: send one of them");
        }
        if (base64 != null) {
            data = decoded(base64);
        }
        if (data == null || !data.isObject()) {
            throw new Refusal(
                    IngestError.EVENT_DATA_INVALID,
                    data == null ? "data is missing: it holds the usage" : "data is to be a JSON object");
        }
        return new JsonFields(data, "data");
    }

    private static @Nullable String base64(JsonFields fields) throws Refusal {
        JsonNode value = fields.present("data_base64");
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw fields.wrongType("data_base64", value, "a text");
        }
        return value.textValue();
    }

    private static JsonNode decoded(String base64) throws Refusal {
        try {
            return EventJson.read(Slice.whole(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            throw new Refusal(IngestError.EVENT_DATA_INVALID, "data_base64 is not base64");
        } catch (Refusal e) {
            throw new Refusal(e.error(), "in data_base64: " + e.detail());
        }
    }
}
