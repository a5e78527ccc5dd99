package io.tokenledger.report.recommendation;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a tenant allows, as it is sent and as it is stated. */
@Schema(name = "RecommendationConstraints")
public record ConstraintsJson(
        @Schema(required = true, examples = "acme") String tenant,

        @Schema(description = "How often it was stated; 0: never. Not part of a request", readOnly = true)
        long version,

        List<MinimumScoreJson> minimumScores,
        @Schema(description = "None: any") List<String> allowedProviders,

        @Schema(description = "None: any. Else usage of another region, or of one that is not known, is not moved")
        List<String> allowedRegions,

        List<DeferrableJson> deferrable,
        @Nullable String author,
        @Nullable String reason,
        @Schema(readOnly = true) @Nullable String statedAt) {

    /** A model must reach it; of a hybrid the mean over its requests. */
    @Schema(name = "MinimumScore")
    public record MinimumScoreJson(
            @Schema(required = true, examples = "swe_bench_verified")
            String benchmark,

            @Schema(required = true, examples = "65") String score,

            @Schema(description = "Absent: every app") @Nullable
            String app) {}

    /** Work that can wait for a day. */
    @Schema(name = "Deferrable")
    public record DeferrableJson(
            @Schema(required = true, examples = "nightly-digest")
            String app,

            @Schema(required = true, examples = "1", description = "Of its requests, from 0 to 1")
            String share) {}

    static ConstraintsJson of(StatedConstraints stated) {
        Constraints constraints = stated.constraints();
        return new ConstraintsJson(
                stated.tenant(),
                stated.version(),
                constraints.minimumScores().stream()
                        .map(minimum -> new MinimumScoreJson(
                                minimum.benchmark(), minimum.score().toPlainString(), minimum.app()))
                        .toList(),
                constraints.allowedProviders(),
                constraints.allowedRegions(),
                constraints.deferrable().stream()
                        .map(part -> new DeferrableJson(part.app(), part.share().toPlainString()))
                        .toList(),
                stated.author().isEmpty() ? null : stated.author(),
                stated.reason().isEmpty() ? null : stated.reason(),
                stated.statedAt() == null ? null : stated.statedAt().toString());
    }
}
