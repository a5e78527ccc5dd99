package io.tokenledger.report.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tokenledger.report.allocation.Transfer.Method;
import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.DirectLine;
import io.tokenledger.report.directcost.LineKey;
import io.tokenledger.report.fixture.PeriodCostsOf;
import io.tokenledger.report.money.Money;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What steps do, one property at a time, with amounts that are worked out by hand. */
class StepsTest {
    private static PeriodCostsOf acme() {
        return new PeriodCostsOf("acme", "2026-10");
    }

    private static String cost(PeriodCosts costs, String code) {
        return Money.exact(costs.balance(code).cost());
    }

    @Test
    void aCostIsMovedOnceWhereOriginsOverlap() {
        PeriodCosts costs = acme().charge("search", "provisioned_idle", "9")
                .usage("search", "1")
                .usage("ads", "3")
                .shares("charge/*", Map.of("ads", "1"))
                .shares("charge/provisioned_idle", Map.of("ads", "1"))
                .shares("cost_center/search", Map.of("ads", "1"))
                .build();
        assertThat(costs.transfers())
                .extracting(Transfer::step, each -> Money.exact(each.amountPico()))
                .containsExactly(tuple(1, "9"), tuple(3, "1"));
        assertThat(cost(costs, "ads")).isEqualTo("13");
    }

    @Test
    void partsThatComeToNothingTogetherAreMovedToo() {
        PeriodCosts costs = acme().item("fee", "search", "5")
                .item("credit", "search", "-5")
                .usage("ads", "1")
                .shares("cost_center/search", Map.of("ads", "1"))
                .shares("item/credit", Map.of("ads", "1"))
                .build();
        assertThat(costs.transfers()).isEmpty();
        assertThat(cost(costs, "search")).isEqualTo("0");
    }

    @Test
    void aCreditIsSplitLikeACostWithItsSign() {
        PeriodCosts costs = acme().usage("a", "1")
                .usage("b", "1")
                .usage("c", "1")
                .item("credit", "unattributed", "-0.000000000002")
                .rule("item/credit", Method.DIRECT_COST)
                .build();
        assertThat(costs.transfers())
                .extracting(each -> each.to() + " " + each.amountPico())
                .containsExactly("a -1", "b -1", "c 0");
    }

    @Test
    void whereNobodyHasAWeightItStaysAndIsTold() {
        PeriodCosts costs = acme().center("a", null)
                .usage("unattributed", "7")
                .line("b", DirectKind.ADJUSTMENT, "standard", "correction", 0, "-4")
                .rule("unattributed", Method.DIRECT_COST)
                .rule("unattributed", Method.TOKENS, List.of("a"), false, List.of(), Map.of())
                .rule("unattributed", Method.EVEN, List.of(), false, List.of("a", "b"), Map.of())
                .build();
        assertThat(costs.transfers()).isEmpty();
        assertThat(costs.leftovers())
                .extracting(Leftover::step, Leftover::bearer, each -> Money.exact(each.amountPico()))
                .containsExactly(
                        tuple(1, "unattributed", "7"), tuple(2, "unattributed", "7"), tuple(3, "unattributed", "7"));
        assertThat(cost(costs, "unattributed")).isEqualTo("7");
    }

    @Test
    void stepsGoDownAndMayGoInACircleOnce() {
        PeriodCosts costs = acme().usage("it", "100")
                .usage("hr", "60")
                .usage("sales", "40")
                .shares("cost_center/it", Map.of("hr", "0.4", "sales", "0.6"))
                .shares("cost_center/hr", Map.of("it", "0.5", "sales", "0.5"))
                .build();
        assertThat(cost(costs, "hr")).isEqualTo("0");
        assertThat(cost(costs, "it")).isEqualTo("50");
        assertThat(cost(costs, "sales")).isEqualTo("150");
    }

    @Test
    void aChargeIsTakenFromEveryoneWhoBearsIt() {
        PeriodCosts costs = acme().charge("a", "commitment_shortfall", "4")
                .charge("b", "commitment_shortfall", "6")
                .usage("c", "1")
                .rule("charge/commitment_*", Method.EVEN)
                .build();
        assertThat(costs.transfers())
                .extracting(each -> each.from() + "→" + each.to() + " " + Money.exact(each.amountPico()))
                .containsExactly("a→b 2", "a→c 2", "b→a 3", "b→c 3");
        assertThat(cost(costs, "a")).isEqualTo("3");
        assertThat(cost(costs, "b")).isEqualTo("2");
        assertThat(cost(costs, "c")).isEqualTo("6");
    }

    @Test
    void chargesWeighAsDirectCost() {
        PeriodCosts costs = acme().charge("a", "volume", "3")
                .usage("b", "1")
                .usage("unattributed", "8")
                .rule("unattributed", Method.DIRECT_COST)
                .build();
        assertThat(cost(costs, "a")).isEqualTo("9");
        assertThat(cost(costs, "b")).isEqualTo("3");
    }

    @Test
    void tokensWeighThoughTheyAreUnpricedAndCallsDoNot() {
        PeriodCosts costs = acme().line("a", DirectKind.USAGE, "standard", "reasoning", 30, "1")
                .line("a", DirectKind.USAGE, "standard", "web_searches", 500, "1")
                .line(unpriced(10))
                .item("fee", "unattributed", "8")
                .rule("item/fee", Method.TOKENS)
                .build();
        assertThat(cost(costs, "a")).isEqualTo("8");
        assertThat(cost(costs, "b")).isEqualTo("2");
    }

    private static DirectLine unpriced(long tokens) {
        Attribution attribution = new Attribution("b", new UUID(0, 1));
        LineKey key = new LineKey(
                attribution,
                DirectKind.USAGE,
                null,
                null,
                null,
                null,
                null,
                null,
                "openai",
                "new",
                "standard",
                null,
                "cached_input",
                null,
                null,
                "XXX");
        return new DirectLine(key, tokens, null, null);
    }

    @Test
    void namedOnesStandForAllBelowThemUnlessExact() {
        PeriodCostsOf tree = acme().center("unit", null)
                .center("x", "unit")
                .center("y", "unit")
                .center("y1", "y")
                .usage("unattributed", "6");
        assertThat(receivers(tree.rule("unattributed", Method.EVEN, List.of("unit"), false, List.of(), Map.of())))
                .containsExactly("x", "y1");
        PeriodCostsOf again = acme().center("unit", null)
                .center("x", "unit")
                .center("y", "unit")
                .center("y1", "y")
                .usage("unattributed", "6");
        assertThat(receivers(again.rule("unattributed", Method.EVEN, List.of("unit", "y"), true, List.of(), Map.of())))
                .containsExactly("unit", "y");
        PeriodCostsOf third = acme().center("unit", null)
                .center("x", "unit")
                .center("y", "unit")
                .center("y1", "y")
                .usage("unattributed", "6");
        assertThat(receivers(third.rule("unattributed", Method.EVEN, List.of(), false, List.of("y"), Map.of())))
                .containsExactly("x");
    }

    private static List<String> receivers(PeriodCostsOf costs) {
        return costs.build().transfers().stream().map(Transfer::to).toList();
    }
}
