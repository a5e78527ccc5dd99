package io.tokenledger.report.reconciliation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why bill and books differ, in the order in which a variance is taken apart. */
enum Part {
    /** Lines that nobody has said what they are, with all of their money. */
    UNMAPPED,
    /** What the vendor gives back, and what the books hold of contracts. */
    CREDITS,
    /** Usage that the books hold too, accounted late: in a later period than the one in which it occurred. */
    LATE,
    /** The vendor says money and no quantity: usage and price cannot be told apart. */
    AMOUNT_ONLY,
    /** Tokens that were booked as another class of caching than they were billed as. */
    CACHE_CLASS,
    /** Tokens that were booked as another service tier than they were billed as. */
    TIER,
    /** Billed and not booked. */
    MISSING_USAGE,
    /** Booked and not billed. */
    EXTRA_USAGE,
    /** The same quantity at another unit price; also corrections of prices in the books, and usage that is unpriced there. */
    PRICE,
    /** No more than what the places that the bill is written with leave open. */
    ROUNDING,
    /** The vendor says a quantity and no money, or money for a quantity of none. */
    UNEXPLAINED;

    /** As in answers and files. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Part> named(String text) {
        return Arrays.stream(values())
                .filter(part -> part.wireName().equals(text))
                .findFirst();
    }
}
