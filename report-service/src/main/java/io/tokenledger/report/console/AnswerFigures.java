package io.tokenledger.report.console;

import io.tokenledger.report.console.AnswerView.Assumed;
import io.tokenledger.report.console.AnswerView.Excluded;
import io.tokenledger.report.console.AnswerView.Line;
import io.tokenledger.report.console.AnswerView.Quality;
import io.tokenledger.report.console.AnswerView.Swap;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.whatif.WhatIfJson;
import io.tokenledger.report.whatif.WhatIfJson.AssumedJson;
import io.tokenledger.report.whatif.WhatIfJson.QualityJson;
import io.tokenledger.report.whatif.WhatIfJson.RouteJson;
import io.tokenledger.report.whatif.WhatIfJson.SwapJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes what the pages show of a what-if answer. Pure. */
final class AnswerFigures {
    private static final int MAX_LINES = 40;

    private AnswerFigures() {}

    /** The answer, for a person. */
    static AnswerView of(WhatIfJson answer) {
        BigInteger savings = Money.pico(answer.savings().amount());
        BigInteger low = Money.pico(answer.range().low());
        BigInteger high = Money.pico(answer.range().high());
        BigInteger baseline = pico(answer.baseline().cost());
        return new AnswerView(
                answer.from().substring(0, 10) + " to " + answer.to().substring(0, 10) + ", " + answer.timezone(),
                answer.currency(),
                prices(answer),
                number(answer.baseline().requests()),
                money(answer.baseline().cost()),
                money(answer.scenario().cost()),
                Money.readable(savings),
                answer.savings().percent(),
                savings.signum() < 0,
                Money.readable(low),
                Money.readable(high),
                SpanBar.of(low, savings, high, BigInteger.ZERO.min(low), baseline.max(high)),
                pico(answer.contractCharges().cost()).signum() == 0
                        ? null
                        : money(answer.contractCharges().cost()),
                sensitive(answer),
                answer.groupBy(),
                answer.lines().stream()
                        .limit(MAX_LINES)
                        .map(line -> line(line, baseline))
                        .toList(),
                answer.swaps().stream().map(AnswerFigures::swap).toList(),
                answer.excluded().stream().map(AnswerFigures::excluded).toList(),
                assumptions(answer, savings),
                answer.swaps().stream()
                        .flatMap(swap -> swap.quality().stream())
                        .map(AnswerFigures::quality)
                        .toList(),
                answer.warnings(),
                Math.max(0, answer.lines().size() - MAX_LINES));
    }

    private static String prices(WhatIfJson answer) {
        String list = answer.prices().equals("list") ? "list prices" : "prices as they were paid";
        return answer.pricesAt() == null
                ? list + ", each event at its own time"
                : (answer.prices().equals("list") ? "list prices" : "prices") + " of " + answer.pricesAt();
    }

    private static @Nullable String sensitive(WhatIfJson answer) {
        WhatIfJson.Sensitive most = answer.mostSensitive();
        return most == null
                ? null
                : most.name().replace('_', ' ') + " of swap " + most.swap() + ", by " + money(most.swing());
    }

    private static Line line(WhatIfJson.Line line, BigInteger baseline) {
        String name = line.group().values().stream()
                .map(value -> value == null ? "not attributed" : value)
                .collect(Collectors.joining(" · "));
        return new Line(
                name.isEmpty() ? "All" : name,
                number(line.requests()),
                money(line.baselineCost()),
                money(line.scenarioCost()),
                money(line.savings()),
                Breakdown.share(pico(line.savings()), baseline, 100));
    }

    private static Swap swap(SwapJson swap) {
        return new Swap(
                swap.swap(),
                swap.name(),
                routes(swap, route -> model(route.fromModel(), route.fromReasoningEffort())),
                routes(swap, route -> model(route.toModel(), route.toReasoningEffort()) + ", " + route.toServiceTier()),
                number(new BigDecimal(swap.requests())),
                money(swap.baselineCost()),
                money(swap.scenarioCost()),
                money(swap.savings()),
                swap.percent());
    }

    private static String routes(SwapJson swap, Function<RouteJson, String> side) {
        String routes = swap.routes().stream().map(side).distinct().collect(Collectors.joining("; "));
        return routes.isEmpty() ? "nothing" : routes;
    }

    private static String model(String model, @Nullable String effort) {
        return effort == null ? model : model + " (" + effort + ")";
    }

    private static Excluded excluded(WhatIfJson.ExcludedJson left) {
        return new Excluded(
                left.swap(),
                left.reason().replace('_', ' '),
                left.detail(),
                number(new BigDecimal(left.requests())),
                left.cost() == null ? null : money(left.cost()));
    }

    /** Those that matter most first, on one scale around what is expected to be saved. */
    private static List<Assumed> assumptions(WhatIfJson answer, BigInteger savings) {
        BigInteger reach = answer.assumptions().stream()
                .map(assumed -> far(assumed, savings))
                .reduce(BigInteger.ZERO, BigInteger::max);
        return answer.assumptions().stream()
                .sorted(Comparator.comparing(AnswerFigures::swing).reversed())
                .map(assumed -> assumed(assumed, savings, reach))
                .toList();
    }

    private static BigInteger far(AssumedJson assumed, BigInteger savings) {
        BigInteger low = Money.pico(assumed.savingsAtLow()).subtract(savings).abs();
        return low.max(Money.pico(assumed.savingsAtHigh()).subtract(savings).abs());
    }

    private static BigInteger swing(AssumedJson assumed) {
        return Money.pico(assumed.savingsAtLow())
                .subtract(Money.pico(assumed.savingsAtHigh()))
                .abs();
    }

    private static Assumed assumed(AssumedJson assumed, BigInteger savings, BigInteger reach) {
        BigInteger one = Money.pico(assumed.savingsAtLow());
        BigInteger other = Money.pico(assumed.savingsAtHigh());
        return new Assumed(
                assumed.swap(),
                assumed.name().replace('_', ' '),
                assumed.low(),
                assumed.expected(),
                assumed.high(),
                assumed.origin(),
                assumed.source(),
                money(assumed.savingsAtLow()),
                money(assumed.savingsAtHigh()),
                one.equals(other)
                        ? null
                        : SpanBar.of(
                                one.min(other), savings, one.max(other), savings.subtract(reach), savings.add(reach)));
    }

    private static Quality quality(QualityJson beside) {
        return new Quality(
                beside.title(),
                beside.unit(),
                beside.fromModel(),
                beside.toModel(),
                beside.fromScore(),
                beside.toScore(),
                beside.pointsLost(),
                new BigDecimal(beside.pointsLost()).signum() < 0,
                beside.savingsPerPoint() == null ? null : money(beside.savingsPerPoint()),
                beside.source() + ", " + beside.sourceDate());
    }

    /** For reading; null is what nobody knows. */
    static String money(@Nullable String exact) {
        return exact == null ? "not known" : Money.readable(Money.pico(exact));
    }

    /** For the length of a bar, where what is not known has none. */
    private static BigInteger pico(@Nullable String exact) {
        return exact == null ? BigInteger.ZERO : Money.pico(exact);
    }

    static String number(BigDecimal number) {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
