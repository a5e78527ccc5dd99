package io.tokenledger.report.recommendation;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.whatif.WhatIfAnswer;
import io.tokenledger.report.whatif.WhatIfJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A recommendation as it is sent. */
@Schema(name = "Recommendation")
public record RecommendationJson(
        @Schema(description = "The same for the same move in every period")
        String id,

        @Schema(description = "From 1, by expected saving") int rank,

        @Schema(enumeration = {"swap", "hybrid", "tier", "caching", "effort"})
        String kind,

        @Schema(description = "Null: usage that is not attributed to an app") @Nullable
        String app,

        String title,

        @Schema(enumeration = {"open", "accepted", "dismissed"})
        String state,

        @Nullable DecisionJson decision,

        @Schema(description = "Body of POST /v1/what-if whose answer these amounts are")
        Map<String, Object> question,

        SavingsJson savings,
        ConfidenceJson confidence,
        @Schema(description = "What would have to be true") List<String> conditions,
        EffortJson effort,
        EvidenceJson evidence,

        @Schema(description = "Ids of those that move the same usage: only one of them can be done")
        List<String> alternatives) {

    /** What would have been saved over the period at the prices of now. */
    @Schema(name = "RecommendedSavings")
    public record SavingsJson(
            String low,
            String expected,
            String high,

            @Schema(description = "Of what the app costs") @Nullable
            String percent,

            String currency,

            @Schema(
                    enumeration = {"period"},
                    description = "The period that was asked for")
            String per) {}

    /** How sure it is. */
    @Schema(name = "RecommendationConfidence")
    public record ConfidenceJson(
            @Schema(enumeration = {"high", "medium", "low"}) String level, List<String> why) {}

    /** What it takes. */
    @Schema(name = "RecommendationEffort")
    public record EffortJson(
            @Schema(enumeration = {"config", "code", "evaluation"})
            String level,

            String why) {}

    /** As it is sent, among others that it may exclude. */
    static RecommendationJson of(Recommendation one, int rank, List<Recommendation> others) {
        WhatIfJson answer = WhatIfJson.of(one.answer());
        Wording.Effort effort = Wording.effort(one.move(), one.evidence());
        return new RecommendationJson(
                one.id(),
                rank,
                one.move().kind().wireName(),
                one.move().app().isEmpty() ? null : one.move().app(),
                Wording.title(one.move()),
                DecisionJson.state(one.decision()),
                one.decision() == null ? null : DecisionJson.of(one.decision()),
                QuestionJson.of(one.answer().question()),
                savings(one.saving(), one.evidence().appCostPico(), answer.currency()),
                new ConfidenceJson(
                        one.confidence().level().wireName(), one.confidence().why()),
                one.conditions(),
                new EffortJson(effort.wireName(), Wording.whyEffort(one.move(), effort)),
                EvidenceJson.of(one.evidence(), answer),
                others.stream()
                        .filter(other ->
                                !other.id().equals(one.id()) && one.move().excludes(other.move()))
                        .map(Recommendation::id)
                        .toList());
    }

    static SavingsJson savings(Saving saving, BigInteger ofPico, String currency) {
        BigDecimal percent = WhatIfAnswer.percent(saving.expectedPico(), ofPico);
        return new SavingsJson(
                Money.exact(saving.lowPico()),
                Money.exact(saving.expectedPico()),
                Money.exact(saving.highPico()),
                percent == null ? null : percent.toPlainString(),
                currency,
                "period");
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
