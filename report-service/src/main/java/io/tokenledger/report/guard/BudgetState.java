package io.tokenledger.report.guard;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How a period of a budget stands by the books, as it was last watched.
 *
 * @param carried from the period before, signed, in the budget's unit
 * @param spent in the same unit; null: not known, because an exchange rate is missing
 * @param unpricedRequests whose cost is in no sum
 */
record BudgetState(BigInteger carried, @Nullable BigInteger spent, long unpricedRequests) {}
