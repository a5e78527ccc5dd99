package io.tokenledger.report.outlook;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Span;
import io.tokenledger.report.whatif.BasketLine;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/** Stretches of the time to come within which a line's prices do not change. Pure. */
final class PriceSpans {
    private PriceSpans() {}

    /** Where they begin: first now, then wherever the book says that prices may change. */
    static SortedSet<Instant> starts(PriceBook book, BasketLine line, Span coming) {
        var starts = new TreeSet<Instant>();
        starts.add(coming.from());
        starts.addAll(book.changesWithin(line.request(coming.from(), 0), coming));
        return starts;
    }
}
