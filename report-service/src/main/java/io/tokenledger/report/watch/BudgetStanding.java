package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands at a moment.
 *
 * @param span the running period; null: none runs
 * @param state null: none runs, or it is still being summed up
 * @param spentWhy why what it has cost is not known; null: it is, or there is no state
 * @param limitWhy why nothing was handed on by the period before; null: nothing is missing
 * @param asOf all that was booked until then is in it
 */
record BudgetStanding(
        Budget budget,
        Instant now,
        @Nullable BudgetSpan span,
        @Nullable BudgetState state,
        @Nullable String spentWhy,
        @Nullable String limitWhy,
        Instant asOf) {}
