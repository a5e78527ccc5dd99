package io.tokenledger.report.guard;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.budget.CarryOver;
import java.math.BigInteger;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one budget says to a claim. Amounts in the budget's unit. Pure.
 *
 * @param limit of the period, with what was carried over; null: not known yet
 * @param spent by the books; null: not known
 * @param reserved what others hold of it
 * @param unpricedRequests whose cost is in no sum
 * @param unwatched whether nothing is known of the period yet
 */
record Verdict(
        Claim claim,
        @Nullable BigInteger limit,
        @Nullable BigInteger spent,
        BigInteger reserved,
        long unpricedRequests,
        boolean unwatched,
        boolean allowed) {

    /** The one that binds most first: those that deny, of these those that know, of these the least part left. */
    static final Comparator<Verdict> MOST_BINDING = Comparator.comparing(Verdict::allowed)
            .thenComparing(verdict -> verdict.remainingAfter() == null)
            .thenComparing(Verdict::compareShares)
            .thenComparing(verdict -> verdict.claim().budget().name())
            .thenComparing(verdict -> verdict.claim().budget().id());

    /**
     * A budget denies what would take it over its limit. Where something is not known, it is at least zero, and what is
     * then over the limit already is denied, too; else it is the caller's word that counts.
     *
     * @param state null: the period, or the budget, is so new that it was not watched yet
     */
    static Verdict of(Claim claim, @Nullable BudgetState state, BigInteger reserved, boolean deniesUnknown) {
        BigInteger limit = limit(claim.budget(), state);
        BigInteger spent = state == null ? null : state.spent();
        long unpriced = state == null ? 0 : state.unpricedRequests();
        BigInteger least = atLeast(spent).add(reserved).add(atLeast(claim.amount()));
        boolean over = limit != null && least.compareTo(limit) > 0;
        boolean known = limit != null && spent != null && claim.amount() != null;
        return new Verdict(claim, limit, spent, reserved, unpriced, state == null, !over && (known || !deniesUnknown));
    }

    /** As the budget is now, so that a change of the amount counts at once. What is carried over the first state tells. */
    private static @Nullable BigInteger limit(Budget budget, @Nullable BudgetState state) {
        if (state == null && budget.carryOver() != CarryOver.NONE) {
            return null;
        }
        BigInteger amount =
                switch (budget.limit()) {
                    case Limit.Money money -> money.amountPico();
                    case Limit.Tokens tokens -> BigInteger.valueOf(tokens.tokens());
                };
        return state == null ? amount : amount.add(state.carried()).max(BigInteger.ZERO);
    }

    private static BigInteger atLeast(@Nullable BigInteger amount) {
        return amount == null ? BigInteger.ZERO : amount;
    }

    /** What is left before the claim; below zero where it is overspent; null: not known. */
    @Nullable
    BigInteger remaining() {
        return limit == null || spent == null ? null : limit.subtract(spent).subtract(reserved);
    }

    /** What would be left with the claim, whether or not it is allowed; null: not known. */
    @Nullable
    BigInteger remainingAfter() {
        BigInteger remaining = remaining();
        return remaining == null || claim.amount() == null ? null : remaining.subtract(claim.amount());
    }

    /** By what would be left as part of the limit, so that dollars and tokens compare. */
    private static int compareShares(Verdict one, Verdict other) {
        BigInteger left = one.remainingAfter();
        BigInteger right = other.remainingAfter();
        if (left == null || right == null) {
            return 0; // both are not known: those that are known stand before
        }
        return left.multiply(whole(other)).compareTo(right.multiply(whole(one)));
    }

    /** A limit that carrying over has brought to zero is a whole of one. */
    private static BigInteger whole(Verdict verdict) {
        return atLeast(verdict.limit()).max(BigInteger.ONE);
    }
}
