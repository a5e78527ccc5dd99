package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;

/** The text of many deltas; it tells an empty text from none. For counting only. */
final class StreamedText {
    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    /** Adds a delta: a text, or parts of which those with a text are added. Anything else adds nothing. */
    void add(JsonNode delta) {
        if (delta.isTextual()) {
            begun = true;
            text.append(delta.textValue());
        }
        for (JsonNode part : delta) {
            if (part.path("text").isTextual()) {
                add(part.path("text"));
            }
        }
    }

    boolean isBegun() {
        return begun;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
