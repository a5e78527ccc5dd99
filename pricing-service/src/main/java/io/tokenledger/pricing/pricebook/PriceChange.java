package io.tokenledger.pricing.pricebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one line of a price file means for the book, over one stretch of time. Pure. */
sealed interface PriceChange {
    PriceRow row();

    /** The stretch of time that this is about. */
    ValidRange range();

    /** There was no price there. */
    record New(PriceRow row, ValidRange range) implements PriceChange {}

    /** There was another price in a part of it, or in all; the newer knowledge covers it. */
    record Changed(PriceRow row, ValidRange range, List<PresentPrice> was) implements PriceChange {}

    /** The book says the same already, all over the range. */
    record Unchanged(PriceRow row, ValidRange range) implements PriceChange {}

    /** A price that a user imported stands there: the bundled book gives way. */
    record Kept(PriceRow row, ValidRange range, PresentPrice present) implements PriceChange {}

    /**
     * What the line means beside the present prices of its key, oldest stretch first.
     *
     * @param yieldToUsers the line is of the bundled book and gives way to prices that users imported
     */
    static List<PriceChange> of(PriceRow row, List<PresentPrice> present, boolean yieldToUsers) {
        var changes = new ArrayList<PriceChange>();
        var keptRanges = new ArrayList<ValidRange>();
        for (PresentPrice price : present) {
            if (yieldToUsers && !price.bundled() && price.range().overlaps(row.range())) {
                keptRanges.add(price.range());
                changes.add(new Kept(row, price.range().intersection(row.range()), price));
            }
        }
        for (ValidRange range : row.range().minusAll(keptRanges)) {
            changes.add(over(row, range, present));
        }
        changes.sort(Comparator.comparing(change -> change.range().from()));
        return changes;
    }

    private static PriceChange over(PriceRow row, ValidRange range, List<PresentPrice> present) {
        List<PresentPrice> was =
                present.stream().filter(price -> price.range().overlaps(range)).toList();
        if (was.isEmpty()) {
            return new New(row, range);
        }
        boolean covered =
                range.minusAll(was.stream().map(PresentPrice::range).toList()).isEmpty();
        return covered && was.stream().allMatch(price -> price.says(row))
                ? new Unchanged(row, range)
                : new Changed(row, range, was);
    }
}
