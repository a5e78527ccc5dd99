package io.tokenledger.report.recommendation;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a decision: the recommendation as it was frozen. */
@Schema(name = "DecidedRecommendation")
public record DecidedJson(
        String id,
        String tenant,
        DecisionJson decision,

        @Schema(implementation = RecommendationJson.class, description = "As it was then")
        JsonNode recommendation) {
    static DecidedJson of(Decision decision) {
        return new DecidedJson(
                decision.recommendationId(),
                decision.tenant(),
                DecisionJson.of(decision),
                FrozenJson.recommendation(decision.frozen()));
    }
}
