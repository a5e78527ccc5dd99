package io.tokenledger.report.recommendation;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.quality.EvaluationScore;
import io.tokenledger.report.whatif.WhatIfJson;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a recommendation rests on. */
@Schema(name = "RecommendationEvidence")
public record EvidenceJson(
        @Schema(description = "That would move; of a share that part of them")
        String requests,

        String baselineCost,
        String scenarioCost,
        String appCost,
        List<WhatIfJson.ExcludedJson> excluded,
        String excludedPercent,
        List<WhatIfJson.AssumedJson> assumptions,
        List<WhatIfJson.QualityJson> benchmarks,
        List<OwnJson> ownEvaluations,
        TokensJson tokens) {

    /** What the tenant measured of one of the models. */
    @Schema(name = "RecommendationOwnEvaluation")
    public record OwnJson(
            @Schema(enumeration = {"from", "to"}) String of,
            String evaluation,
            String model,
            @Nullable String reasoningEffort,
            String score,
            String unit,
            @Nullable Long samples,
            String measuredOn) {}

    /** Tokens of the app on the present model. */
    @Schema(name = "RecommendationTokens")
    public record TokensJson(
            long inputTokens,
            long cachedInputTokens,

            @Schema(description = "Input of requests that were looked at for repeated prefixes")
            long measuredInputTokens,

            long repeatedPrefixTokens,
            long outputTokens,
            long reasoningTokens) {}

    static EvidenceJson of(Evidence evidence, WhatIfJson answer) {
        return new EvidenceJson(
                RecommendationJson.plain(evidence.requests()),
                Money.exact(evidence.baselinePico()),
                Money.exact(evidence.scenarioPico()),
                Money.exact(evidence.appCostPico()),
                answer.excluded(),
                RecommendationJson.plain(evidence.excludedPercent()),
                answer.assumptions(),
                answer.swaps().getFirst().quality().stream()
                        .filter(quality -> quality.kind().equals("benchmark"))
                        .toList(),
                Stream.concat(
                                evidence.ownFrom().stream().map(score -> own("from", score)),
                                evidence.ownTo().stream().map(score -> own("to", score)))
                        .toList(),
                new TokensJson(
                        evidence.inputTokens(),
                        evidence.cachedInputTokens(),
                        evidence.measuredInputTokens(),
                        evidence.repeatedPrefixTokens(),
                        evidence.outputTokens(),
                        evidence.reasoningTokens()));
    }

    private static OwnJson own(String of, EvaluationScore score) {
        return new OwnJson(
                of,
                score.evaluation(),
                score.model(),
                score.reasoningEffort().isEmpty() ? null : score.reasoningEffort(),
                RecommendationJson.plain(score.score()),
                score.unit(),
                score.samples(),
                score.measuredOn().toString());
    }
}
