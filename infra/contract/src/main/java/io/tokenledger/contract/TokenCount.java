package io.tokenledger.contract;

/**
 * How many tokens something has, and who says so.
 *
 * @param tokens 0 or more
 * @param provenance {@link Provenance#COUNTED} where the model's own tokenizer counted plain text, {@link
 *     Provenance#ESTIMATED} where the tokenizer is another or a part is not text
 */
public record TokenCount(long tokens, Provenance provenance) {
    /** A negative count is a defect of the caller and refused. */
    public TokenCount {
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens is negative: " + tokens);
        }
    }
}
