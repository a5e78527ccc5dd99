package io.tokenledger.report.allocation;

import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.costcenter.CostCenter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a period costs cost centres, rolled up the tree. Pure.
 *
 * @param balances by code; {@code unattributed} for itself
 */
record CostCenterCosts(Centers centers, SortedMap<String, Balance> balances) {

    /**
     * The costs of a period.
     *
     * @param level of the tree to which deeper ones are rolled up, 1: its tops; null: each by itself
     * @param atCost without markups
     */
    static CostCenterCosts of(PeriodCosts costs, @Nullable Integer level, boolean atCost) {
        SortedMap<String, Balance> rolledUp = new TreeMap<>();
        costs.balances().forEach((code, balance) -> {
            List<String> path = costs.centers().path(code);
            String head = level == null ? code : path.get(Math.min(level, path.size()) - 1);
            rolledUp.merge(head, atCost ? balance.withoutMarkups() : balance, Balance::plus);
        });
        return new CostCenterCosts(costs.centers(), rolledUp);
    }

    Balance balance(String code) {
        return balances.getOrDefault(code, Balance.ZERO);
    }

    Balance total() {
        return balances.values().stream().reduce(Balance.ZERO, Balance::plus);
    }

    /** Null: of {@code unattributed}, and of one that the period does not have. */
    @Nullable
    CostCenter center(String code) {
        return code.equals(Attribution.UNATTRIBUTED) ? null : centers.center(code);
    }
}
