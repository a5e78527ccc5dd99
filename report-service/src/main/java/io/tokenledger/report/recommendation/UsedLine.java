package io.tokenledger.report.recommendation;

import io.tokenledger.contract.Meter;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one kind, of one class of size, within one stretch of time: their sums.
 *
 * @param app empty: not attributed
 * @param reasoningEffort null: none was stated
 * @param region null: not known
 * @param quantities further meters among them
 * @param measuredInputTokens input tokens of what was looked at for repeated prefixes
 * @param cacheableInputTokens plain ones of these that had been sent before
 * @param costPico booked, in 1e-12 of the currency; XXX: unpriced
 */
record UsedLine(
        int stretch,
        String app,
        @Nullable String environment,
        String provider,
        String model,
        String serviceTier,
        @Nullable String reasoningEffort,
        @Nullable String region,
        String currency,
        Map<Meter, Long> quantities,
        long measuredInputTokens,
        long repeatedPrefixTokens,
        long cacheableInputTokens,
        BigInteger costPico) {
    private static final String NO_CURRENCY = "XXX";

    UsedLine {
        quantities = Map.copyOf(quantities);
    }

    boolean isPriced() {
        return !currency.equals(NO_CURRENCY);
    }

    long quantity(Meter meter) {
        return quantities.getOrDefault(meter, 0L);
    }

    long requests() {
        return quantity(Meter.REQUESTS);
    }

    long tokens(Meter.Side side) {
        return quantities.entrySet().stream()
                .filter(quantity -> quantity.getKey().side() == side)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Input tokens of one request on average, rounded up: of the size that all requests of the line are of. */
    long inputTokensOfOne() {
        long requests = Math.max(requests(), 1);
        return Math.max(0, Math.ceilDiv(tokens(Meter.Side.INPUT_TOKENS), requests));
    }
}
