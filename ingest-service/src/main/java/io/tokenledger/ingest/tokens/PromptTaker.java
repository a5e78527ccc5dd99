package io.tokenledger.ingest.tokens;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes a prompt in its order while it is counted. What it takes is content and must not be kept. */
public interface PromptTaker {
    /** Stands for each token that a message costs beside its text; no token of a text is negative. */
    int FRAME = -1;

    /** Takes no notice. */
    PromptTaker NONE = new PromptTaker() {
        @Override
        public void token(int token) {}

        @Override
        public void notText(JsonNode part) {}
    };

    /** A token of the tokenizer, or {@link #FRAME}. */
    void token(int token);

    /** What stands at this place beside text, such as a picture or a call of a tool. */
    void notText(JsonNode part);
}
