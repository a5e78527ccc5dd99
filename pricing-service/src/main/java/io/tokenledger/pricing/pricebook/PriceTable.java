package io.tokenledger.pricing.pricebook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of prices inside one import: {@code pricing.price} and {@code price_rate}, to which rows are only added,
 * and {@code price_timeline}, which is derived from them in the same transaction.
 */
final class PriceTable {
    private final Connection connection;
    private final long importId;
    private final Instant knownFrom;

    PriceTable(Connection connection, long importId, Instant knownFrom) {
        this.connection = connection;
        this.importId = importId;
        this.knownFrom = knownFrom;
    }

    // Leans on the primary key of price_timeline, a GiST index.
    private static final String SELECT_PRESENT = """
            SELECT t.price_id, lower(t.valid_during) AS valid_from, upper(t.valid_during) AS valid_until, p.currency,
                   i.format = 'bundled' AS bundled,
                   (SELECT array_agg(r.meter ORDER BY r.meter) FROM pricing.price_rate r
                     WHERE r.price_id = t.price_id) AS meters,
                   (SELECT array_agg(r.pico_per_unit ORDER BY r.meter) FROM pricing.price_rate r
                     WHERE r.price_id = t.price_id) AS pico_per_unit
            FROM pricing.price_timeline t
            JOIN pricing.price p ON p.price_id = t.price_id
            JOIN pricing.price_import i ON i.import_id = p.import_id
            WHERE t.tenant = ? AND t.provider = ? AND t.model = ? AND t.service_tier = ? AND t.context_over_tokens = ?
              AND t.valid_during && tstzrange(?, ?)
            ORDER BY lower(t.valid_during)
            """;

    /** The stretches of the timeline that the range touches, oldest first. */
    List<PresentPrice> present(PriceKey key, ValidRange range) throws SQLException {
        try (var select = connection.prepareStatement(SELECT_PRESENT)) {
            bind(select, 1, key);
            bind(select, 6, range);
            var present = new ArrayList<PresentPrice>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    var stretch = new ValidRange(
                            row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                            CurrentPriceBook.instantOrNull(row, "valid_until"));
                    present.add(new PresentPrice(
                            row.getLong("price_id"),
                            stretch,
                            row.getString("currency"),
                            CurrentPriceBook.rates(row),
                            row.getBoolean("bundled")));
                }
            }
            return present;
        }
    }

    /** Adds the line's price for that stretch; what stood there before is cut back to what is left of it. */
    void supersede(PriceRow row, ValidRange range, List<PresentPrice> was) throws SQLException {
        long priceId = insertPrice(row, range);
        insertRates(priceId, row);
        deleteFromTimeline(row.key(), range);
        for (PresentPrice price : was) {
            for (ValidRange left : price.range().minus(range)) {
                insertIntoTimeline(row.key(), left, price.priceId());
            }
        }
        insertIntoTimeline(row.key(), range, priceId);
    }

    private static final String INSERT_PRICE = """
            INSERT INTO pricing.price (tenant, provider, model, service_tier, context_over_tokens, valid_during, currency,
                                       source, source_date, known_from, import_id)
            VALUES (?, ?, ?, ?, ?, tstzrange(?, ?), ?, ?, ?, ?, ?)
            RETURNING price_id
            """;

    private long insertPrice(PriceRow row, ValidRange range) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_PRICE)) {
            bind(insert, 1, row.key());
            bind(insert, 6, range);
            insert.setString(8, row.currency());
            insert.setString(9, row.source());
            insert.setObject(10, row.sourceDate());
            insert.setObject(11, knownFrom.atOffset(ZoneOffset.UTC));
            insert.setLong(12, importId);
            try (ResultSet inserted = insert.executeQuery()) {
                inserted.next();
                return inserted.getLong("price_id");
            }
        }
    }

    private static final String INSERT_RATE =
            "INSERT INTO pricing.price_rate (price_id, meter, pico_per_unit) VALUES (?, ?, ?)";

    private void insertRates(long priceId, PriceRow row) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_RATE)) {
            for (var rate : row.rates().own().entrySet()) {
                insert.setLong(1, priceId);
                insert.setString(2, rate.getKey().id());
                insert.setLong(3, rate.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static final String DELETE_FROM_TIMELINE = """
            DELETE FROM pricing.price_timeline
            WHERE tenant = ? AND provider = ? AND model = ? AND service_tier = ? AND context_over_tokens = ?
              AND valid_during && tstzrange(?, ?)
            """;

    private void deleteFromTimeline(PriceKey key, ValidRange range) throws SQLException {
        try (var delete = connection.prepareStatement(DELETE_FROM_TIMELINE)) {
            bind(delete, 1, key);
            bind(delete, 6, range);
            delete.executeUpdate();
        }
    }

    private static final String INSERT_INTO_TIMELINE = """
            INSERT INTO pricing.price_timeline (tenant, provider, model, service_tier, context_over_tokens, valid_during,
                                                price_id)
            VALUES (?, ?, ?, ?, ?, tstzrange(?, ?), ?)
            """;

    private void insertIntoTimeline(PriceKey key, ValidRange range, long priceId) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_INTO_TIMELINE)) {
            bind(insert, 1, key);
            bind(insert, 6, range);
            insert.setLong(8, priceId);
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int first, PriceKey key) throws SQLException {
        statement.setString(first, key.tenant());
        statement.setString(first + 1, key.provider());
        statement.setString(first + 2, key.model());
        statement.setString(first + 3, key.serviceTier());
        statement.setLong(first + 4, key.contextOverTokens());
    }

    /** Two parameters of {@code tstzrange}, which is half-open by default; null is unbounded. */
    private static void bind(PreparedStatement statement, int first, ValidRange range) throws SQLException {
        statement.setObject(first, utc(range.from()), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(first + 1, utc(range.until()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
