package io.tokenledger.report.recommendation;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.recommendation.TrackedMonth.Effects;
import io.tokenledger.report.recommendation.TrackingJson.ForecastJson;
import java.math.BigInteger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One month of a tracked move, as it is sent. */
@Schema(name = "TrackedMonth")
public record TrackedMonthJson(
        @Schema(examples = "2026-12") String month,
        String from,
        String to,

        @Schema(description = "The move began in it, or it is not over")
        boolean partial,

        @Schema(description = "Of source and target together")
        long requests,

        long unpricedRequests,

        @Schema(description = "Requests on the target; null where source and target are one place") @Nullable
        String adoptionPercent,

        @Schema(description = "As many as the baseline had in the same time")
        long baselineRequests,

        @Nullable String volumeGrowthPercent,
        String actualCost,

        @Schema(description = "Without the move") @Nullable String counterfactualCost,

        @Schema(description = "rate_effect + volume_effect + price_effect") @Nullable
        String realisedSaving,

        @Nullable String rateEffect,
        @Nullable String volumeEffect,
        @Nullable String priceEffect,
        @Schema(description = "For as many requests") ForecastJson forecast,

        @Schema(description = "Realised, of what was expected") @Nullable
        String realisedPercent,

        @Nullable String note) {
    static TrackedMonthJson of(TrackedMonth month, TrackedMove move) {
        Effects effects = month.effects();
        BigInteger counterfactual = month.counterfactualPico();
        BigInteger realised = counterfactual == null ? null : counterfactual.subtract(month.actualPico());
        return new TrackedMonthJson(
                month.month().toString(),
                month.from().atZone(move.zone()).toOffsetDateTime().toString(),
                month.until().atZone(move.zone()).toOffsetDateTime().toString(),
                month.partial(),
                month.requests(),
                month.unpricedRequests(),
                TrackingJson.percent(month.targetRequests(), month.requests()),
                month.baselineRequests(),
                TrackingJson.percent(month.requests() - month.baselineRequests(), month.baselineRequests()),
                Money.exact(month.actualPico()),
                TrackingJson.exact(counterfactual),
                TrackingJson.exact(realised),
                effects == null ? null : Money.exact(effects.ratePico()),
                effects == null ? null : Money.exact(effects.volumePico()),
                effects == null ? null : Money.exact(effects.pricePico()),
                TrackingJson.forecast(month.forecast()),
                realised == null
                        ? null
                        : TrackingJson.percent(realised, month.forecast().expectedPico()),
                month.note());
    }
}
