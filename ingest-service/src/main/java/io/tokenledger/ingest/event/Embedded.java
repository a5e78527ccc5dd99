package io.tokenledger.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.rejection.Refusal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON that stands as text in an event, such as a line of a recorded stream. */
public final class Embedded {
    private Embedded() {}

    /** The object that the text is, under the same limits as an event; null where it is none. */
    public static @Nullable JsonNode object(String text) {
        try {
            JsonNode node = EventJson.read(Slice.whole(text.getBytes(StandardCharsets.UTF_8)));
            return node.isObject() ? node : null;
        } catch (Refusal none) {
            return null;
        }
    }
}
