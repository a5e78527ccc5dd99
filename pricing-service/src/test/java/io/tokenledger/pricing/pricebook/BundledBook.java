package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelAlias;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.PriceBook;
import java.util.ArrayList;
import java.util.List;

/** The bundled book in memory without a database, for tests of prices and costs. */
public final class BundledBook {
    private BundledBook() {}

    /** The lines of all bundled files. */
    public static List<PriceRow> rows() {
        return BundledPriceBook.files().stream()
                .flatMap(file -> NativePriceCsv.read(BundledPriceBook.content(file)).rows().stream())
                .toList();
    }

    /** A price book of them; the price id is the position of the line. */
    public static PriceBook book() {
        return bookOf(rows());
    }

    /** A price book of the lines, which do not overlap. */
    public static PriceBook bookOf(List<PriceRow> rows) {
        var prices = new ArrayList<Price>();
        var aliases = new ArrayList<ModelAlias>();
        for (PriceRow row : rows) {
            PriceKey key = row.key();
            prices.add(new Price(
                    prices.size() + 1L,
                    key.tenant(),
                    key.provider(),
                    key.model(),
                    key.serviceTier(),
                    key.contextOverTokens(),
                    row.range().from(),
                    row.range().until(),
                    row.currency(),
                    row.rates()));
            row.aliases().forEach(alias -> aliases.add(new ModelAlias(key.provider(), alias, key.model())));
        }
        return new PriceBook(1, prices, aliases);
    }
}
