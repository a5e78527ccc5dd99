package io.tokenledger.ingest.tokens;

import static java.nio.charset.StandardCharsets.UTF_16;

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

    /** Number of tokens of the text; half of a surrogate pair, which has no form in UTF-8, counts as U+FFFD, as in tiktoken. */
    public long count(String text) {
        return text.isEmpty() ? 0 : encoding().countTokensOrdinary(wellFormed(text));
    }

    /** The same number, and the tokens themselves for the taker. */
    long count(String text, PromptTaker taker) {
        if (taker == PromptTaker.NONE || text.isEmpty()) {
            return count(text);
        }
        IntArrayList tokens = encoding().encodeOrdinary(wellFormed(text));
        for (int i = 0; i < tokens.size(); i++) {
            taker.token(tokens.get(i));
        }
        return tokens.size();
    }

    /** The tokenizer asserts that a text has a form in UTF-8. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(UTF_16), UTF_16); // the encoder puts U+FFFD for what has no pair
            }
        }
        return text;
    }

    private Encoding encoding() {
        return REGISTRY.getEncoding(type);
    }
}
