package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.ModelAlias;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Rates;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
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
            PriceBook fresh = new PriceBook(version, prices(connection), aliases(connection));
            version = version(connection); // an import may have committed between the two reads
            if (fresh.version() == version) {
                book = fresh;
                loaded = fresh;
            }
        }
        return book;
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

    private static final String SELECT_PRICES = """
            SELECT t.tenant, t.provider, t.model, t.service_tier, t.context_over_tokens,
                   lower(t.valid_during) AS valid_from, upper(t.valid_during) AS valid_until, t.price_id, p.currency,
                   array_agg(r.meter) AS meters, array_agg(r.pico_per_unit) AS pico_per_unit
            FROM pricing.price_timeline t
            JOIN pricing.price p ON p.price_id = t.price_id
            JOIN pricing.price_rate r ON r.price_id = t.price_id
            GROUP BY t.tenant, t.provider, t.model, t.service_tier, t.context_over_tokens, t.valid_during, t.price_id,
                     p.currency
            """;

    private static List<Price> prices(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SELECT_PRICES);
                ResultSet row = select.executeQuery()) {
            var prices = new ArrayList<Price>();
            while (row.next()) {
                prices.add(new Price(
                        row.getLong("price_id"),
                        row.getString("tenant"),
                        row.getString("provider"),
                        row.getString("model"),
                        row.getString("service_tier"),
                        row.getLong("context_over_tokens"),
                        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                        instantOrNull(row, "valid_until"),
                        row.getString("currency"),
                        rates(row)));
            }
            return prices;
        }
    }

    private static final String SELECT_ALIASES = "SELECT provider, alias, model FROM pricing.model_alias";

    private static List<ModelAlias> aliases(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SELECT_ALIASES);
                ResultSet row = select.executeQuery()) {
            var aliases = new ArrayList<ModelAlias>();
            while (row.next()) {
                aliases.add(new ModelAlias(row.getString("provider"), row.getString("alias"), row.getString("model")));
            }
            return aliases;
        }
    }

    /** The rates in the arrays {@code meters} and {@code pico_per_unit}, which run in the same order. */
    static Rates rates(ResultSet row) throws SQLException {
        var meters = (String[]) row.getArray("meters").getArray();
        var picos = (Long[]) row.getArray("pico_per_unit").getArray();
        var rates = new EnumMap<Meter, Long>(Meter.class);
        for (int i = 0; i < meters.length; i++) {
            Meter meter = Meter.byId(meters[i]);
            if (meter == null) {
                throw new SQLException("pricing.price_rate has an unknown meter '" + meters[i] + "'");
            }
            rates.put(meter, picos[i]);
        }
        return Rates.of(rates);
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
