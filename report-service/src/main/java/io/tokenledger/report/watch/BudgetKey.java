package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import java.util.Comparator;
import java.util.UUID;

/** Which budget. */
record BudgetKey(String tenant, UUID budget) implements Comparable<BudgetKey> {
    private static final Comparator<BudgetKey> ORDER =
            Comparator.comparing(BudgetKey::tenant).thenComparing(BudgetKey::budget);

    static BudgetKey of(Budget budget) {
        return new BudgetKey(budget.tenant(), budget.id());
    }

    @Override
    public int compareTo(BudgetKey other) {
        return ORDER.compare(this, other);
    }
}
