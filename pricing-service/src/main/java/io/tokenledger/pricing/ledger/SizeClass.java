package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;

/**
 * The class of size of one request: which thresholds and limits of vendors its tokens exceed. Within a class, all
 * requests are on one side of every edge. The function {@code ledger.size_class} says the same in SQL.
 */
final class SizeClass {
    private static final long[] TOKEN_EDGES = {
        4096, 8192, 16384, 32768, 65536, 128000, 131072, 200000, 256000, 262144, 272000, 400000, 1000000, 1047576,
        1048576, 2000000
    };
    private static final long[] OUTPUT_EDGES = {4096, 8192, 16384, 32000, 32768, 64000, 65536, 100000, 128000};

    private SizeClass() {}

    /** The class of an event; an aggregate of several requests counts as its mean, rounded up. */
    static int of(Meters meters) {
        return of(meters.inputTokens(), meters.outputTokens(), meters.quantity(Meter.REQUESTS));
    }

    /**
     * {@code i * 10000 + t * 100 + o}: how many edges the input, the total and the output tokens of one request exceed.
     *
     * @param requests that the tokens are of; 0 counts as 1
     */
    static int of(long inputTokens, long outputTokens, long requests) {
        return 10_000 * exceeded(TOKEN_EDGES, most(inputTokens, requests))
                + 100 * exceeded(TOKEN_EDGES, most(inputTokens + outputTokens, requests))
                + exceeded(OUTPUT_EDGES, most(outputTokens, requests));
    }

    /** The tokens of one of those requests, rounded down. */
    static long least(long tokens, long requests) {
        return tokens / Math.max(requests, 1);
    }

    /** The tokens of one of those requests, rounded up. */
    static long most(long tokens, long requests) {
        return Math.ceilDiv(tokens, Math.max(requests, 1));
    }

    private static int exceeded(long[] edges, long tokens) {
        int exceeded = 0;
        while (exceeded < edges.length && tokens > edges[exceeded]) {
            exceeded++;
        }
        return exceeded;
    }
}
