package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.PriceBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The price book in memory: as new as the database, for the price of reading one row. */
@ApplicationScoped
public class CurrentPriceBook {
    private volatile @Nullable PriceBook loaded;

    /**
     * The book as this connection sees it; it is reloaded, through the same connection, only if its version changed.
     * Not for a transaction that has changed the book itself: what it sees may still be rolled back.
     */
    public PriceBook asOf(Connection connection) throws SQLException {
        PriceBook book = loaded;
        long version = version(connection);
        while (book == null || book.version() != version) {
            PriceBook fresh = atVersion(connection, version);
            version = version(connection); // a change may have committed between the two reads
            if (fresh.version() == version) {
                book = fresh;
                loaded = fresh;
            }
        }
        return book;
    }

    /** The book as it was believed in at an earlier version: nothing that was learnt later counts. */
    public PriceBook atVersion(Connection connection, long version) throws SQLException {
        var layers = new HashMap<PriceKey, List<PresentPrice>>();
        for (StatedPrices.Stated stated : StatedPrices.at(connection, version)) {
            layers.computeIfAbsent(stated.key(), _ -> new ArrayList<>()).add(stated.price());
        }
        var prices = new ArrayList<Price>();
        layers.forEach(
                (key, stated) -> PriceLayers.flatten(stated).forEach(stretch -> prices.add(price(key, stretch))));
        return new PriceBook(new PriceBook.Contents(
                version,
                prices,
                NameTable.at(connection, version).names(),
                ProviderTable.at(connection, version),
                AdjustmentTable.at(connection, version)));
    }

    private static final String SELECT_VERSION_AT =
            "SELECT coalesce(max(version), 0) AS version FROM pricing.book_change WHERE changed_at <= ?";

    /** The book as it was believed in at that time. */
    public PriceBook knownAt(Connection connection, Instant time) throws SQLException {
        return atVersion(connection, versionAt(connection, time));
    }

    /** The version that the book had at that time; 0: it was empty. */
    long versionAt(Connection connection, Instant time) throws SQLException {
        try (var select = connection.prepareStatement(SELECT_VERSION_AT)) {
            select.setObject(1, time.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong("version");
            }
        }
    }

    static Price price(PriceKey key, PresentPrice stretch) {
        return new Price(
                stretch.priceId(),
                key.tenant(),
                key.provider(),
                key.model(),
                key.serviceTier(),
                key.region(),
                key.contextOverTokens(),
                key.window(),
                stretch.range().from(),
                stretch.range().until(),
                stretch.currency(),
                stretch.rates());
    }

    private static final String SELECT_VERSION = "SELECT version FROM pricing.book_version WHERE book = 'prices'";

    private static long version(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SELECT_VERSION);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("pricing.book_version has no row 'prices'");
            }
            return row.getLong("version");
        }
    }
}
