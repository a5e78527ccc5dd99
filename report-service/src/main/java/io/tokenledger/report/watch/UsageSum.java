package io.tokenledger.report.watch;

import java.math.BigInteger;

/**
 * Usage of one currency, or what was added to it: signed.
 *
 * @param costPico 1e-12 of the currency
 * @param tokens input and output
 */
record UsageSum(BigInteger costPico, long tokens, long requests, long unpricedRequests) {
    static final UsageSum NONE = new UsageSum(BigInteger.ZERO, 0, 0, 0);

    UsageSum plus(UsageSum other) {
        return new UsageSum(
                costPico.add(other.costPico),
                Math.addExact(tokens, other.tokens),
                Math.addExact(requests, other.requests),
                Math.addExact(unpricedRequests, other.unpricedRequests));
    }

    UsageSum negated() {
        return new UsageSum(
                costPico.negate(),
                Math.negateExact(tokens),
                Math.negateExact(requests),
                Math.negateExact(unpricedRequests));
    }
}
