package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meter;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The part of a cost that one meter stands for.
 *
 * @param unitPricePico 1e-12 of the currency per unit
 * @param costPico quantity × unit price, exact
 * @param pricedAs the meter whose rate applied, where the meter has none of its own in the price list; else null
 */
public record CostLine(
        Meter meter,
        long quantity,
        long unitPricePico,
        BigInteger costPico,
        @Nullable Meter pricedAs) {}
