package io.tokenledger.ingest.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was said. Chat input costs 3 tokens per message, 1 more for a name, and 3 that prime the answer (OpenAI
 * cookbook, "How to count tokens with tiktoken"): exact for the API's gpt-3.5, gpt-4, gpt-4o and gpt-4.1, one too many
 * for gpt-5 and o3-mini. How tools are rendered is not published, so their calls make the count an estimate, as do
 * images and audio, which add nothing to it.
 *
 * <p>What has no tokens to count (a wrong type, an unknown part) is an estimate too, never a failure. Nothing of the
 * text leaves this class.
 */
public final class ContentCounter {
    private static final int PER_MESSAGE = 3;
    private static final int PER_NAME = 1;
    private static final int PRIMING = 3;

    private final TokenEncoding encoding;
    private boolean exact;
    private long tokens;

    private ContentCounter(String model) {
        ModelEncodings.Match match = ModelEncodings.of(model);
        this.encoding = match.encoding();
        this.exact = match.own();
    }

    /** Input tokens of chat messages, or of a plain prompt; null where there are none. */
    public static @Nullable TokenCount input(String model, @Nullable JsonNode messages) {
        if (messages == null || isEmpty(messages)) {
            return null;
        }
        var counter = new ContentCounter(model);
        if (messages.isArray()) {
            for (JsonNode message : messages) {
                counter.addMessage(message);
            }
            counter.tokens += PRIMING;
        } else {
            counter.addParts(messages);
        }
        return counter.result();
    }

    /**
     * Output tokens of an answer: text, a list of texts or parts, or the provider's own choices and output items.
     * Hidden reasoning is in none of them and is not made up. Null where there is no answer; an empty text is an answer.
     */
    public static @Nullable TokenCount output(String model, @Nullable JsonNode output) {
        if (output == null || (output.isArray() && output.isEmpty())) {
            return null;
        }
        var counter = new ContentCounter(model);
        counter.addAnswer(output);
        return counter.result();
    }

    private static boolean isEmpty(JsonNode messages) {
        return messages.isTextual() ? messages.textValue().isEmpty() : messages.isEmpty();
    }

    private TokenCount result() {
        return new TokenCount(tokens, exact ? Provenance.COUNTED : Provenance.ESTIMATED);
    }

    private void addMessage(JsonNode message) {
        tokens += PER_MESSAGE;
        addText(message.path("role"));
        addParts(message.path("content"));
        if (message.path("name").isTextual()) {
            tokens += PER_NAME;
            addText(message.path("name"));
        }
        addToolCalls(message.path("tool_calls"));
    }

    private void addParts(JsonNode content) {
        if (content.isArray()) {
            for (JsonNode part : content) {
                addText(part.isObject() ? part.path("text") : part);
            }
        } else if (!content.isNull()) {
            addText(content);
        }
    }

    private void addAnswer(JsonNode answer) {
        if (answer.isArray()) {
            for (JsonNode part : answer) {
                addAnswer(part);
            }
        } else if (answer.isObject()) {
            addAnswerObject(answer);
        } else if (!answer.isNull()) {
            addText(answer);
        }
    }

    private void addAnswerObject(JsonNode answer) {
        // A summary of hidden reasoning is not what was billed, and reasoning that was billed is not shown.
        if (answer.path("type").asText().equals("reasoning")) {
            return;
        }
        boolean known = false;
        for (String key : new String[] {"message", "content", "text", "refusal"}) {
            JsonNode value = answer.get(key);
            if (value != null) {
                known = true;
                addAnswer(value);
            }
        }
        addToolCalls(answer.path("tool_calls"));
        if (answer.has("arguments")) {
            addFunction(answer);
        } else if (!known) {
            exact = false;
        }
    }

    private void addToolCalls(JsonNode calls) {
        for (JsonNode call : calls) {
            addFunction(call.path("function"));
        }
    }

    private void addFunction(JsonNode function) {
        exact = false;
        addText(function.path("name"));
        addText(function.path("arguments"));
    }

    private void addText(JsonNode text) {
        if (text.isTextual()) {
            tokens += encoding.count(text.textValue());
        } else {
            exact = false;
        }
    }
}
