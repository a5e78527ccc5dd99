package io.tokenledger.report.guard;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What an estimate would take of one budget.
 *
 * @param span the period that runs
 * @param amount in the budget's unit; null: not known, which is not zero
 * @param note why the amount is not known; null: it is
 */
record Claim(
        Budget budget,
        BudgetSpan span,
        HoldKey key,
        @Nullable BigInteger amount,
        @Nullable String note) {}
