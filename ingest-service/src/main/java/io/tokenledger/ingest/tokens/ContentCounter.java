package io.tokenledger.ingest.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.TokenCount;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was said. Chat input costs 3 tokens per message, 1 more for a name, and 3 that prime the answer, 2 of gpt-5
 * and o3-mini ({@link ChatOverhead}, {@code model-families.csv}): exact for what the API counted of plain text. How
 * tools are rendered is not published, so their calls make the count an estimate, as do images and audio, which
 * add nothing to it.
 *
 * <p>What has no tokens to count (a wrong type, an unknown part) is an estimate too, never a failure. Nothing of the
 * text leaves this class.
 */
public final class ContentCounter {
    private final TokenTally tally;

    private ContentCounter(String model, PromptTaker prompt) {
        this.tally = new TokenTally(model, prompt);
    }

    /**
     * Input tokens of chat messages, or of a plain prompt; null where there are none.
     *
     * @param prompt takes the prompt as it is counted, all but what primes the answer
     */
    public static @Nullable TokenCount input(String model, @Nullable JsonNode messages, PromptTaker prompt) {
        if (messages == null || isEmpty(messages)) {
            return null;
        }
        var counter = new ContentCounter(model, prompt);
        if (messages.isArray()) {
            for (JsonNode message : messages) {
                counter.addMessage(message);
            }
            counter.tally.priming();
        } else {
            counter.addParts(messages);
        }
        return counter.tally.result();
    }

    /**
     * Output tokens of an answer: text, a list of texts or parts, or the provider's own choices and output items.
     * Hidden reasoning is in none of them and is not made up. Null where there is no answer; an empty text is an answer.
     */
    public static @Nullable TokenCount output(String model, @Nullable JsonNode output) {
        if (output == null || (output.isArray() && output.isEmpty())) {
            return null;
        }
        var counter = new ContentCounter(model, PromptTaker.NONE);
        counter.addAnswer(output);
        return counter.tally.result();
    }

    private static boolean isEmpty(JsonNode messages) {
        return messages.isTextual() ? messages.textValue().isEmpty() : messages.isEmpty();
    }

    private void addMessage(JsonNode message) {
        tally.message();
        if (!message.has("content")) {
            tally.unknown(message);
        }
        tally.text(message.path("role"));
        addParts(message.path("content"));
        if (message.path("name").isTextual()) {
            tally.name(message.path("name"));
        }
        tally.toolCalls(message.path("tool_calls"));
    }

    private void addParts(JsonNode content) {
        if (content.isArray()) {
            for (JsonNode part : content) {
                JsonNode text = part.path("text");
                tally.text(text.isTextual() ? text : part);
            }
        } else if (!content.isNull()) {
            tally.text(content);
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
            tally.text(answer);
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
        tally.toolCalls(answer.path("tool_calls"));
        if (answer.has("arguments")) {
            tally.function(answer);
        } else if (!known) {
            tally.unknown(answer);
        }
    }
}
