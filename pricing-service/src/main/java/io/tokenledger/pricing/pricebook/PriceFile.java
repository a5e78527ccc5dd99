package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelName;
import java.util.List;

/**
 * A price file that was read without a fault.
 *
 * @param names other names of the models
 * @param uplifts what a region adds to the price lists
 * @param fallbacks providers who sell the models of others at their prices
 * @param rounded prices finer than 1e-12 of the currency per unit, which were rounded half-even
 * @param notUnderstood what the file says beyond all this: nothing is left out without a word
 */
public record PriceFile(
        List<PriceRow> rows,
        List<ModelName> names,
        List<UpliftRow> uplifts,
        List<ProviderFallback> fallbacks,
        List<RoundedPrice> rounded,
        List<NotUnderstood> notUnderstood) {

    /** A file that says nothing of resellers. */
    public PriceFile(
            List<PriceRow> rows,
            List<ModelName> names,
            List<UpliftRow> uplifts,
            List<RoundedPrice> rounded,
            List<NotUnderstood> notUnderstood) {
        this(rows, names, uplifts, List.of(), rounded, notUnderstood);
    }

    /**
     * A provider whose price lists apply to another one's usage, where that one has none for a model.
     *
     * @param place the first of several is asked first
     */
    public record ProviderFallback(String provider, String fallback, int place) {}

    /**
     * A multiplier of the token prices of a model in a region.
     *
     * @param millionths 1 100 000 adds a tenth
     */
    public record UpliftRow(String provider, String model, String region, long millionths, ValidRange range) {}

    /**
     * A price that was rounded to the book's finest unit.
     *
     * @param line 0 where the format has no lines
     * @param column the column, or where in the file it stands
     * @param stored in the unit of the column, as exact decimal text
     */
    public record RoundedPrice(long line, String column, String value, String stored) {}

    /**
     * A key of the file that has no meaning for the book.
     *
     * @param key as the file writes it
     * @param count how often
     * @param example where, once
     * @param why what it is, and why the book has no place for it
     */
    public record NotUnderstood(String key, int count, String example, String why) {}
}
