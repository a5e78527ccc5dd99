package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meters;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request is charged by: a price list with what a region adds and a tenant is spared.
 *
 * @param list unit prices before the discount, the region's uplift included
 * @param charged unit prices after the discount; both are whole pico per unit, so that costs add up exactly
 */
public record Terms(
        Price price, @Nullable Adjustment uplift, @Nullable Adjustment discount, Rates list, Rates charged) {

    static Terms plain(Price price) {
        return new Terms(price, null, null, price.rates(), price.rates());
    }

    /** A line per meter used, before the discount. */
    public List<CostLine> lines(Meters meters) {
        return list.lines(meters);
    }

    /** What the discount takes off the sum of the lines; never negative. */
    public BigInteger discountPico(Meters meters) {
        return list.costPico(meters).subtract(charged.costPico(meters));
    }
}
