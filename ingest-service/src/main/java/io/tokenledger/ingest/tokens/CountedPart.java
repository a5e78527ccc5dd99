package io.tokenledger.ingest.tokens;

import io.tokenledger.contract.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one part of a request.
 *
 * @param part where it stands, e.g. {@code messages[0].content}
 * @param tokens null where they are not known
 * @param provenance null where the tokens are not known
 * @param assumption what was taken for granted, or why nothing is known; null where there is nothing to say
 */
public record CountedPart(
        String part,
        @Nullable Long tokens,
        @Nullable Provenance provenance,
        @Nullable String assumption) {
    static CountedPart of(String part, long tokens, boolean exact) {
        return new CountedPart(part, tokens, exact ? Provenance.COUNTED : Provenance.ESTIMATED, null);
    }

    static CountedPart unknown(String part, String why) {
        return new CountedPart(part, null, null, why);
    }
}
