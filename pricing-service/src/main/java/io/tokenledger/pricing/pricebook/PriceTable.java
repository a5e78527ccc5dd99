package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.problem.PricingError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of prices inside one change: {@code pricing.price} and {@code price_rate}, to which rows are only added,
 * and {@code price_timeline}, which is derived from them in the same transaction and refuses overlaps.
 */
final class PriceTable {
    private final Connection connection;
    private final BookChanges.Change change;
    private final Map<PriceKey, List<PresentPrice>> layers;
    private final Set<PriceKey> touched = new LinkedHashSet<>();

    /** Reads the book as it was before the change. */
    PriceTable(Connection connection, BookChanges.Change change) throws SQLException {
        this.connection = connection;
        this.change = change;
        this.layers = new HashMap<>();
        for (StatedPrices.Stated stated : StatedPrices.at(connection, change.version())) {
            layers.computeIfAbsent(stated.key(), _ -> new ArrayList<>()).add(stated.price());
        }
    }

    /** The keys that have prices. */
    Set<PriceKey> keys() {
        return layers.keySet();
    }

    /** The stretches of the timeline of a key, oldest first. */
    List<PresentPrice> present(PriceKey key) {
        return PriceLayers.flatten(layers.getOrDefault(key, List.of()));
    }

    /** The same as if users had stated nothing. */
    List<PresentPrice> presentBundled(PriceKey key) {
        return PriceLayers.flatten(layers.getOrDefault(key, List.of()).stream()
                .filter(PresentPrice::bundled)
                .toList());
    }

    /** Adds a statement on top of what there is; returns its id. */
    long add(PriceRow row, ImportOrigin origin) throws SQLException {
        long priceId = insertPrice(row);
        insertRates(priceId, row);
        layers.computeIfAbsent(row.key(), _ -> new ArrayList<>())
                .add(new PresentPrice(
                        priceId, row.range(), row.currency(), row.rates(), origin.format(), origin.label()));
        touched.add(row.key());
        return priceId;
    }

    /** Two windows of one list must not share an hour; the database would refuse it with worse words. */
    void refuseOverlappingWindow(PriceRow row) {
        PriceKey wanted = row.key();
        if (wanted.window().isAlways()) {
            return;
        }
        for (PriceKey other : layers.keySet()) {
            if (other.equals(wanted)
                    || !other.sameButForWindow(wanted)
                    || !other.window().overlaps(wanted.window())) {
                continue;
            }
            for (PresentPrice price : present(other)) {
                if (price.range().overlaps(row.range())) {
                    throw PricingError.PRICE_OVERLAPS
                            .because(wanted + " in " + row.range() + " shares hours with price " + price.priceId()
                                    + ", " + other + ": withdraw that one first, or state other hours")
                            .with("price_ids", List.of(price.priceId()));
                }
            }
        }
    }

    private static final String INSERT_WITHDRAWAL =
            "INSERT INTO pricing.price_withdrawal (price_id, change_id) VALUES (?, ?)";

    /** Takes a statement back: what lies below it counts again. */
    void withdraw(PriceKey key, long priceId) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_WITHDRAWAL)) {
            insert.setLong(1, priceId);
            insert.setLong(2, change.changeId());
            insert.executeUpdate();
        }
        layers.getOrDefault(key, List.of()).removeIf(layer -> layer.priceId() == priceId);
        touched.add(key);
    }

    /** The key that a statement is about, and the statement; null: there is none that still stands. */
    Map.@Nullable Entry<PriceKey, PresentPrice> find(long priceId) {
        for (var entry : layers.entrySet()) {
            for (PresentPrice layer : entry.getValue()) {
                if (layer.priceId() == priceId) {
                    return Map.entry(entry.getKey(), layer);
                }
            }
        }
        return null;
    }

    private static final String INSERT_PRICE = """
            INSERT INTO pricing.price (tenant, provider, model, service_tier, region, context_over_tokens, time_window,
                                       valid_during, currency, source, source_date, known_from, change_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, tstzrange(?, ?), ?, ?, ?, ?, ?)
            RETURNING price_id
            """;

    private long insertPrice(PriceRow row) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_PRICE)) {
            bind(insert, row.key());
            bind(insert, 8, row.range());
            insert.setString(10, row.currency());
            insert.setString(11, row.source());
            insert.setObject(12, row.sourceDate());
            insert.setObject(13, change.at().atOffset(ZoneOffset.UTC));
            insert.setLong(14, change.changeId());
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
            for (Map.Entry<Meter, Long> rate : row.rates().own().entrySet()) {
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
            WHERE tenant = ? AND provider = ? AND model = ? AND service_tier = ? AND region = ?
              AND context_over_tokens = ? AND time_window = ?
            """;

    private static final String INSERT_INTO_TIMELINE = """
            INSERT INTO pricing.price_timeline (tenant, provider, model, service_tier, region, context_over_tokens,
                                                time_window, valid_during, price_id, window_zone, week_minutes)
            VALUES (?, ?, ?, ?, ?, ?, ?, tstzrange(?, ?), ?, ?, ?::int4multirange)
            """;

    /** Derives the timeline anew for every key that was touched; the database refuses what overlaps. */
    void rewriteTimeline() throws SQLException {
        try (var delete = connection.prepareStatement(DELETE_FROM_TIMELINE);
                var insert = connection.prepareStatement(INSERT_INTO_TIMELINE)) {
            for (PriceKey key : touched) {
                bind(delete, key);
                delete.addBatch();
                for (PresentPrice stretch : present(key)) {
                    bind(insert, key);
                    bind(insert, 8, stretch.range());
                    insert.setLong(10, stretch.priceId());
                    insert.setString(
                            11,
                            key.window().isAlways() ? "" : key.window().zone().getId());
                    insert.setString(12, multirange(key));
                    insert.addBatch();
                }
            }
            delete.executeBatch();
            insert.executeBatch();
        }
        touched.clear();
    }

    private static String multirange(PriceKey key) {
        return "{"
                + String.join(
                        ",",
                        key.window().minutesOfWeek().stream()
                                .map(stretch -> "[" + stretch.from() + "," + stretch.until() + ")")
                                .toList())
                + "}";
    }

    private static void bind(PreparedStatement statement, PriceKey key) throws SQLException {
        statement.setString(1, key.tenant());
        statement.setString(2, key.provider());
        statement.setString(3, key.model());
        statement.setString(4, key.serviceTier());
        statement.setString(5, key.region());
        statement.setLong(6, key.contextOverTokens());
        statement.setString(7, key.window().text());
    }

    /** Two parameters of {@code tstzrange}, which is half-open by default; null is unbounded. */
    static void bind(PreparedStatement statement, int first, ValidRange range) throws SQLException {
        statement.setObject(first, utc(range.from()), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(first + 1, utc(range.until()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
