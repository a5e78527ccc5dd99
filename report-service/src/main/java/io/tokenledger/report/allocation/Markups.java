package io.tokenledger.report.allocation;

import io.tokenledger.report.costcenter.CostCenter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What cost centres are charged beyond their cost, or below it. Pure. */
public final class Markups {
    private static final int PERCENT_PLACES = 2;

    private Markups() {}

    /**
     * At most one for every cost centre that is charged: by the first rule that names it, or one above it, and that does not
     * credit it. What is marked up does not count the markups of others.
     *
     * @param balances by code, after allocation and without markups
     * @param rules in force, in any order
     */
    public static List<MarkupLine> of(Centers centers, SortedMap<String, Balance> balances, List<MarkupRule> rules) {
        List<MarkupRule> inOrder = Versions.inOrder(rules);
        List<MarkupLine> lines = new ArrayList<>();
        for (Map.Entry<String, Balance> each : balances.entrySet()) {
            CostCenter center = centers.center(each.getKey());
            if (center != null && center.view() == CostCenter.View.CHARGEBACK) {
                rule(centers, center.code(), inOrder)
                        .map(rule -> line(rule, center.code(), each.getValue()))
                        .filter(line -> line.amountPico().signum() != 0)
                        .ifPresent(lines::add);
            }
        }
        return List.copyOf(lines);
    }

    private static Optional<MarkupRule> rule(Centers centers, String code, List<MarkupRule> inOrder) {
        List<String> path = centers.path(code);
        return inOrder.stream()
                .filter(rule ->
                        path.contains(rule.costCenter()) && !rule.counterpart().equals(code))
                .findFirst();
    }

    private static MarkupLine line(MarkupRule rule, String code, Balance balance) {
        BigInteger base =
                switch (rule.base()) {
                    case DIRECT -> balance.direct();
                    case TOTAL -> balance.cost();
                };
        BigInteger amount = new BigDecimal(base)
                .multiply(rule.percent())
                .movePointLeft(PERCENT_PLACES)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
        return new MarkupLine(rule.id(), rule.name(), code, rule.counterpart(), rule.percent(), base, amount);
    }
}
