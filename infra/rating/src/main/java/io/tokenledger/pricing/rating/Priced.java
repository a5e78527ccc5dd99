package io.tokenledger.pricing.rating;

import java.math.BigInteger;

/**
 * The event has a price.
 *
 * @param terms what applied to the whole request
 * @param costPico the exact cost in 1e-12 of the price's currency, after discounts; 0 only where the price itself says
 *     0, or nothing was used
 */
public record Priced(Terms terms, BigInteger costPico) implements Rated {

    /** The price list that applied. */
    public Price price() {
        return terms.price();
    }
}
