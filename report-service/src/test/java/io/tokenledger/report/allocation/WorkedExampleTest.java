package io.tokenledger.report.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tokenledger.report.allocation.MarkupRule.Base;
import io.tokenledger.report.allocation.Transfer.Method;
import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.fixture.PeriodCostsOf;
import io.tokenledger.report.money.Money;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The worked example of docs/allocation.md, with the numbers that stand there. */
class WorkedExampleTest {
    private static final List<String> PRODUCTS = List.of("products");

    private final PeriodCosts costs = new PeriodCostsOf("acme", "2026-10")
            .center("products", null)
            .center("search", "products")
            .center("ads", "products")
            .center("labs", "products", null, View.SHOWBACK)
            .center("platform", null)
            .line("search", DirectKind.USAGE, "standard", "input", 6_000_000, "600")
            .line("ads", DirectKind.USAGE, "standard", "input", 1_000_000, "300")
            .line("labs", DirectKind.USAGE, "standard", "output", 3_000_000, "100")
            .line("platform", DirectKind.USAGE, "standard", "input", 900_000, "90")
            .line("unattributed", DirectKind.USAGE, "standard", "input", 500_000, "50")
            .charge("unattributed", "provisioned_idle", "70")
            .item("platform fee", "unattributed", "10")
            .rule("charge/provisioned_idle", Method.TOKENS, PRODUCTS, false, List.of(), Map.of())
            .rule("item/platform fee", Method.EVEN)
            .rule("unattributed", Method.DIRECT_COST)
            .rule("cost_center/platform", Method.DIRECT_COST, PRODUCTS, false, List.of(), Map.of())
            .markup("products", "5", Base.TOTAL, "platform")
            .build();

    private String transfer(int step, String to) {
        return costs.transfers().stream()
                .filter(each -> each.step() == step && each.to().equals(to))
                .map(each -> Money.exact(each.amountPico()))
                .findFirst()
                .orElse("none");
    }

    @Test
    void idleCapacityGoesByTokensToTheProducts() {
        assertThat(transfer(1, "search")).isEqualTo("42");
        assertThat(transfer(1, "ads")).isEqualTo("7");
        assertThat(transfer(1, "labs")).isEqualTo("21");
        assertThat(transfer(1, "platform")).isEqualTo("none");
    }

    @Test
    void feeGoesEvenlyToTheLowest() {
        for (String code : List.of("search", "ads", "labs", "platform")) {
            assertThat(transfer(2, code)).isEqualTo("2.5");
        }
        assertThat(transfer(2, "products")).isEqualTo("none");
    }

    @Test
    void whatNobodyOwnsGoesByDirectCostAndTwoPicosToTheLargestRemainders() {
        assertThat(transfer(3, "search")).isEqualTo("27.522935779817");
        assertThat(transfer(3, "ads")).isEqualTo("13.761467889908");
        assertThat(transfer(3, "labs")).isEqualTo("4.587155963303");
        assertThat(transfer(3, "platform")).isEqualTo("4.128440366972");
    }

    @Test
    void platformPassesOnWhatItReceivedToo() {
        assertThat(transfer(4, "search")).isEqualTo("57.977064220183");
        assertThat(transfer(4, "ads")).isEqualTo("28.988532110092");
        assertThat(transfer(4, "labs")).isEqualTo("9.662844036697");
        assertThat(Money.exact(costs.balance("platform").cost())).isEqualTo("0");
        assertThat(Money.exact(costs.balance("unattributed").cost())).isEqualTo("0");
    }

    @Test
    void onlyWhatIsChargedIsMarkedUpAndTheCounterpartIsCredited() {
        assertThat(costs.markups())
                .extracting(MarkupLine::costCenter, line -> Money.exact(line.amountPico()))
                .containsExactly(tuple("ads", "17.6125"), tuple("search", "36.5"));
        assertThat(Money.exact(costs.balance("search").charge())).isEqualTo("766.5");
        assertThat(Money.exact(costs.balance("platform").charge())).isEqualTo("-54.1125");
    }

    @Test
    void allTogetherIsWhatTheLedgerAndTheItemsHold() {
        assertThat(Money.exact(costs.total())).isEqualTo("1220");
        assertThat(Money.exact(costs.balances().values().stream()
                        .map(Balance::charge)
                        .reduce(BigInteger.ZERO, BigInteger::add)))
                .isEqualTo("1220");
    }
}
