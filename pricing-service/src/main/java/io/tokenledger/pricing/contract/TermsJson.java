package io.tokenledger.pricing.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of terms, by age; {@code nextCursor} is null on the last. */
@Schema(name = "ContractTerms")
@JsonNaming(SnakeCaseStrategy.class)
record TermsJson(
        List<TermJson> terms,
        @Schema(nullable = true) @Nullable String nextCursor) {

    /** @param found one more than the page has, where there is a next page */
    static TermsJson page(List<StatedTerm> found, int pageSize) {
        List<StatedTerm> page = found.subList(0, Math.min(found.size(), pageSize));
        return new TermsJson(
                page.stream().map(TermJson::of).toList(),
                found.size() > pageSize ? Long.toString(page.getLast().term().termId()) : null);
    }
}
