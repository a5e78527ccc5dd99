package io.tokenledger.pricing.pricebook;

import java.util.List;

/**
 * A price file that was read without a fault.
 *
 * @param rounded prices finer than 1e-12 of the currency per unit, which were rounded half-even
 */
public record PriceFile(List<PriceRow> rows, List<RoundedPrice> rounded) {

    /**
     * A price that was rounded to the book's finest unit.
     *
     * @param stored in the unit of the column, as exact decimal text
     */
    public record RoundedPrice(long line, String column, String value, String stored) {}
}
