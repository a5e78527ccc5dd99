package io.tokenledger.pricing.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.Adjustment;
import io.tokenledger.pricing.rating.CostLine;
import io.tokenledger.pricing.rating.Free;
import io.tokenledger.pricing.rating.PicoAmount;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.Terms;
import io.tokenledger.pricing.rating.Unpriced;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A quote as it goes out. An unpriced one has a reason in place of a cost; its cost is null, never zero. */
@Schema(
        name = "Quote",
        oneOf = {QuoteJson.PricedQuote.class, QuoteJson.FreeQuote.class, QuoteJson.UnpricedQuote.class})
sealed interface QuoteJson {
    String NOTHING = "0";

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

            @Schema(description = "exact, alias, snapshot or pattern", examples = "alias") @Nullable
            String modelMatchedBy,

            @Schema(examples = "standard") String serviceTier,
            @Schema(nullable = true) @Nullable String region,
            @Schema(examples = "0") long contextOverTokens,
            @Schema(nullable = true) @Nullable String timeWindow,
            Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validUntil,

            @Schema(description = "of the price book", examples = "7")
            long bookVersion,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Uplift uplift,

            List<Line> lines,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Discount discount)
            implements QuoteJson {}

    /** What the region adds: it is in the unit prices of the token lines. */
    @Schema(name = "QuoteUplift")
    @JsonNaming(SnakeCaseStrategy.class)
    record Uplift(
            long adjustmentId,
            @Schema(examples = "eu") String region,
            @Schema(examples = "1.1") String factor) {
        static @Nullable Uplift of(@Nullable Adjustment uplift) {
            return uplift == null
                    ? null
                    : new Uplift(uplift.adjustmentId(), uplift.region(), millionths(uplift.millionths()));
        }
    }

    /**
     * What the tenant's contract takes off: the sum of the lines less the amount is the cost.
     *
     * @param percent of the list price
     */
    @Schema(name = "QuoteDiscount")
    @JsonNaming(SnakeCaseStrategy.class)
    record Discount(
            long adjustmentId,
            @Schema(examples = "15") String percent,
            @Schema(examples = "0.0165") String amount) {
        static @Nullable Discount of(Terms terms, Meters meters) {
            Adjustment discount = terms.discount();
            return discount == null
                    ? null
                    : new Discount(
                            discount.adjustmentId(),
                            percentOff(discount.millionths()),
                            PicoAmount.decimal(terms.discountPico(meters)));
        }
    }

    private static String millionths(long millionths) {
        return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
    }

    private static String percentOff(long millionths) {
        return BigDecimal.valueOf(1_000_000 - millionths, 4)
                .stripTrailingZeros()
                .toPlainString();
    }

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
            String pricedAs,

            @Schema(
                    description = "of the quantity: stated, remainder (the total less its parts), or assumed",
                    examples = "stated")
            String provenance) {}

    /**
     * A quote of what costs nothing by definition: priced, at zero, by no price list.
     *
     * @param priceId always null
     * @param reason gateway_cache
     */
    @Schema(name = "FreeQuote")
    @JsonNaming(SnakeCaseStrategy.class)
    record FreeQuote(
            @Schema(examples = "priced") String status,
            @Schema(examples = "0") String cost,
            @Schema(examples = "USD") String currency,
            @Schema(nullable = true) @Nullable Long priceId,
            String provider,
            String model,
            @Schema(examples = "gateway_cache") String serviceTier,
            @Schema(examples = "gateway_cache") String reason,
            String detail,

            @Schema(description = "of the price book", examples = "7")
            long bookVersion,

            List<Line> lines)
            implements QuoteJson {}

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

    static QuoteJson of(QuoteRequest quote, PriceBook book) {
        return switch (book.rate(quote.rating())) {
            case Priced priced -> of(priced, quote, book);
            case Free free -> of(free, quote, book);
            case Unpriced unpriced ->
                new UnpricedQuote("unpriced", unpriced.reason().id(), unpriced.detail(), null);
        };
    }

    private static QuoteJson of(Priced priced, QuoteRequest quote, PriceBook book) {
        Price price = priced.price();
        Terms terms = priced.terms();
        Meters meters = quote.rating().meters();
        return new PricedQuote(
                "priced",
                PicoAmount.decimal(priced.costPico()),
                price.currency(),
                price.priceId(),
                orNull(price.tenant()),
                price.provider(),
                price.model(),
                book.modelMatchedBy(price, quote.rating()),
                price.serviceTier(),
                orNull(price.region()),
                price.contextOverTokens(),
                orNull(price.window().text()),
                price.validFrom(),
                price.validUntil(),
                book.version(),
                Uplift.of(terms.uplift()),
                terms.lines(meters).stream().map(line -> line(line, quote)).toList(),
                Discount.of(terms, meters));
    }

    private static QuoteJson of(Free free, QuoteRequest quote, PriceBook book) {
        List<Line> lines = new ArrayList<>();
        Meters used = quote.rating().meters();
        used.forEachUsed((meter, quantity) -> lines.add(new Line(
                meter.id(), quantity, NOTHING, NOTHING, null, quote.usage().provenance(meter))));
        return new FreeQuote(
                "priced",
                NOTHING,
                Free.CURRENCY,
                null,
                quote.rating().provider(),
                quote.rating().model(),
                quote.rating().serviceTier(),
                free.reason(),
                free.detail(),
                book.version(),
                lines);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Line line(CostLine line, QuoteRequest quote) {
        return new Line(
                line.meter().id(),
                line.quantity(),
                PicoAmount.decimal(line.unitPricePico()),
                PicoAmount.decimal(line.costPico()),
                line.pricedAs() == null ? null : line.pricedAs().id(),
                quote.usage().provenance(line.meter()));
    }
}
