package io.tokenledger.report.drift;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.pricing.rating.Terms;
import io.tokenledger.pricing.rating.UnpricedReason;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one token more of a side costs: a plain input token, or a plain output token, at the base price of its model and
 * tier, after the tenant's discount. Long contexts may cost more. Pure.
 */
record DriftPrices(PriceBook book) {
    static final String CURRENCY = "USD";
    private static final String OTHER_CURRENCY = "other_currency";
    private static final Meters NOTHING = Meters.builder().build();

    /**
     * A price, or why there is none.
     *
     * @param pico 1e-12 USD per token; null: there is none
     * @param reason id of an {@link UnpricedReason}, or other_currency; null: there is a price
     */
    record OneToken(@Nullable Long pico, @Nullable String reason) {}

    /** The request says whose, which model, tier, region and when; its meters do not matter. */
    OneToken of(RatingRequest request, boolean input) {
        Terms terms = book.termsFor(request);
        if (terms == null) {
            return new OneToken(null, book.whyNoPrice(request).reason().id());
        }
        if (!terms.price().currency().equals(CURRENCY)) {
            return new OneToken(null, OTHER_CURRENCY);
        }
        OptionalLong pico = terms.charged().picoPerUnit(input ? Meter.INPUT : Meter.OUTPUT);
        return pico.isEmpty()
                ? new OneToken(null, UnpricedReason.METER_UNPRICED.id())
                : new OneToken(pico.getAsLong(), null);
    }

    static Meters nothing() {
        return NOTHING;
    }
}
