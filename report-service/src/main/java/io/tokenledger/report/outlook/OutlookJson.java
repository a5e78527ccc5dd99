package io.tokenledger.report.outlook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tokenledger.report.fx.ConversionJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where usage is heading, as it is sent. Amounts are exact decimals in the answer's currency. */
@Schema(name = "Forecast")
public record OutlookJson(
        @Schema(description = "The moment that the answer is of")
        Instant at,

        @Schema(examples = "Asia/Kolkata") String timezone,
        @Schema(examples = "USD") String currency,

        @Schema(enumeration = {"day", "hour"}) String step,

        List<String> groupBy,
        HistoryJson history,
        PeriodJson period,

        @Schema(description = "The state of the price book that told the prices to come")
        long bookVersion,

        @Schema(description = "Everything together; of every figure the sum of the groups")
        SeriesJson total,

        @Schema(description = "By group, the highest cost at the period's end first")
        List<SeriesJson> groups,

        @Schema(description = "Prices of this usage that are going to change, as the price book knows now")
        List<PriceChangeJson> priceChanges,

        @Schema(description = "Other currencies that the booked costs or the prices to come are in")
        List<ConversionJson> conversions,

        @Schema(description = "What was left out, and what the answer rests on")
        List<String> notes) {

    /** The complete steps that were looked at: from the first in which anything was used to the running one. */
    @Schema(name = "ForecastHistory")
    public record HistoryJson(
            String from, @Schema(description = "Exclusive") String to, int steps) {}

    /** The period whose end is told. */
    @Schema(name = "ForecastPeriod")
    public record PeriodJson(
            String from,
            @Schema(description = "Exclusive") String to,
            @Schema(examples = "rest_of_month") String horizon) {}

    /** One group, or the whole. */
    @Schema(name = "ForecastSeries")
    public record SeriesJson(
            @Schema(description = "Empty: everything together", examples = "{\"team\":\"search\"}")
            Map<String, @Nullable String> group,

            @Schema(description = "What each complete step brought, as booked")
            List<StepJson> history,

            @Schema(description = "What the running step has brought so far")
            AmountsJson running,

            @Schema(description = "In the period until now") AmountsJson spent,

            @Schema(description = "Null where too_short says why nothing is said") @Nullable
            ExpectationJson forecast,

            @Nullable TooShortJson tooShort) {}

    /** Why nothing is said. */
    @Schema(name = "ForecastTooShort")
    public record TooShortJson(int have, int need, String why) {}

    /** Usage and cost. */
    @Schema(name = "ForecastAmounts")
    public record AmountsJson(
            long requests,
            @Schema(description = "Cached ones included") long inputTokens,
            @Schema(description = "Reasoning ones included") long outputTokens,

            @Schema(
                    description = "Of what has a price; null: nothing has one, so it is not known",
                    examples = "12.3456")
            @Nullable
            String cost,

            @Schema(description = "Requests without a price: no part of cost")
            long unpricedRequests) {}

    /** What a step brought. */
    @Schema(name = "ForecastStep")
    public record StepJson(
            @Schema(examples = "2026-11-21T00:00:00+05:30") String start,
            @JsonUnwrapped AmountsJson amounts) {}

    /** What is expected. */
    @Schema(name = "ForecastExpectation")
    public record ExpectationJson(
            @Schema(description = "The running step first, with what is still to come of it")
            List<ComingJson> steps,

            @Schema(description = "All steps together, without what was spent")
            AmountsJson total,

            @Schema(description = "What was spent and what is expected")
            PeriodEndJson periodEnd,

            @Schema(description = "Null: nothing has a price") @Nullable
            EffectsJson effects,

            @Schema(
                    description =
                            "Of the series that the intervals come from: the cost at constant prices, else tokens",
                    examples = "combination")
            String method,

            AccuracyJson tokenAccuracy,

            @Schema(description = "Of the cost at constant prices; null: not known") @Nullable
            AccuracyJson costAccuracy,

            @Schema(description = "By price list, the highest cost first; they add up to total")
            List<PartJson> models,

            @Schema(description = "Price lists that are too short to be forecast: no part of any figure")
            List<LeftOutJson> leftOut,

            List<String> notes) {}

    /** An interval of an amount of money. */
    @Schema(name = "CostInterval")
    public record CostRangeJson(
            @Schema(examples = "10.5") String low,
            @Schema(examples = "14.25") String high) {}

    /** An interval of a number. */
    @Schema(name = "CountInterval")
    public record CountRangeJson(long low, long high) {}

    /** A step to come, and what it is going to lie within four times in five and nineteen times in twenty. */
    @Schema(name = "ForecastComing")
    public record ComingJson(
            String start,
            @JsonUnwrapped AmountsJson amounts,
            @JsonUnwrapped IntervalsJson intervals) {}

    /** How far amounts may be off. */
    @Schema(name = "ForecastIntervals")
    public record IntervalsJson(
            @JsonProperty("requests_80") CountRangeJson requests80,
            @JsonProperty("requests_95") CountRangeJson requests95,

            @Schema(description = "Input and output together") @JsonProperty("tokens_80")
            CountRangeJson tokens80,

            @JsonProperty("tokens_95") CountRangeJson tokens95,
            @JsonProperty("cost_80") @Nullable CostRangeJson cost80,
            @JsonProperty("cost_95") @Nullable CostRangeJson cost95) {}

    /** The end of the period; its intervals are of the sum, and not sums of intervals. */
    @Schema(name = "ForecastPeriodEnd")
    public record PeriodEndJson(
            @JsonUnwrapped AmountsJson amounts,
            @JsonUnwrapped IntervalsJson intervals) {}

    /** Why it costs something else than lately. */
    @Schema(name = "ForecastEffects")
    public record EffectsJson(
            @Schema(description = "As many steps like the recent window's mean, at the prices of now")
            String reference,

            @Schema(
                    description =
                            "What other volumes and another mix make of it: reference + volume = at_prices_of_now")
            String volume,

            @Schema(description = "What is expected to be used, at the prices of now")
            String atPricesOfNow,

            @Schema(description = "What known changes of prices make of it")
            String price,

            @Schema(description = "Of usage that has no price now and is going to have one")
            String newlyPriced,

            @Schema(description = "What usage would have cost whose price ends")
            String noLongerPriced) {}

    /** How the method did on the past; null: not known. */
    @Schema(name = "ForecastAccuracy")
    public record AccuracyJson(
            @Schema(description = "Times that the past was forecast; 0: too short for it")
            int origins,

            @Schema(description = "Steps ahead each time") int horizon,

            @Schema(description = "Below 1: better than repeating the last season", examples = "0.8123") @Nullable
            String mase,

            @Schema(description = "Percent, 0 to 200", examples = "14.2") @Nullable
            String smape,

            @Schema(description = "Share of the past that lay within the 80 % interval", examples = "0.81")
            @JsonProperty("coverage_80")
            @Nullable
            String coverage80,

            @JsonProperty("coverage_95") @Nullable String coverage95) {}

    /** What one price list is going to be used for. */
    @Schema(name = "ForecastModel")
    public record PartJson(
            PriceListJson of,
            @JsonUnwrapped AmountsJson amounts,

            @Schema(description = "Null: it has no price now") @Nullable
            String atPricesOfNow,

            String priceEffect,
            String method) {}

    /** Whose price list. */
    @Schema(name = "ForecastPriceList")
    public record PriceListJson(
            String tenant,
            String provider,
            String model,
            String serviceTier,
            @Nullable String region) {}

    /** What is too short. */
    @Schema(name = "ForecastLeftOut")
    public record LeftOutJson(
            Map<String, @Nullable String> group,
            PriceListJson of,
            @Schema(description = "In the history") AmountsJson used,
            String why) {}

    /** A price that is going to change. */
    @Schema(name = "ForecastPriceChange")
    public record PriceChangeJson(
            Instant at,

            @Schema(description = "Whose price; null: everybody's") @Nullable
            String tenant,

            String provider,
            String model,
            String serviceTier,
            @Nullable String region,

            @Schema(description = "For requests with more input tokens than this; 0: the base list")
            long contextOverTokens,

            @Schema(description = "Null: it has no price before") @Nullable
            String fromCurrency,

            @Schema(description = "Null: it has no price from then on") @Nullable
            String toCurrency,

            List<MeterJson> meters) {}

    /** One unit's price, per million; null: none. */
    @Schema(name = "ForecastMeterChange")
    public record MeterJson(
            @Schema(examples = "output") String meter,

            @Schema(examples = "8") @Nullable String fromPerMillion,

            @Schema(examples = "9.3") @Nullable String toPerMillion) {}
}
