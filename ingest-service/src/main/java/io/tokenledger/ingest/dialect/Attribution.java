package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who used it and what for. It stands in {@code data}, the same in every dialect. Blank is absent.
 *
 * @param tenant whose event it is; the one part that every event has
 * @param tags free labels, sorted by key
 */
public record Attribution(
        String tenant,
        @Nullable String team,
        @Nullable String project,
        @Nullable String app,
        @Nullable String environment,
        @Nullable String user,
        Map<String, String> tags) {
    public static final int MAX_CHARS = 256;
    private static final int MAX_TAGS = 32;
    private static final int MAX_TAG_KEY_CHARS = 64;

    /** Reads it from the event's data; the tenant may be given by the way it came instead. */
    public static Attribution read(CloudEvent event) throws Refusal {
        JsonFields data = event.data();
        return new Attribution(
                tenant(data.text("tenant", MAX_CHARS), event.senderTenant()),
                data.text("team", MAX_CHARS),
                data.text("project", MAX_CHARS),
                data.text("app", MAX_CHARS),
                data.text("environment", MAX_CHARS),
                data.text("user", MAX_CHARS),
                tags(data.object("tags")));
    }

    /** What the data says and what the sender may send for have to agree, where both are there. */
    private static String tenant(@Nullable String stated, @Nullable String allowed) throws Refusal {
        String tenant = stated == null ? allowed : stated;
        if (tenant == null) {
            throw new Refusal(IngestError.TENANT_MISSING, "data.tenant is missing or blank: every event has one");
        }
        if (allowed != null && !allowed.equals(tenant)) {
            throw new Refusal(
                    IngestError.TENANT_CONFLICT,
                    "data.tenant is " + SafeText.quoted(tenant) + ", but it came as an event of "
                            + SafeText.quoted(allowed) + ": leave it out, or send it as that tenant");
        }
        return tenant;
    }

    private static Map<String, String> tags(@Nullable JsonFields tags) throws Refusal {
        if (tags == null || tags.node().isEmpty()) {
            return Map.of();
        }
        if (tags.node().size() > MAX_TAGS) {
            throw new Refusal(
                    IngestError.TAGS_TOO_MANY, "data.tags has " + tags.node().size() + " entries: at most " + MAX_TAGS);
        }
        var sorted = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> tag : tags.node().properties()) {
            String key = tags.checkedText(tag.getKey(), "<key>", MAX_TAG_KEY_CHARS);
            if (key == null) {
                throw new Refusal(IngestError.TEXT_INVALID_CHARACTER, "data.tags has a blank key");
            }
            String value = tagValue(tags, key, tag.getValue());
            if (value != null) {
                sorted.put(key, value);
            }
        }
        return sorted;
    }

    /** Integers and flags are labels too, taken as they are written; fractions have more than one spelling. */
    private static @Nullable String tagValue(JsonFields tags, String key, JsonNode value) throws Refusal {
        if (value.isNull()) {
            return null;
        }
        if (value.isIntegralNumber() || value.isBoolean()) {
            return value.asText();
        }
        if (!value.isTextual()) {
            throw tags.wrongType(SafeText.quoted(key), value, "a text");
        }
        return tags.checkedText(value.textValue(), SafeText.quoted(key), MAX_CHARS);
    }
}
