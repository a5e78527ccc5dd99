package io.tokenledger.report.optimiser;

import io.tokenledger.report.fx.ConversionJson;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.optimiser.mix.Fraction;
import io.tokenledger.report.optimiser.mix.Mix;
import io.tokenledger.report.optimiser.mix.MixOutcome;
import io.tokenledger.report.period.Period;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code POST /v1/optimisations}. Every amount and every quality is rounded once, at 12 places. */
@Schema(name = "Optimisation")
public record OptimisationJson(
        String from,

        @Schema(description = "Exclusive") String to,

        String timezone,
        String currency,

        @Schema(enumeration = {"contract", "list"}) String prices,

        @Schema(description = "null: each event's own time") @Nullable
        String pricesAt,

        long bookVersion,
        List<String> groupBy,
        String benchmark,

        @Schema(
                enumeration = {"optimal", "out_of_reach", "nothing_scored"},
                description = "out_of_reach: the mix is the nearest to what was asked for; nothing_scored: there is no"
                        + " usage of a model with a score")
        String status,

        Baseline baseline,
        @Nullable MixJson mix,
        ConstraintJson constraint,

        @Schema(description = "What quality costs at the mix; null unless optimal") @Nullable
        ShadowPriceJson shadowPrice,

        @Schema(description = "The cheapest mix that is better by quality.step; null where none is") @Nullable
        NextPointJson nextPoint,

        @Schema(description = "Highest cost first") List<OptimisationLineJson> lines,

        @Schema(description = "What cannot go to which of the models, and why; it stays")
        List<Excluded> excluded,

        @Schema(
                description =
                        "Commitments, volume discounts and the like of the period: beside usage, in no other amount")
        String contractCharges,

        @Schema(description = "The currencies that were converted")
        List<ConversionJson> conversions,

        List<String> warnings) {
    /** Decimal places of qualities and shares. */
    static final int PLACES = 12;

    /**
     * Everything where it is.
     *
     * @param quality mean score of the requests that have one; null: none has
     */
    @Schema(name = "OptimisationBaseline")
    public record Baseline(
            String requests,
            String unpricedRequests,
            @Schema(examples = "180") String cost,
            @Nullable String quality) {
        static Baseline of(Optimisation found) {
            Fraction quality = found.baselineQuality();
            return new Baseline(
                    plain(found.requests(place -> place.cell().requests())),
                    plain(found.requests(place -> place.cell().unpricedRequests())),
                    Money.exact(found.baselinePico()),
                    quality == null ? null : quality.text(PLACES));
        }
    }

    /** Usage that cannot go to one of the models. */
    @Schema(name = "OptimisationExclusion")
    public record Excluded(
            ModelChoice model,

            @Schema(examples = "context_window") String reason,

            String detail,
            String requests,

            @Schema(description = "null: not known") @Nullable
            String cost) {
        static Excluded of(OptimisationQuestion question, MoveCosts.Excluded excluded) {
            return new Excluded(
                    question.models().get(excluded.model()),
                    excluded.reason(),
                    excluded.detail(),
                    plain(excluded.requests()),
                    excluded.costPico() == null ? null : Money.exact(excluded.costPico()));
        }
    }

    /** Without an exponent and without trailing zeros. */
    static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }

    static OptimisationJson of(Optimisation found) {
        OptimisationQuestion question = found.question();
        Period period = question.usage().period();
        Mix mix = found.mix();
        MixOutcome.Optimal optimal = found.outcome() instanceof MixOutcome.Optimal proven ? proven : null;
        return new OptimisationJson(
                period.fromText(),
                period.toText(),
                period.zone().getId(),
                question.usage().currency(),
                question.prices().list() ? "list" : "contract",
                question.prices().at() == null ? null : question.prices().at().toString(),
                found.costs().bookVersion(),
                question.usage().groupByNames(),
                question.benchmark(),
                mix == null ? "nothing_scored" : optimal == null ? "out_of_reach" : "optimal",
                Baseline.of(found),
                mix == null ? null : MixJson.of(mix, found.baselinePico()),
                ConstraintJson.of(question.objective(), found.outcome()),
                optimal == null ? null : ShadowPriceJson.of(optimal),
                optimal == null || optimal.next() == null ? null : NextPointJson.of(optimal.mix(), optimal.next()),
                OptimisationLineJson.all(found),
                found.costs().excluded().stream()
                        .map(excluded -> Excluded.of(question, excluded))
                        .toList(),
                Money.exact(found.costs().contractChargesPico()),
                found.costs().conversions().stream().map(ConversionJson::of).toList(),
                found.warnings());
    }
}
