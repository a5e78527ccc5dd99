package io.tokenledger.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;
import io.tokenledger.ingest.tokens.CountedPart;
import io.tokenledger.ingest.tokens.TokenCounts;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a request would count.
 *
 * @param provenance of all the input: {@code counted} only where every part of it is
 * @param inputTokens all that is known of the input
 * @param outputTokens of the answer that came along; null where none did
 * @param complete false where a part's tokens are not known: the input is then at least that much
 * @param contextWindow most tokens of input and output together; null where not known, as the other limits
 * @param fits whether the model takes it; null where that cannot be told
 */
@Schema(name = "TokenCounts")
public record TokenCountAnswer(
        String model,
        String encoding,
        String provenance,
        @JsonProperty("input_tokens") long inputTokens,
        @JsonProperty("output_tokens") @Nullable Long outputTokens,
        boolean complete,
        List<Part> parts,
        @JsonProperty("context_window") @Nullable Long contextWindow,
        @JsonProperty("max_input") @Nullable Long maxInput,
        @JsonProperty("max_output") @Nullable Long maxOutput,
        @Nullable Boolean fits) {
    /**
     * A part of the request.
     *
     * @param part where it stands
     * @param tokens null where they are not known
     * @param provenance {@code counted}, {@code estimated} or {@code unknown}
     * @param assumption what was taken for granted, or why the tokens are not known
     */
    @Schema(name = "CountedPart")
    public record Part(
            String part,
            @Nullable Long tokens,
            String provenance,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String assumption) {
        static Part of(CountedPart counted) {
            Provenance provenance = counted.provenance();
            return new Part(
                    counted.part(),
                    counted.tokens(),
                    provenance == null ? "unknown" : provenance.id(),
                    counted.assumption());
        }
    }

    static TokenCountAnswer of(TokenCounts counts) {
        TokenCount output = counts.output();
        return new TokenCountAnswer(
                counts.model(),
                counts.encoding().id(),
                counts.input().provenance().id(),
                counts.input().tokens(),
                output == null ? null : output.tokens(),
                counts.complete(),
                counts.parts().stream().map(Part::of).toList(),
                counts.limits().contextWindow(),
                counts.limits().maxInput(),
                counts.limits().maxOutput(),
                counts.fits());
    }
}
