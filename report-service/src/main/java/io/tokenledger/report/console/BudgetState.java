package io.tokenledger.report.console;

import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a budget has come to in one of its periods, as it was last watched.
 *
 * @param limitPico with what was carried over; null: a budget of tokens
 * @param limitTokens the same; null: a budget of money
 * @param spentPico in the budget's currency; null: a budget of tokens, or an exchange rate is missing
 * @param tokens input and output
 */
record BudgetState(
        UUID budget,
        Instant from,
        Instant to,
        @Nullable BigInteger limitPico,
        @Nullable Long limitTokens,
        @Nullable BigInteger spentPico,
        long tokens,
        long requests,
        long unpricedRequests,
        Instant movedAt) {}
