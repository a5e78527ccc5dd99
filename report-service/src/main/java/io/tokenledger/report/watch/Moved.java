package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import org.jspecify.annotations.Nullable;

/**
 * A state that is not what it was.
 *
 * @param before null: there was none
 * @param added what the journal has added; nothing where another limit, another rate or a sum of the ledger has moved it
 */
record Moved(Budget budget, @Nullable BudgetState before, BudgetState after, PeriodUsage added) {

    static Moved otherwise(Budget budget, @Nullable BudgetState before, BudgetState after) {
        return new Moved(budget, before, after, new PeriodUsage());
    }

    /** Whether the threshold was not reached when this was looked at last. */
    boolean wasBelow(Threshold threshold) {
        if (before == null) {
            return false;
        }
        var used = before.used();
        return used != null && !threshold.isReached(used, before.limit());
    }
}
