package io.tokenledger.e2e.finance;

import java.time.Instant;
import java.util.List;

/**
 * A model of the year and what it cost, in 1e-12 of its currency per token, as its vendor published it. Cached input of a
 * model without a price for it costs what input does.
 */
enum Model {
    GPT_4O("openai", "gpt-4o", "USD", List.of(new Price(Instant.EPOCH, 2_500_000, 1_250_000, 10_000_000))),
    GPT_4O_MINI("openai", "gpt-4o-mini", "USD", List.of(new Price(Instant.EPOCH, 150_000, 75_000, 600_000))),
    O3(
            "openai",
            "o3",
            "USD",
            List.of(
                    new Price(Instant.parse("2025-04-16T00:00:00Z"), 10_000_000, 2_500_000, 40_000_000),
                    new Price(Instant.parse("2025-06-10T00:00:00Z"), 2_000_000, 500_000, 8_000_000))),
    O4_MINI(
            "openai",
            "o4-mini",
            "USD",
            List.of(new Price(Instant.parse("2025-04-16T00:00:00Z"), 1_100_000, 275_000, 4_400_000))),
    /** By the tenant's contract, in euros. */
    EUROPEAN("mistral", "year-large", "EUR", List.of(new Price(Instant.EPOCH, 1_800_001, 1_800_001, 5_400_007))),
    /** By the tenant's contract, in rupees. */
    INDIAN("sarvam", "year-indic", "INR", List.of(new Price(Instant.EPOCH, 41_000_003, 41_000_003, 99_000_001))),
    /** Nobody has a price for it. */
    UNPRICED("nobody", "year-mystery", "XXX", List.of());

    /** From an instant on. */
    record Price(Instant from, long input, long cachedInput, long output) {}

    final String provider;
    final String id;
    final String currency;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which cannot be changed
    private final List<Price> prices;

    Model(String provider, String id, String currency, List<Price> prices) {
        this.provider = provider;
        this.id = id;
        this.currency = currency;
        this.prices = prices;
    }

    boolean isPriced() {
        return !prices.isEmpty();
    }

    boolean isSoldAt(Instant at) {
        return prices.isEmpty() || !at.isBefore(prices.getFirst().from());
    }

    /** The last one that has begun. */
    Price priceAt(Instant at) {
        Price inForce = prices.getFirst();
        for (Price price : prices) {
            inForce = at.isBefore(price.from()) ? inForce : price;
        }
        return inForce;
    }
}
