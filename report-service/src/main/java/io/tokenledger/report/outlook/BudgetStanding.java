package io.tokenledger.report.outlook;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A budget in its running period, as its state says.
 *
 * @param limit with what was carried over; 1e-12 of the currency, or tokens
 * @param carried the part of it that is from the period before, signed
 * @param used null: not known, for want of an exchange rate
 * @param measuredSince the revision of the budget since which it counts what it counts
 */
record BudgetStanding(
        Budget budget,
        BudgetSpan span,
        BigInteger limit,
        BigInteger carried,
        @Nullable BigInteger used,
        int measuredSince) {

    /** A currency, or {@code tokens}. */
    String unit() {
        String currency = budget.currency();
        return currency == null ? BudgetForecast.TOKENS : currency;
    }

    /** The limit before anything was carried over: what alerts are named by, because what is carried over moves. */
    BigInteger amount() {
        return limit.subtract(carried);
    }

    boolean isOfTokens() {
        return budget.currency() == null;
    }
}
