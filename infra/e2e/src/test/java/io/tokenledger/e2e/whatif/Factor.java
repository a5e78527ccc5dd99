package io.tokenledger.e2e.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a region adds to list prices of tokens, or what a tenant is spared of list prices, in force at all times.
 *
 * @param tenant of a discount; empty for an uplift
 * @param region of an uplift; empty for a discount
 * @param modelsBeginWith which models it is for
 */
record Factor(String tenant, String region, String provider, String modelsBeginWith, BigDecimal factor) {
    boolean isFor(PriceRow row, String buyer, String servedIn) {
        return row.provider().equals(provider)
                && row.model().startsWith(modelsBeginWith)
                && (region.isEmpty()
                        ? tenant.equals(buyer)
                        : region.equals(servedIn) && row.region().isEmpty());
    }

    /** A unit price stays whole pico. */
    BigDecimal on(String meter, BigDecimal pico) {
        boolean applies = region.isEmpty() || Use.INPUT.contains(meter) || Use.OUTPUT.contains(meter);
        return applies ? pico.multiply(factor).setScale(0, RoundingMode.HALF_EVEN) : pico;
    }
}
