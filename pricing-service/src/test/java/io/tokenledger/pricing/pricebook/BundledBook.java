package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.PriceBook;
import java.util.List;
import java.util.Map;

/** The bundled book in memory without a database, for tests of prices and costs. */
public final class BundledBook {
    private BundledBook() {}

    /** The lines of all bundled files. */
    public static List<PriceRow> rows() {
        return BundledPrices.rows();
    }

    /** The other names of models in all bundled files. */
    public static List<ModelName> names() {
        return BundledPrices.names();
    }

    /** A price book of them; the price id is the position of the line. */
    public static PriceBook book() {
        return BundledPrices.book();
    }

    /** A price book of the lines, which do not overlap. */
    public static PriceBook bookOf(List<PriceRow> rows, List<ModelName> names) {
        return new PriceBook(new PriceBook.Contents(1, BundledPrices.prices(rows), names, Map.of(), List.of()));
    }
}
