package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.Rates;

/**
 * A stretch of the timeline as it is believed in.
 *
 * @param range the stretch, which may be less than what the price was once stated for
 * @param origin the kind of change that brought it: bundled, native, litellm, api …
 * @param label of that change
 */
public record PresentPrice(long priceId, ValidRange range, String currency, Rates rates, String origin, String label) {

    /** It came with the product, not from a user. */
    boolean bundled() {
        return origin.equals(ImportOrigin.BUNDLED);
    }

    boolean says(PriceRow row) {
        return currency.equals(row.currency()) && rates.own().equals(row.rates().own());
    }

    PresentPrice over(ValidRange stretch) {
        return new PresentPrice(priceId, stretch, currency, rates, origin, label);
    }
}
