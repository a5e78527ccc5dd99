package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.Rates;

/**
 * A stretch of the timeline as it is believed in now.
 *
 * @param range the stretch, which may be less than what the price was once stated for
 * @param bundled it came with the product, not from a user
 */
public record PresentPrice(long priceId, ValidRange range, String currency, Rates rates, boolean bundled) {

    boolean says(PriceRow row) {
        return currency.equals(row.currency()) && rates.own().equals(row.rates().own());
    }
}
