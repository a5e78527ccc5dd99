package io.tokenledger.ingest.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;

/**
 * OpenAI's tokenizers. What looks like a special token is ordinary text, since it is text that somebody sent. A table
 * is loaded when it is first needed and takes about half a second.
 */
public enum TokenEncoding {
    CL100K_BASE(EncodingType.CL100K_BASE),
    O200K_BASE(EncodingType.O200K_BASE);

    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

    private final EncodingType type;

    TokenEncoding(EncodingType type) {
        this.type = type;
    }

    /** Number of tokens of the text. */
    public long count(String text) {
        return text.isEmpty() ? 0 : encoding().countTokensOrdinary(text);
    }

    /** The same number, and the tokens themselves for the taker. */
    long count(String text, PromptTaker taker) {
        if (taker == PromptTaker.NONE || text.isEmpty()) {
            return count(text);
        }
        IntArrayList tokens = encoding().encodeOrdinary(text);
        for (int i = 0; i < tokens.size(); i++) {
            taker.token(tokens.get(i));
        }
        return tokens.size();
    }

    private Encoding encoding() {
        return REGISTRY.getEncoding(type);
    }
}
