package io.tokenledger.report.closing;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What the ledger's sums hold of a period, and what came in during it.
 *
 * @param providers that were used
 * @param costPico by currency, in 1e-12 of it; currencies without a cost are left out
 * @param received events that came in between the period's ends, rejected ones among them
 */
record BookedUsage(
        long requests,
        long unpricedRequests,
        SortedSet<String> providers,
        SortedMap<String, BigInteger> costPico,
        long received,
        long rejected) {}
