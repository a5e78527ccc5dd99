package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What was said, for counting only: it is looked at where usage is missing and goes no further. It never appears in a
 * record, a log or a message, and so has no {@code toString} of its parts.
 *
 * @param messages what went in, in the chat form; null where it did not come
 * @param output what came out: text, or the provider's own message objects; null where it did not come
 */
public record Content(@Nullable JsonNode messages, @Nullable JsonNode output) {
    /** Nothing came. */
    public static final Content NONE = new Content(null, null);

    /** The sender's {@code data.content}; what it lacks is taken from the provider's own output. */
    public static Content read(JsonFields data, @Nullable JsonNode ownOutput) throws Refusal {
        JsonFields content = data.object("content");
        if (content == null) {
            return ownOutput == null ? NONE : new Content(null, ownOutput);
        }
        JsonNode output = countable(content, "output");
        return new Content(countable(content, "messages"), output == null ? ownOutput : output);
    }

    private static @Nullable JsonNode countable(JsonFields content, String name) throws Refusal {
        JsonNode value = content.present(name);
        if (value != null && !value.isTextual() && !value.isContainerNode()) {
            throw content.wrongType(name, value, "a text or an array");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Content[removed]";
    }
}
