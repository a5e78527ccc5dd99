package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.Rates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price as the book lists it.
 *
 * @param range of a price in force the stretch that it applies in; of a version in the history the range that it stated
 * @param knownFrom since when the book has it
 * @param knownUntil when it was withdrawn; null: it stands
 */
record PriceEntry(
        long priceId,
        PriceKey key,
        List<String> aliases,
        ValidRange range,
        Instant knownFrom,
        @Nullable Instant knownUntil,
        String currency,
        Rates rates,
        String source,
        LocalDate sourceDate,
        StatedBy statedBy) {

    /** The change that brought it: what it was, who answers for it, and why. */
    record StatedBy(String kind, String author, String reason) {}
}
