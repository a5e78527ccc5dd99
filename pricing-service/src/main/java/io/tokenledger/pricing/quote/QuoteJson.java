package io.tokenledger.pricing.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.CostLine;
import io.tokenledger.pricing.rating.PicoAmount;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.Rated;
import io.tokenledger.pricing.rating.Unpriced;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A quote as it goes out. An unpriced one has a reason in place of a cost; its cost is null, never zero. */
@Schema(
        name = "Quote",
        oneOf = {QuoteJson.PricedQuote.class, QuoteJson.UnpricedQuote.class})
sealed interface QuoteJson {

    /**
     * A quote with its cost.
     *
     * @param cost exact, unrounded, in the currency
     * @param tenant whose contract priced it; null: the list
     * @param model the model whose price applied; the one asked for may be an alias of it
     * @param contextOverTokens the price is for requests with more input tokens than this
     * @param validUntil null: until further notice
     */
    @Schema(name = "PricedQuote")
    @JsonNaming(SnakeCaseStrategy.class)
    record PricedQuote(
            @Schema(examples = "priced") String status,
            @Schema(examples = "0.11") String cost,
            @Schema(examples = "USD") String currency,
            long priceId,
            @Schema(nullable = true) @Nullable String tenant,
            @Schema(examples = "openai") String provider,
            @Schema(examples = "o4-mini") String model,
            @Schema(examples = "standard") String serviceTier,
            @Schema(examples = "0") long contextOverTokens,
            Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validUntil,
            List<Line> lines)
            implements QuoteJson {}

    /**
     * The cost of one meter.
     *
     * @param unitPrice of one unit, in the currency
     * @param pricedAs the meter whose price applied, where the price list has none for this one; else absent
     */
    @Schema(name = "QuoteLine")
    @JsonNaming(SnakeCaseStrategy.class)
    record Line(
            @Schema(examples = "input") String meter,
            @Schema(examples = "100000") long quantity,
            @Schema(examples = "0.0000011") String unitPrice,
            @Schema(examples = "0.11") String cost,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String pricedAs) {}

    /**
     * A quote without a price.
     *
     * @param reason model_unknown, tier_unknown, no_price_at_time, meter_unpriced
     * @param cost always null
     */
    @Schema(name = "UnpricedQuote")
    @JsonNaming(SnakeCaseStrategy.class)
    record UnpricedQuote(
            @Schema(examples = "unpriced") String status,
            @Schema(examples = "model_unknown") String reason,
            String detail,
            @Schema(nullable = true) @Nullable String cost)
            implements QuoteJson {}

    static QuoteJson of(Rated rated, Meters meters) {
        return switch (rated) {
            case Priced priced -> of(priced, meters);
            case Unpriced unpriced ->
                new UnpricedQuote("unpriced", unpriced.reason().id(), unpriced.detail(), null);
        };
    }

    private static QuoteJson of(Priced priced, Meters meters) {
        Price price = priced.price();
        return new PricedQuote(
                "priced",
                PicoAmount.decimal(priced.costPico()),
                price.currency(),
                price.priceId(),
                price.tenant().isEmpty() ? null : price.tenant(),
                price.provider(),
                price.model(),
                price.serviceTier(),
                price.contextOverTokens(),
                price.validFrom(),
                price.validUntil(),
                price.lines(meters).stream().map(QuoteJson::line).toList());
    }

    private static Line line(CostLine line) {
        return new Line(
                line.meter().id(),
                line.quantity(),
                PicoAmount.decimal(line.unitPricePico()),
                PicoAmount.decimal(line.costPico()),
                line.pricedAs() == null ? null : line.pricedAs().id());
    }
}
