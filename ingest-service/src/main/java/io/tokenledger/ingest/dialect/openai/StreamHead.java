package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The fields of a streamed object beside its answer, as the chunks have told them so far. */
final class StreamHead {
    final ObjectNode object = JsonNodeFactory.instance.objectNode();

    /** Takes these fields from the chunk where none before had them; Azure's first chunk has a blank model. */
    void keepFirst(JsonNode chunk, String... names) {
        for (String name : names) {
            JsonNode value = chunk.get(name);
            if (!object.has(name) && isThere(value)) {
                object.set(name, value);
            }
        }
    }

    /** Takes these fields from the chunk, in place of what those before had. */
    void keepLast(JsonNode chunk, String... names) {
        for (String name : names) {
            JsonNode value = chunk.get(name);
            if (isThere(value)) {
                object.set(name, value);
            }
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    private static boolean isThere(JsonNode value) {
        return value != null
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank());
    }
}
