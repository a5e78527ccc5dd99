package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer in the form that is counted and looked at for capabilities: texts, calls of tools, and parts
 * that have no tokens to count. It lives as long as its event is read. Thinking is left out: what is shown of it is
 * not what is billed.
 */
public final class Answer {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** One part: a call has a name, a part without tokens no text. */
    private record Part(@Nullable String call, @Nullable StringBuilder text) {}

    private final List<Part> parts = new ArrayList<>();
    private boolean known;

    /** There is an answer, even if nothing of it can be read. */
    public Answer known() {
        known = true;
        return this;
    }

    /** A text of its own. */
    public Answer text(String text) {
        return part(null, new StringBuilder(text));
    }

    /** The call of a tool, with its arguments as text. */
    public Answer call(String name, String arguments) {
        return part(name, new StringBuilder(arguments));
    }

    /** Something that is no text, such as a picture. */
    public Answer other() {
        return part(null, null);
    }

    /** More of what was streamed last: of a text, or of the arguments of a call. */
    public Answer more(String text) {
        StringBuilder open = parts.isEmpty() ? null : parts.getLast().text();
        if (open == null) {
            return text(text);
        }
        open.append(text);
        return this;
    }

    private Answer part(@Nullable String call, @Nullable StringBuilder text) {
        parts.add(new Part(call, text));
        return known();
    }

    /** All of it; an empty text where there is an answer without anything in it, null where there is none. */
    public @Nullable JsonNode node() {
        if (parts.isEmpty()) {
            return known ? TextNode.valueOf("") : null;
        }
        ArrayNode answer = JSON.arrayNode();
        for (Part part : parts) {
            answer.add(node(part));
        }
        return answer;
    }

    private static ObjectNode node(Part part) {
        ObjectNode node = JSON.objectNode();
        StringBuilder written = part.text();
        if (written == null) {
            return node.put("type", "other");
        }
        String text = written.toString();
        return part.call() == null
                ? node.put("type", "text").put("text", text)
                : node.put("type", "function_call").put("name", part.call()).put("arguments", text);
    }
}
