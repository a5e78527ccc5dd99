package io.tokenledger.report.recommendation;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.recommendation.TrackedMonth.Effects;
import io.tokenledger.report.whatif.WhatIfAnswer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of an accepted recommendation, as it is sent. */
@Schema(name = "RecommendationTracking")
public record TrackingJson(
        String id,
        String tenant,
        @Nullable String app,
        String title,
        DecisionJson decision,
        String currency,
        String timezone,
        BaselineJson baseline,
        List<TrackedMonthJson> months,

        @Schema(description = "Of all months; null where one of them is not known")
        TotalJson total) {

    /** The frozen baseline: source and target together. */
    @Schema(name = "TrackedBaseline")
    public record BaselineJson(
            String from,
            String to,

            @Schema(description = "The instant whose prices the forecast is at")
            String pricesAt,

            long requests,
            String cost,
            @Nullable String adoptionPercent,
            ForecastJson forecast) {}

    /** A saving that was forecast. */
    @Schema(name = "TrackedForecast")
    public record ForecastJson(String low, String expected, String high) {}

    /** All months. */
    @Schema(name = "TrackedTotal")
    public record TotalJson(
            long requests,
            String actualCost,
            @Nullable String realisedSaving,
            @Nullable String rateEffect,
            @Nullable String volumeEffect,
            @Nullable String priceEffect,
            ForecastJson forecast,
            @Nullable String realisedPercent) {}

    static TrackingJson of(Tracking tracking) {
        TrackedMove move = tracking.move();
        Decision decision = tracking.decision();
        JsonNode shown = FrozenJson.recommendation(decision.frozen());
        return new TrackingJson(
                decision.recommendationId(),
                decision.tenant(),
                move.app().isEmpty() ? null : move.app(),
                shown.path("title").asText(),
                DecisionJson.of(decision),
                move.currency(),
                move.zone().getId(),
                new BaselineJson(
                        move.from().atZone(move.zone()).toOffsetDateTime().toString(),
                        move.until().atZone(move.zone()).toOffsetDateTime().toString(),
                        move.pricesAt().toString(),
                        move.requests(),
                        Money.exact(move.costPico()),
                        percent(move.targetRequests(), move.requests()),
                        forecast(move.forecast())),
                tracking.months().stream()
                        .map(month -> TrackedMonthJson.of(month, move))
                        .toList(),
                total(tracking.months()));
    }

    private static TotalJson total(List<TrackedMonth> months) {
        BigInteger actual = BigInteger.ZERO;
        Effects effects = Effects.NONE;
        Saving forecast = Saving.NONE;
        long requests = 0;
        for (TrackedMonth month : months) {
            actual = actual.add(month.actualPico());
            effects = effects == null || month.effects() == null ? null : effects.plus(month.effects());
            forecast = forecast.plus(month.forecast());
            requests += month.requests();
        }
        return new TotalJson(
                requests,
                Money.exact(actual),
                effects == null ? null : Money.exact(effects.realisedPico()),
                effects == null ? null : Money.exact(effects.ratePico()),
                effects == null ? null : Money.exact(effects.volumePico()),
                effects == null ? null : Money.exact(effects.pricePico()),
                forecast(forecast),
                effects == null ? null : percent(effects.realisedPico(), forecast.expectedPico()));
    }

    static ForecastJson forecast(Saving saving) {
        return new ForecastJson(
                Money.exact(saving.lowPico()), Money.exact(saving.expectedPico()), Money.exact(saving.highPico()));
    }

    static @Nullable String exact(@Nullable BigInteger pico) {
        return pico == null ? null : Money.exact(pico);
    }

    static @Nullable String percent(BigInteger part, BigInteger whole) {
        BigDecimal percent = WhatIfAnswer.percent(part, whole);
        return percent == null ? null : percent.toPlainString();
    }

    static @Nullable String percent(@Nullable Long part, long whole) {
        return part == null || whole == 0
                ? null
                : RecommendationJson.plain(BigDecimal.valueOf(part)
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_EVEN));
    }
}
