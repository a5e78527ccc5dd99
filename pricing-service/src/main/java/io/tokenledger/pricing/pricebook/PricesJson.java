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
     * @param region where the usage is served, or the deployment; null: anywhere
     * @param timeWindow the hours of the week that it is for; null: any
     * @param knownFrom since when the book has it
     * @param knownUntil when it was withdrawn; null: it stands
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
            @Schema(nullable = true) @Nullable String region,
            long contextOverTokens,

            @Schema(nullable = true, examples = "mon-fri 08:00-20:00 Europe/Berlin") @Nullable
            String timeWindow,

            Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validUntil,
            Instant knownFrom,
            @Schema(nullable = true) @Nullable Instant knownUntil,
            @Schema(examples = "USD") String currency,
            List<RateJson> rates,
            String source,
            LocalDate sourceDate,

            @Schema(description = "what brought it", examples = "bundled")
            String statedBy,

            String author,
            String reason) {

        static Entry of(PriceEntry entry) {
            PriceKey key = entry.key();
            return new Entry(
                    entry.priceId(),
                    orNull(key.tenant()),
                    key.provider(),
                    key.model(),
                    entry.aliases(),
                    key.serviceTier(),
                    orNull(key.region()),
                    key.contextOverTokens(),
                    orNull(key.window().text()),
                    entry.range().from(),
                    entry.range().until(),
                    entry.knownFrom(),
                    entry.knownUntil(),
                    entry.currency(),
                    RateJson.of(entry.rates()),
                    entry.source(),
                    entry.sourceDate(),
                    entry.statedBy().kind(),
                    entry.statedBy().author(),
                    entry.statedBy().reason());
        }
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** @param entries one more than the limit where there is a next page */
    static PricesJson page(List<PriceEntry> entries, int limit) {
        List<PriceEntry> shown = entries.subList(0, Math.min(limit, entries.size()));
        String next =
                entries.size() > limit ? PriceCursor.after(shown.getLast()).text() : null;
        return new PricesJson(shown.stream().map(Entry::of).toList(), next);
    }
}
