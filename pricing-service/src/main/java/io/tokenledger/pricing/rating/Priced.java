package io.tokenledger.pricing.rating;

import java.math.BigInteger;

/**
 * The event has a price.
 *
 * @param price the price list that applied to the whole request
 * @param costPico the exact cost in 1e-12 of the price's currency; 0 only where the price list itself says 0, or
 *     nothing was used
 */
public record Priced(Price price, BigInteger costPico) implements Rated {}
