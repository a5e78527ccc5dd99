package io.tokenledger.pricing.pricebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one price list of a file means for the book, over one stretch of time. Pure. */
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

    /** A price that a user imported stands there: the bundled book stays below it. */
    record Kept(PriceRow row, ValidRange range, PresentPrice present) implements PriceChange {}

    /** The word for it in a selection. */
    default String word() {
        return switch (this) {
            case New _ -> "new";
            case Changed _ -> "changed";
            case Unchanged _, Kept _ -> "unchanged";
        };
    }

    /** Whether a statement is to be added to the book. */
    default boolean adds() {
        return switch (this) {
            case New _, Changed _ -> true;
            case Unchanged _, Kept _ -> false;
        };
    }

    /** What the price list means beside the present prices of its key, oldest stretch first. */
    static PriceChange of(PriceRow row, List<PresentPrice> present) {
        List<PresentPrice> was = present.stream()
                .filter(price -> price.range().overlaps(row.range()))
                .toList();
        if (was.isEmpty()) {
            return new New(row, row.range());
        }
        boolean covered = row.range()
                .minusAll(was.stream().map(PresentPrice::range).toList())
                .isEmpty();
        return covered && was.stream().allMatch(price -> price.says(row))
                ? new Unchanged(row, row.range())
                : new Changed(row, row.range(), was);
    }

    /** Where a price of the product's own book stays hidden below what users stated, oldest stretch first. */
    static List<PriceChange> kept(PriceRow row, List<PresentPrice> present) {
        var kept = new ArrayList<PriceChange>();
        for (PresentPrice price : present) {
            if (!price.bundled() && price.range().overlaps(row.range())) {
                kept.add(new Kept(row, price.range().intersection(row.range()), price));
            }
        }
        kept.sort(Comparator.comparing(change -> change.range().from()));
        return kept;
    }
}
