package io.tokenledger.report.drift;

import io.tokenledger.report.attributed.GroupOrder;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts of some requests on one side, added up.
 *
 * @param providerTokens of those that text can stand for
 * @param textTokens as counted from the text
 * @param reasoningAtMost of the provider's tokens, what may be hidden reasoning that it does not tell
 * @param reasoningUntoldRequests requests of which that is said
 * @param costPico of the difference where it has a price, in 1e-12 USD; null: nothing of it has one
 * @param unpricedRequests requests without a price in USD; their difference is not in the cost
 * @param unpricedReason of the first of them; null: all have a price
 */
record DriftSums(
        long requests,
        long providerTokens,
        long textTokens,
        long reasoningAtMost,
        long reasoningUntoldRequests,
        @Nullable BigInteger costPico,
        long unpricedRequests,
        @Nullable String unpricedReason) {

    DriftSums plus(DriftSums other) {
        return new DriftSums(
                Math.addExact(requests, other.requests),
                Math.addExact(providerTokens, other.providerTokens),
                Math.addExact(textTokens, other.textTokens),
                Math.addExact(reasoningAtMost, other.reasoningAtMost),
                Math.addExact(reasoningUntoldRequests, other.reasoningUntoldRequests),
                costPico == null || other.costPico == null
                        ? costPico == null ? other.costPico : costPico
                        : costPico.add(other.costPico),
                Math.addExact(unpricedRequests, other.unpricedRequests),
                unpricedReason == null ? other.unpricedReason : unpricedReason);
    }

    /** What the provider counted more than the text; negative: less. */
    long differenceTokens() {
        return Math.subtractExact(providerTokens, textTokens);
    }

    /** The difference as a percentage of what the provider counted; null: it counted nothing. */
    @Nullable
    String differencePercent() {
        return GroupOrder.percent(BigInteger.valueOf(differenceTokens()), BigInteger.valueOf(providerTokens));
    }

    /** Whether the provider does not tell the reasoning of some of it, so that the difference holds it. */
    boolean mayHoldReasoning() {
        return reasoningUntoldRequests != 0;
    }

    /** Whether bookings and their reversals have cancelled out. */
    boolean isNothing() {
        return requests == 0
                && providerTokens == 0
                && textTokens == 0
                && (costPico == null || costPico.signum() == 0)
                && unpricedRequests == 0;
    }
}
