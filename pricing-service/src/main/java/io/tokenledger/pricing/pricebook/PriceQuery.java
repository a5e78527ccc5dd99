package io.tokenledger.pricing.pricebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which prices are asked for; null does not restrict.
 *
 * @param model the model's id or an alias of it
 * @param tenant whose contracts are shown beside the list prices; null: list prices only
 * @param at the event time that the prices are valid at; null: any, with all versions
 * @param knownAt what was believed at that time
 * @param after the last row of the page before
 */
record PriceQuery(
        @Nullable String provider,
        @Nullable String model,
        @Nullable String serviceTier,
        @Nullable String tenant,
        @Nullable Instant at,
        Instant knownAt,
        @Nullable PriceCursor after,
        int limit) {}
