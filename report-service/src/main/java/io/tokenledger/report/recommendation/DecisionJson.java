package io.tokenledger.report.recommendation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was decided about a recommendation. */
@Schema(name = "RecommendationDecision")
public record DecisionJson(
        @Schema(enumeration = {"accepted", "dismissed", "withdrawn"})
        String state,

        String author,
        @Nullable String reason,
        String decidedAt,

        @Schema(description = "Of an accepted one: when the move begins") @Nullable
        String startsOn) {

    static DecisionJson of(Decision decision) {
        return new DecisionJson(
                decision.state().wireName(),
                decision.author(),
                decision.reason().isEmpty() ? null : decision.reason(),
                decision.decidedAt().toString(),
                decision.startsOn() == null ? null : decision.startsOn().toString());
    }

    /** The state of a recommendation with that last decision. */
    static String state(@Nullable Decision decision) {
        return decision == null || decision.state() == Decision.State.WITHDRAWN
                ? "open"
                : decision.state().wireName();
    }
}
