package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.budget.BudgetSpan;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a budget has come to in a period. Pure.
 *
 * @param revision of the budget by which it was measured
 * @param currency null: a budget of tokens
 * @param limit 1e-12 of the currency, or tokens; with what was carried over, never below zero
 * @param carried the part of the limit that is from the period before, signed: what it would be without is limit - carried
 * @param spentPico null: a budget of tokens, or an exchange rate is missing
 * @param tokens input and output
 * @param movedAt when the figures last changed
 */
record BudgetState(
        StateKey key,
        Instant periodEnd,
        int revision,
        @Nullable String currency,
        BigInteger limit,
        BigInteger carried,
        @Nullable BigInteger spentPico,
        long tokens,
        long requests,
        long unpricedRequests,
        Instant movedAt) {
    private static final String TOKENS = "tokens";

    /** Without usage, and with nothing carried over. */
    static BudgetState unused(Budget budget, BudgetSpan span, Instant now) {
        return new BudgetState(
                StateKey.of(budget, span),
                span.to(),
                budget.revision(),
                budget.currency(),
                amount(budget),
                BigInteger.ZERO,
                budget.currency() == null ? null : BigInteger.ZERO,
                0,
                0,
                0,
                now);
    }

    /** What a budget allows each period before anything is carried over. */
    static BigInteger amount(Budget budget) {
        return switch (budget.limit()) {
            case Limit.Money money -> money.amountPico();
            case Limit.Tokens tokens -> BigInteger.valueOf(tokens.tokens());
        };
    }

    /** A currency, or {@code tokens}. */
    String unit() {
        return currency == null ? TOKENS : currency;
    }

    /** What counts against the limit, in its unit; null: not known, for want of an exchange rate. */
    @Nullable
    BigInteger used() {
        return currency == null ? BigInteger.valueOf(tokens) : spentPico;
    }

    /** The limit before anything was carried over. */
    BigInteger amount() {
        return limit.subtract(carried);
    }

    boolean isOver(Instant now) {
        return !periodEnd.isAfter(now);
    }

    boolean hasBegun(Instant now) {
        return !key.periodStart().isAfter(now);
    }

    /** After more was used. */
    BudgetState plus(UsageSum more, @Nullable BigInteger spentPicoThen, Instant now) {
        return new BudgetState(
                key,
                periodEnd,
                revision,
                currency,
                limit,
                carried,
                spentPicoThen,
                Math.addExact(tokens, more.tokens()),
                Math.addExact(requests, more.requests()),
                Math.addExact(unpricedRequests, more.unpricedRequests()),
                now);
    }

    /** The same usage at another cost. */
    BudgetState costing(@Nullable BigInteger otherSpentPico, Instant now) {
        return plus(UsageSum.NONE, otherSpentPico, now);
    }

    /** The same usage under another limit. */
    BudgetState limited(int revisionThen, BigInteger amountThen, BigInteger carriedThen, Instant now) {
        return new BudgetState(
                key,
                periodEnd,
                revisionThen,
                currency,
                amountThen.add(carriedThen),
                carriedThen,
                spentPico,
                tokens,
                requests,
                unpricedRequests,
                now);
    }
}
