package io.tokenledger.report.whatif;

import io.tokenledger.report.fx.ConversionJson;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.usage.UsageRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An answer as it is sent: amounts as exact decimals of the currency, requests as decimals because a share divides them. */
@Schema(name = "WhatIf")
public record WhatIfJson(
        String from,
        String to,
        String timezone,
        String currency,
        @Schema(enumeration = {"contract", "list"}) String prices,

        @Schema(description = "The instant whose prices apply; null: each event's own time") @Nullable
        String pricesAt,

        @Schema(description = "Of the price book that was used")
        long bookVersion,

        List<String> groupBy,
        Baseline baseline,
        Scenario scenario,
        Savings savings,

        @Schema(description = "Savings with every assumption where it saves least, and where it saves most")
        Range range,

        List<Line> lines,
        List<SwapJson> swaps,
        List<ExcludedJson> excluded,
        List<AssumedJson> assumptions,
        @Nullable Sensitive mostSensitive,

        @Schema(description = "Commitments, volume discounts and the like of the period: beside usage, not moved")
        Scenario contractCharges,

        List<ConversionJson> conversions,
        List<String> warnings,

        @Schema(description = "Entries of the ledger that had to be rated one by one")
        long individuallyRatedRequests) {

    /** What the usage cost where it was. */
    @Schema(name = "WhatIfBaseline")
    public record Baseline(
            @Schema(examples = "1000") BigDecimal requests,

            @Schema(description = "Null where nothing of it has a price") @Nullable
            String cost,

            BigDecimal unpricedRequests) {}

    /** What it would have cost. */
    @Schema(name = "WhatIfScenario")
    public record Scenario(
            @Schema(examples = "19.8") @Nullable String cost) {}

    /** The difference; negative: it would have cost more. */
    @Schema(name = "WhatIfSavings")
    public record Savings(String amount, @Nullable String percent) {}

    /** Bounds of the savings. */
    @Schema(name = "WhatIfRange")
    public record Range(String low, String high) {}

    /** A group. */
    @Schema(name = "WhatIfLine")
    public record Line(
            Map<String, @Nullable String> group,
            BigDecimal requests,
            BigDecimal unpricedRequests,

            @Schema(description = "Null where nothing of it has a price") @Nullable
            String baselineCost,

            @Nullable String scenarioCost,
            @Nullable String savings) {}

    /** What a swap moved. */
    @Schema(name = "WhatIfSwap")
    public record SwapJson(
            @Schema(description = "From 1, in the order of the question")
            int swap,

            @Nullable String name,
            List<RouteJson> routes,
            String requests,
            String baselineCost,
            String scenarioCost,
            String savings,
            @Nullable String percent,
            List<QualityJson> quality) {}

    /** One model on its way. */
    @Schema(name = "WhatIfRoute")
    public record RouteJson(
            String fromProvider,
            String fromModel,
            @Nullable String fromReasoningEffort,
            String toProvider,
            String toModel,
            String toServiceTier,
            @Nullable String toReasoningEffort) {}

    /** Two models on one benchmark, or in one evaluation of the tenant's own. */
    @Schema(name = "WhatIfQuality")
    public record QualityJson(
            @Schema(enumeration = {"benchmark", "evaluation"})
            String kind,

            @Schema(description = "The benchmark's id, or the evaluation's name")
            String benchmark,

            @Schema(description = "Of an evaluation: whose work it is about") @Nullable
            String app,

            String title,
            String unit,
            String fromModel,
            String toModel,
            String fromScore,
            String toScore,

            @Schema(description = "Negative: the target is better")
            String pointsLost,

            @Schema(description = "Null where no point is lost, or the swap has several models") @Nullable
            String savingsPerPoint,

            String source,
            String sourceDate) {}

    /** What a swap could not move. */
    @Schema(name = "WhatIfExcluded")
    public record ExcludedJson(
            int swap,
            String reason,
            String detail,
            String requests,

            @Schema(description = "Null: not known what it costs") @Nullable
            String cost) {}

    /** An assumption. */
    @Schema(name = "WhatIfAssumption")
    public record AssumedJson(
            int swap,
            String name,
            String low,
            String expected,
            String high,

            @Schema(enumeration = {"set", "measured", "default"})
            String origin,

            String source,
            String savingsAtLow,
            String savingsAtHigh) {}

    /** What the answer hangs on most. */
    @Schema(name = "WhatIfSensitivity")
    public record Sensitive(int swap, String name, String swing) {}

    /** The answer as it is sent. */
    public static WhatIfJson of(WhatIfAnswer answer) {
        var usage = answer.question().usage();
        PriceBasis prices = answer.question().prices();
        BigInteger savings = answer.savings();
        WhatIfAnswer.Assumed most = answer.mostSensitive();
        boolean unknown = answer.baseline().isUnknown();
        return new WhatIfJson(
                usage.period().fromText(),
                usage.period().toText(),
                usage.period().zone().getId(),
                usage.currency(),
                prices.list() ? "list" : "contract",
                prices.at() == null ? null : prices.at().toString(),
                answer.bookVersion(),
                usage.groupByNames(),
                new Baseline(
                        answer.baseline().requests(),
                        unknown ? null : Money.exact(answer.baseline().costPico()),
                        answer.baseline().unpricedRequests()),
                new Scenario(unknown ? null : Money.exact(answer.scenarioPico())),
                new Savings(
                        Money.exact(savings), percent(savings, answer.baseline().costPico())),
                new Range(Money.exact(answer.lowSavings()), Money.exact(answer.highSavings())),
                answer.lines().stream()
                        .map(line -> line(usage.groupByNames(), line))
                        .toList(),
                answer.moved().stream().map(WhatIfJson::swap).toList(),
                answer.excluded().stream().map(WhatIfJson::excluded).toList(),
                answer.assumptions().stream().map(WhatIfJson::assumed).toList(),
                most == null
                        ? null
                        : new Sensitive(most.swap() + 1, most.assumption().wireName(), Money.exact(most.swing())),
                new Scenario(Money.exact(answer.contractChargesPico())),
                answer.conversions().stream().map(ConversionJson::of).toList(),
                answer.warnings(),
                answer.oneByOne());
    }

    private static Line line(List<String> names, WhatIfAnswer.Line line) {
        return new Line(
                UsageRow.byName(names, line.group()),
                line.requests(),
                line.unpricedRequests(),
                line.isUnknown() ? null : Money.exact(line.baselinePico()),
                line.isUnknown() ? null : Money.exact(line.scenarioPico()),
                line.isUnknown() ? null : Money.exact(line.baselinePico().subtract(line.scenarioPico())));
    }

    private static SwapJson swap(WhatIfAnswer.Moved moved) {
        return new SwapJson(
                moved.swap() + 1,
                moved.name(),
                moved.routes().stream().map(WhatIfJson::route).toList(),
                plain(moved.requests()),
                Money.exact(moved.baselinePico()),
                Money.exact(moved.scenarioPico()),
                Money.exact(moved.savings()),
                percent(moved.savings(), moved.baselinePico()),
                moved.quality().stream().map(WhatIfJson::quality).toList());
    }

    private static RouteJson route(WhatIfAnswer.Route route) {
        return new RouteJson(
                route.fromProvider(),
                route.fromModel(),
                route.fromEffort(),
                route.toProvider(),
                route.toModel(),
                route.toServiceTier(),
                route.toEffort());
    }

    private static QualityJson quality(QualityBeside beside) {
        return new QualityJson(
                beside.own() ? "evaluation" : "benchmark",
                beside.measure(),
                beside.app(),
                beside.title(),
                beside.unit(),
                beside.route().fromModel(),
                beside.route().toModel(),
                plain(beside.fromScore()),
                plain(beside.toScore()),
                plain(beside.pointsLost()),
                beside.savingsPerPointPico() == null ? null : Money.exact(beside.savingsPerPointPico()),
                beside.source(),
                beside.sourceDate().toString());
    }

    private static ExcludedJson excluded(WhatIfAnswer.Excluded excluded) {
        return new ExcludedJson(
                excluded.swap() + 1,
                excluded.reason().wireName(),
                excluded.detail(),
                plain(excluded.requests()),
                excluded.costPico() == null ? null : Money.exact(excluded.costPico()));
    }

    private static AssumedJson assumed(WhatIfAnswer.Assumed assumed) {
        Estimate estimate = assumed.estimate();
        return new AssumedJson(
                assumed.swap() + 1,
                assumed.assumption().wireName(),
                plain(estimate.low()),
                plain(estimate.expected()),
                plain(estimate.high()),
                estimate.origin().wireName(),
                estimate.source(),
                Money.exact(assumed.savingsAtLow()),
                Money.exact(assumed.savingsAtHigh()));
    }

    private static @Nullable String percent(BigInteger savings, BigInteger baseline) {
        BigDecimal percent = WhatIfAnswer.percent(savings, baseline);
        return percent == null ? null : percent.toPlainString();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
