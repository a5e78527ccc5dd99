package io.tokenledger.ingest.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;

/** Adds up the tokens of a prompt or an answer, and whether they are exact. What has no tokens to count is an estimate. */
final class TokenTally {
    private final TokenEncoding encoding;
    private final ChatOverhead chat;
    private final PromptTaker prompt;
    private boolean exact;
    private long tokens;

    TokenTally(String model, PromptTaker prompt) {
        ModelFamilies.Match match = ModelFamilies.of(model);
        this.encoding = match.family().encoding();
        this.chat = match.family().chat();
        this.exact = match.own();
        this.prompt = prompt;
    }

    void text(JsonNode text) {
        if (text.isTextual()) {
            tokens += encoding.count(text.textValue(), prompt);
        } else {
            exact = false;
            prompt.notText(text);
        }
    }

    /** What a message costs beside its text. */
    void message() {
        frame(chat.message());
    }

    /** A name and what it costs beside its text. */
    void name(JsonNode name) {
        frame(chat.name());
        text(name);
    }

    private void frame(int frameTokens) {
        tokens += frameTokens;
        for (int i = 0; i < frameTokens; i++) {
            prompt.token(PromptTaker.FRAME);
        }
    }

    /** What primes the answer: tokens that belong to no message and stand in no prompt. */
    void priming() {
        tokens += chat.priming();
    }

    void toolCalls(JsonNode calls) {
        tokens += ToolCalls.frames(calls.size());
        for (JsonNode call : calls) {
            prompt.notText(call);
            function(call.path("function"));
        }
    }

    void function(JsonNode function) {
        exact = false;
        text(function.path("name"));
        text(function.path("arguments"));
    }

    /** Something is there that nobody here knows. */
    void unknown(JsonNode part) {
        exact = false;
        prompt.notText(part);
    }

    TokenCount result() {
        return new TokenCount(tokens, exact ? Provenance.COUNTED : Provenance.ESTIMATED);
    }
}
