package io.tokenledger.report.allocation;

import io.tokenledger.report.allocation.AllocationJson.BalanceLine;
import io.tokenledger.report.allocation.AllocationJson.Pool;
import io.tokenledger.report.allocation.AllocationJson.Receipt;
import io.tokenledger.report.allocation.AllocationJson.Step;
import io.tokenledger.report.allocation.AllocationJson.Traced;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.fx.ConversionJson;
import io.tokenledger.report.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells how a period was allocated. Pure. */
final class AllocationAnswer {
    private AllocationAnswer() {}

    /**
     * The whole of it.
     *
     * @param traced code of a cost centre whose amounts are told one by one; null: of none
     */
    static AllocationJson of(PeriodCosts costs, @Nullable String traced) {
        return new AllocationJson(
                costs.settings().tenant(),
                costs.period().id(),
                costs.period().period().fromText(),
                costs.period().period().toText(),
                costs.settings().zone().getId(),
                costs.settings().currency(),
                steps(costs),
                balances(costs),
                Money.exact(costs.total()),
                conversions(costs),
                traced == null ? null : trace(costs, traced));
    }

    /** Of usage and of items. */
    static List<ConversionJson> conversions(PeriodCosts costs) {
        return Stream.concat(costs.direct().conversions().stream(), costs.conversions().stream())
                .sorted(Comparator.comparing(Conversion::from).thenComparing(Conversion::firstRateDate))
                .map(ConversionJson::of)
                .toList();
    }

    private static List<Step> steps(PeriodCosts costs) {
        List<Step> steps = new ArrayList<>();
        for (AllocationRule rule : costs.rules()) {
            int number = steps.size() + 1;
            steps.add(new Step(
                    number,
                    rule.id(),
                    rule.version(),
                    rule.name(),
                    rule.origin().text(),
                    RuleFields.wireName(rule.method()),
                    pools(costs, number)));
        }
        return steps;
    }

    private static List<Pool> pools(PeriodCosts costs, int step) {
        Map<String, List<Transfer>> byBearer = new LinkedHashMap<>();
        costs.transfers().stream()
                .filter(each -> each.step() == step)
                .forEach(each -> byBearer.computeIfAbsent(each.from(), _ -> new ArrayList<>())
                        .add(each));
        List<Pool> pools = new ArrayList<>();
        byBearer.forEach((bearer, transfers) -> pools.add(pool(bearer, transfers)));
        for (Leftover each : costs.leftovers()) {
            if (each.step() == step) {
                String amount = Money.exact(each.amountPico());
                pools.add(new Pool(each.bearer(), amount, null, amount, List.of()));
            }
        }
        pools.sort(Comparator.comparing(Pool::from));
        return pools;
    }

    private static Pool pool(String bearer, List<Transfer> transfers) {
        Transfer first = transfers.getFirst();
        return new Pool(
                bearer,
                Money.exact(first.originPico()),
                Shares.weight(first.method(), first.totalWeight()),
                "0",
                transfers.stream()
                        .map(each -> new Receipt(
                                each.to(),
                                Shares.weight(each.method(), each.weight()),
                                Shares.share(each),
                                Money.exact(each.amountPico())))
                        .toList());
    }

    private static List<BalanceLine> balances(PeriodCosts costs) {
        List<BalanceLine> lines = new ArrayList<>();
        costs.balances()
                .forEach((code, balance) -> lines.add(new BalanceLine(
                        code,
                        Money.exact(balance.direct().add(balance.items())),
                        Money.exact(balance.received()),
                        Money.exact(balance.passedOn()),
                        Money.exact(balance.cost()))));
        return lines;
    }

    private static List<Traced> trace(PeriodCosts costs, String code) {
        List<Traced> trace = new ArrayList<>();
        for (Transfer each : costs.transfers()) {
            if (each.to().equals(code)) {
                trace.add(traced(each, "received"));
            } else if (each.from().equals(code)) {
                trace.add(traced(each, "passed_on"));
            }
        }
        return trace;
    }

    private static Traced traced(Transfer each, String direction) {
        return new Traced(
                each.step(),
                each.rule(),
                each.ruleName(),
                each.origin(),
                RuleFields.wireName(each.method()),
                direction,
                each.from(),
                each.to(),
                Shares.weight(each.method(), each.weight()),
                Shares.weight(each.method(), each.totalWeight()),
                Shares.share(each),
                Money.exact(each.originPico()),
                Money.exact(each.amountPico()));
    }
}
