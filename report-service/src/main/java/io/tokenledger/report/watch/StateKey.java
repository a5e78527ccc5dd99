package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** A period of a budget. In the order in which rows are locked. */
record StateKey(String tenant, UUID budget, Instant periodStart) implements Comparable<StateKey> {
    private static final Comparator<StateKey> ORDER = Comparator.comparing(StateKey::tenant)
            .thenComparing(StateKey::budget)
            .thenComparing(StateKey::periodStart);

    static StateKey of(Budget budget, BudgetSpan span) {
        return new StateKey(budget.tenant(), budget.id(), span.from());
    }

    BudgetKey budgetKey() {
        return new BudgetKey(tenant, budget);
    }

    @Override
    public int compareTo(StateKey other) {
        return ORDER.compare(this, other);
    }
}
