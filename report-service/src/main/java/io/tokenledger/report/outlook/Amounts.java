package io.tokenledger.report.outlook;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.usage.Usage;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Usage and what it costs: booked, or expected in whole requests and tokens.
 *
 * @param inputTokens cached ones included
 * @param outputTokens reasoning ones included
 * @param costPico in 1e-12 of the answer's currency, of what has a price; null: nothing has one
 * @param unpricedRequests requests without a price, which have no part in the cost
 */
public record Amounts(
        long requests,
        long inputTokens,
        long outputTokens,
        @Nullable BigInteger costPico,
        long unpricedRequests) {
    public static final Amounts NONE = new Amounts(0, 0, 0, null, 0);

    static Amounts of(Usage usage) {
        return new Amounts(
                usage.requests(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.costPico(),
                usage.unpricedRequests());
    }

    public Amounts plus(Amounts other) {
        return new Amounts(
                Math.addExact(requests, other.requests),
                Math.addExact(inputTokens, other.inputTokens),
                Math.addExact(outputTokens, other.outputTokens),
                plus(costPico, other.costPico),
                Math.addExact(unpricedRequests, other.unpricedRequests));
    }

    /** Not known where neither is. */
    static @Nullable BigInteger plus(@Nullable BigInteger one, @Nullable BigInteger other) {
        return one == null ? other : other == null ? one : one.add(other);
    }

    /** Input and output together. */
    public long tokens() {
        return Math.addExact(inputTokens, outputTokens);
    }

    /** For adding up: zero where nothing has a price. */
    BigInteger pricedCostPico() {
        return costPico == null ? BigInteger.ZERO : costPico;
    }

    /** The cost to tell: empty where all there is has no price, because its cost is not known and not zero. */
    public Optional<BigInteger> knownCostPico() {
        return costPico == null && unpricedRequests > 0 ? Optional.empty() : Optional.of(pricedCostPico());
    }

    /** The cost to tell, exact; null: not known. */
    public @Nullable String exactCost() {
        return knownCostPico().map(Money::exact).orElse(null);
    }
}
