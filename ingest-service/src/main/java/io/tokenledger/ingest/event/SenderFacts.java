package io.tokenledger.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.rejection.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Whose a refused event is, as far as it can be read, made fit for a topic and a table. Null: not there, blank, or not
 * a text.
 */
public record SenderFacts(
        @Nullable String tenant,
        @Nullable String source,
        @Nullable String id,
        @Nullable String type) {
    /** Nothing could be read. */
    public static final SenderFacts UNKNOWN = new SenderFacts(null, null, null, null);

    private static final int MAX_CHARS = 512;
    private static final int MAX_TENANT_CHARS = 256;

    /** What the event says of itself, whatever else is wrong with it. */
    public static SenderFacts of(JsonNode event) {
        return new SenderFacts(
                text(event.path("data").path("tenant"), MAX_TENANT_CHARS),
                text(event.path("source"), MAX_CHARS),
                text(event.path("id"), MAX_CHARS),
                text(event.path("type"), MAX_CHARS));
    }

    private static @Nullable String text(JsonNode value, int maxChars) {
        return value.isTextual() && !value.textValue().isBlank() ? SafeText.cleaned(value.textValue(), maxChars) : null;
    }
}
