package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of prices.
 *
 * @param nextCursor asks for the next page; null: this is the last
 */
@Schema(name = "Prices")
@JsonNaming(SnakeCaseStrategy.class)
record PricesJson(
        List<Entry> prices,
        @Schema(nullable = true) @Nullable String nextCursor) {

    /**
     * One price list.
     *
     * @param tenant whose contract it is; null: the list, for everybody
     * @param contextOverTokens for requests with more input tokens than this
     * @param validUntil null: until further notice
     * @param knownFrom since when the book has it
     */
    @Schema(name = "Price")
    @JsonNaming(SnakeCaseStrategy.class)
    record Entry(
            long priceId,
            @Schema(nullable = true) @Nullable String tenant,
            @Schema(examples = "openai") String provider,
            @Schema(examples = "o4-mini") String model,
            List<String> aliases,
            @Schema(examples = "standard") String serviceTier,
            long contextOverTokens,
            Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validUntil,
            Instant knownFrom,
            @Schema(examples = "USD") String currency,
            List<RateJson> rates,
            String source,
            LocalDate sourceDate) {

        static Entry of(PriceEntry entry) {
            PriceKey key = entry.key();
            return new Entry(
                    entry.priceId(),
                    key.tenant().isEmpty() ? null : key.tenant(),
                    key.provider(),
                    key.model(),
                    entry.aliases(),
                    key.serviceTier(),
                    key.contextOverTokens(),
                    entry.range().from(),
                    entry.range().until(),
                    entry.knownFrom(),
                    entry.currency(),
                    RateJson.of(entry.rates()),
                    entry.source(),
                    entry.sourceDate());
        }
    }

    /** @param entries one more than the limit where there is a next page */
    static PricesJson page(List<PriceEntry> entries, int limit) {
        List<PriceEntry> shown = entries.subList(0, Math.min(limit, entries.size()));
        String next =
                entries.size() > limit ? PriceCursor.after(shown.getLast()).text() : null;
        return new PricesJson(shown.stream().map(Entry::of).toList(), next);
    }
}
