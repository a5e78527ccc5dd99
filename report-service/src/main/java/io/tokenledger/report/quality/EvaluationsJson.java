package io.tokenledger.report.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /v1/evaluations}. */
@Schema(name = "Evaluations")
public record EvaluationsJson(List<EvaluationJson> evaluations) {
    /**
     * What a tenant measured.
     *
     * @param id of a new statement; null in lists
     */
    @Schema(name = "Evaluation")
    public record EvaluationJson(
            @Nullable UUID id,
            @Schema(examples = "acme") String tenant,
            @Schema(examples = "ticket-routing") String evaluation,

            @Schema(description = "Null: of no app in particular", examples = "checkout-bot") @Nullable
            String app,

            @Schema(examples = "o4-mini") String model,

            @Schema(examples = "high") @Nullable String reasoningEffort,

            @Schema(description = "Exact decimal, in the unit", examples = "93.5")
            String score,

            @Schema(examples = "400") @Nullable Long samples,
            @Schema(examples = "percent") String unit,
            boolean higherIsBetter,
            LocalDate measuredOn,
            String source,
            String author) {
        static EvaluationJson of(@Nullable UUID id, EvaluationScore score) {
            return new EvaluationJson(
                    id,
                    score.tenant(),
                    score.evaluation(),
                    score.app().isEmpty() ? null : score.app(),
                    score.model(),
                    score.reasoningEffort().isEmpty() ? null : score.reasoningEffort(),
                    score.score().toPlainString(),
                    score.samples(),
                    score.unit(),
                    score.higherIsBetter(),
                    score.measuredOn(),
                    score.source(),
                    score.author());
        }
    }
}
