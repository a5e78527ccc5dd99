package io.tokenledger.ingest.tokens;

import io.tokenledger.contract.TokenCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a request that nobody has sent yet.
 *
 * @param input all that is known of the input
 * @param output of the answer that came along; null where none did
 * @param complete false where a part's tokens are not known: then the input is at least that much
 * @param parts of the input in its order, then of the answer, then what stands around them
 * @param fits whether the model takes it; null where that cannot be told
 */
public record TokenCounts(
        String model,
        TokenEncoding encoding,
        TokenCount input,
        @Nullable TokenCount output,
        boolean complete,
        List<CountedPart> parts,
        ModelLimits limits,
        @Nullable Boolean fits) {}
