package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** The quantities of usage after its tokens were changed by factors: expectations, exact, not rounded to whole tokens. */
final class MovedTokens {
    /** Cached input by what it is where it is not cached. */
    private static final Map<Meter, Meter> UNCACHED = Map.of(
            Meter.CACHED_INPUT, Meter.INPUT,
            Meter.CACHED_AUDIO_INPUT, Meter.AUDIO_INPUT,
            Meter.CACHED_IMAGE_INPUT, Meter.IMAGE_INPUT);

    private MovedTokens() {}

    static Map<Meter, BigDecimal> of(UsageCell cell, Factors factors) {
        Map<Meter, BigDecimal> moved = new TreeMap<>();
        cell.quantities()
                .forEach((meter, quantity) ->
                        add(moved, meter, BigDecimal.valueOf(quantity).multiply(ratio(meter, factors))));
        switch (factors.cachedInput()) {
            case CachedInput.AsRecorded() -> keep(moved, factors.cacheKept());
            case CachedInput.Share(BigDecimal share) -> share(moved, share);
            case CachedInput.Measured() -> {
                keep(moved, factors.cacheKept());
                BigDecimal more = BigDecimal.valueOf(cell.cacheableTokens()).multiply(factors.input());
                add(moved, Meter.CACHED_INPUT, more);
                add(moved, Meter.INPUT, more.negate());
            }
        }
        moved.values().removeIf(quantity -> quantity.signum() == 0);
        return moved;
    }

    /** How many tokens there are for one here; calls, requests and further meters stay as many as they are. */
    private static BigDecimal ratio(Meter meter, Factors factors) {
        return switch (meter.side()) {
            case INPUT_TOKENS -> factors.input();
            case OUTPUT_TOKENS -> meter.equals(Meter.REASONING) ? factors.reasoningRatio() : factors.outputRatio();
            case UNITS -> BigDecimal.ONE;
        };
    }

    /** That part of what was cached still is; the rest is read anew. */
    private static void keep(Map<Meter, BigDecimal> moved, BigDecimal kept) {
        if (kept.compareTo(BigDecimal.ONE) == 0) {
            return;
        }
        UNCACHED.forEach((cached, plain) -> {
            BigDecimal quantity = moved.get(cached);
            if (quantity != null) {
                moved.put(cached, quantity.multiply(kept));
                add(moved, plain, quantity.multiply(BigDecimal.ONE.subtract(kept)));
            }
        });
    }

    private static void share(Map<Meter, BigDecimal> moved, BigDecimal share) {
        BigDecimal text = moved.getOrDefault(Meter.INPUT, BigDecimal.ZERO)
                .add(moved.getOrDefault(Meter.CACHED_INPUT, BigDecimal.ZERO));
        moved.put(Meter.CACHED_INPUT, text.multiply(share));
        moved.put(Meter.INPUT, text.multiply(BigDecimal.ONE.subtract(share)));
    }

    private static void add(Map<Meter, BigDecimal> moved, Meter meter, BigDecimal quantity) {
        moved.merge(meter, quantity, BigDecimal::add);
    }
}
