package io.tokenledger.report.usage;

import io.tokenledger.report.money.Money;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums of usage. Input includes cached and cache-write tokens, output includes reasoning tokens.
 *
 * @param costPico exact cost in 1e-12 of the currency, of what has a price; null where nothing has one
 * @param unpricedRequests requests that have no price (yet), and therefore no part in the cost
 */
public record Usage(
        long requests,
        long inputTokens,
        long cachedInputTokens,
        long cacheWriteTokens,
        long outputTokens,
        long reasoningTokens,
        @Nullable BigInteger costPico,
        long unpricedRequests) {

    /** No usage at all. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, null, 0);

    /** Both together, exactly. */
    public Usage plus(Usage other) {
        return new Usage(
                Math.addExact(requests, other.requests),
                Math.addExact(inputTokens, other.inputTokens),
                Math.addExact(cachedInputTokens, other.cachedInputTokens),
                Math.addExact(cacheWriteTokens, other.cacheWriteTokens),
                Math.addExact(outputTokens, other.outputTokens),
                Math.addExact(reasoningTokens, other.reasoningTokens),
                costPico == null && other.costPico == null
                        ? null
                        : pricedCostPico().add(other.pricedCostPico()),
                Math.addExact(unpricedRequests, other.unpricedRequests));
    }

    /** The same usage at another cost, in 1e-12 of the currency. */
    Usage costing(BigInteger otherCostPico) {
        return new Usage(
                requests,
                inputTokens,
                cachedInputTokens,
                cacheWriteTokens,
                outputTokens,
                reasoningTokens,
                otherCostPico,
                unpricedRequests);
    }

    /** The same, and what it costs is not asked. */
    Usage withoutCost() {
        return new Usage(
                requests,
                inputTokens,
                cachedInputTokens,
                cacheWriteTokens,
                outputTokens,
                reasoningTokens,
                null,
                unpricedRequests);
    }

    /** Cost of what has a price; zero where nothing has: for adding up and sorting, not for showing. */
    public BigInteger pricedCostPico() {
        return costPico == null ? BigInteger.ZERO : costPico;
    }

    /** The cost to show: empty where all there is has no price, because its cost is not known and not zero. */
    public Optional<BigInteger> knownCostPico() {
        return costPico == null && unpricedRequests > 0 ? Optional.empty() : Optional.of(pricedCostPico());
    }

    /** The cost to show, exact; null where it is not known. */
    public @Nullable String exactCost() {
        return knownCostPico().map(Money::exact).orElse(null);
    }
}
