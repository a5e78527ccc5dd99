package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.PriceBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The price files that come with the product, and the book that they make without a database. Pure. */
public final class BundledPrices {
    /** The day of this release of the book; it goes forward with every change of a file. */
    static final LocalDate RELEASED = LocalDate.parse("2026-11-21");

    private static final List<String> FILES = List.of("openai.csv", "anthropic.csv", "google.csv");

    private BundledPrices() {}

    /** The files by name. */
    public static List<String> files() {
        return FILES;
    }

    /** The file as it was built into the product. */
    public static String content(String file) {
        String path = "/price-book/" + file;
        try (InputStream stream = BundledPrices.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("resource missing from the build: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("resource unreadable: " + path, e);
        }
    }

    /** The lines of all files; none overlaps another. */
    public static List<PriceRow> rows() {
        return read().flatMap(file -> file.rows().stream()).toList();
    }

    /** The other names of models in all files. */
    public static List<ModelName> names() {
        return read().flatMap(file -> file.names().stream()).toList();
    }

    private static Stream<PriceFile> read() {
        return FILES.stream().map(file -> NativePriceCsv.read(content(file)));
    }

    /** The list prices of everybody, as a new installation knows them. */
    public static PriceBook book() {
        return new PriceBook(new PriceBook.Contents(1, prices(rows()), names(), Map.of(), List.of()));
    }

    /** The lines as prices of a book; the price id is the position of the line, from 1. */
    public static List<Price> prices(List<PriceRow> rows) {
        var prices = new ArrayList<Price>(rows.size());
        for (PriceRow row : rows) {
            PriceKey key = row.key();
            prices.add(new Price(
                    prices.size() + 1L,
                    key.tenant(),
                    key.provider(),
                    key.model(),
                    key.serviceTier(),
                    key.region(),
                    key.contextOverTokens(),
                    key.window(),
                    row.range().from(),
                    row.range().until(),
                    row.currency(),
                    row.rates()));
        }
        return prices;
    }
}
