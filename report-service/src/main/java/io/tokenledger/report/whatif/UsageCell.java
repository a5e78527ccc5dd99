package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meter;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
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
    record Bounds(long minInput, long maxInput, long minTotal, long maxTotal, long minOutput, long maxOutput) {
        /** Nothing is known, or nobody asks. */
        static final Bounds NONE = new Bounds(0, 0, 0, 0, 0, 0);

        Bounds widened(Bounds other) {
            return new Bounds(
                    Math.min(minInput, other.minInput),
                    Math.max(maxInput, other.maxInput),
                    Math.min(minTotal, other.minTotal),
                    Math.max(maxTotal, other.maxTotal),
                    Math.min(minOutput, other.minOutput),
                    Math.max(maxOutput, other.maxOutput));
        }
    }

    /**
     * The event behind an entry, whose size counts whatever the entry itself adds.
     *
     * @param output reasoning included
     * @param requests that it stands for, at least 1
     */
    record OneRequest(long input, long output, long reasoning, long requests) {}

    /** What tells one cell from another. */
    record Key(UsageKind kind, int stretch, int sizeClass, int capabilities, String currency) {}

    Key key() {
        return new Key(kind, stretch, sizeClass, capabilities, currency);
    }

    /** Two parts of one cell, such as its days and its hours, or an event and a correction of it. */
    UsageCell plus(UsageCell other) {
        Map<Meter, Long> sums = new TreeMap<>(quantities);
        other.quantities.forEach((meter, quantity) -> sums.merge(meter, quantity, Math::addExact));
        sums.values().removeIf(quantity -> quantity == 0);
        return new UsageCell(
                kind,
                stretch,
                sizeClass,
                capabilities,
                currency,
                sums,
                costPico.add(other.costPico),
                Math.addExact(cacheableTokens, other.cacheableTokens),
                bounds.widened(other.bounds),
                one);
    }

    /**
     * The same in another stretch.
     *
     * @param sign −1: to be taken out of what is there; what bounded it still bounds the rest
     */
    UsageCell placed(int otherStretch, int sign) {
        Map<Meter, Long> signed = new TreeMap<>();
        quantities.forEach((meter, quantity) -> signed.put(meter, sign * quantity));
        return new UsageCell(
                kind,
                otherStretch,
                sizeClass,
                capabilities,
                currency,
                signed,
                costPico.multiply(BigInteger.valueOf(sign)),
                sign * cacheableTokens,
                bounds,
                one);
    }

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
