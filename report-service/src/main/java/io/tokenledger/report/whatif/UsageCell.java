package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meter;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one kind, in one stretch of time, of one class of size: their sums. Or one single event with its corrections.
 *
 * @param stretch the number of the stretch of time, from 0
 * @param sizeClass as the ledger classes requests by their tokens
 * @param capabilities bits of what the requests made use of
 * @param currency of the cost; XXX: they have no price
 * @param quantities none of them 0
 * @param costPico what the ledger says they cost, in 1e-12 of the currency
 * @param cacheableTokens plain input tokens of leading blocks that had been seen before, where that was measured
 * @param bounds of one request
 * @param one the size of the single event; null: sums of several
 */
record UsageCell(
        UsageKind kind,
        int stretch,
        int sizeClass,
        int capabilities,
        String currency,
        Map<Meter, Long> quantities,
        BigInteger costPico,
        long cacheableTokens,
        Bounds bounds,
        @Nullable OneRequest one) {
    /** ISO 4217's "no currency": what has no price. */
    static final String UNPRICED = "XXX";

    /** The fewest and the most tokens of one request; of an aggregate its mean, rounded outwards. */
    record Bounds(long minInput, long maxInput, long minTotal, long maxTotal, long minOutput, long maxOutput) {}

    /**
     * The event behind an entry, whose size counts whatever the entry itself adds.
     *
     * @param output reasoning included
     * @param requests that it stands for, at least 1
     */
    record OneRequest(long input, long output, long reasoning, long requests) {}

    boolean isUnpriced() {
        return currency.equals(UNPRICED);
    }

    long quantity(Meter meter) {
        return quantities.getOrDefault(meter, 0L);
    }

    long requests() {
        return quantity(Meter.REQUESTS);
    }

    boolean isNothing() {
        return quantities.isEmpty() && costPico.signum() == 0;
    }
}
