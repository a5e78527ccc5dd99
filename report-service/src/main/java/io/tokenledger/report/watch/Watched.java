package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import java.time.Instant;

/**
 * A budget as it was seen last.
 *
 * @param measuredSince the first revision that measures as this one: states of earlier ones do not move any more
 * @param knownFrom from here on a period without a state has no usage
 */
record Watched(BudgetKey key, int revision, String measure, int measuredSince, Instant knownFrom) {

    /** As of a revision that measures anew. */
    static Watched of(Budget budget, Instant knownFrom) {
        return new Watched(BudgetKey.of(budget), budget.revision(), Measure.of(budget), budget.revision(), knownFrom);
    }

    /** As of a revision that leaves the figures as they are. */
    Watched revised(Budget budget) {
        return new Watched(key, budget.revision(), measure, measuredSince, knownFrom);
    }

    /** Whether a state is one that moves: not of an earlier measure. */
    boolean moves(BudgetState state) {
        return state.revision() >= measuredSince;
    }
}
