package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.Rates;
import io.tokenledger.pricing.rating.TimeWindow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The statements about prices that stood at a version of the book: made by then, and not withdrawn by then. */
final class StatedPrices {
    private StatedPrices() {}

    /** A statement, over the whole range that it was made for. */
    record Stated(PriceKey key, PresentPrice price) {}

    private static final String SELECT_STATED = """
            SELECT p.price_id, p.tenant, p.provider, p.model, p.service_tier, p.region, p.context_over_tokens,
                   p.time_window, lower(p.valid_during) AS valid_from, upper(p.valid_during) AS valid_until, p.currency,
                   c.kind, c.label, r.meters, r.pico_per_unit
            FROM pricing.price p
            JOIN pricing.book_change c ON c.change_id = p.change_id
            JOIN (SELECT price_id, array_agg(meter) AS meters, array_agg(pico_per_unit) AS pico_per_unit
                  FROM pricing.price_rate GROUP BY price_id) r ON r.price_id = p.price_id
            WHERE c.version <= ?
              AND NOT EXISTS (SELECT FROM pricing.price_withdrawal w
                              JOIN pricing.book_change taken_back ON taken_back.change_id = w.change_id
                              WHERE w.price_id = p.price_id AND taken_back.version <= ?)
            """;

    static List<Stated> at(Connection connection, long version) throws SQLException {
        Map<Meter, Meter> parents = MeterTable.parents(connection, version);
        try (var select = connection.prepareStatement(SELECT_STATED)) {
            select.setLong(1, version);
            select.setLong(2, version);
            select.setFetchSize(5_000);
            try (ResultSet row = select.executeQuery()) {
                var stated = new ArrayList<Stated>();
                while (row.next()) {
                    stated.add(stated(row, parents));
                }
                return stated;
            }
        }
    }

    private static Stated stated(ResultSet row, Map<Meter, Meter> parents) throws SQLException {
        var range = new ValidRange(
                row.getObject("valid_from", OffsetDateTime.class).toInstant(), instantOrNull(row, "valid_until"));
        return new Stated(
                key(row),
                new PresentPrice(
                        row.getLong("price_id"),
                        range,
                        row.getString("currency"),
                        rates(row, parents),
                        row.getString("kind"),
                        row.getString("label")));
    }

    /** The columns of a price key. */
    static PriceKey key(ResultSet row) throws SQLException {
        return new PriceKey(
                row.getString("tenant"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                row.getString("region"),
                row.getLong("context_over_tokens"),
                TimeWindow.parse(row.getString("time_window")));
    }

    /** The rates in the arrays {@code meters} and {@code pico_per_unit}, which run in the same order. */
    static Rates rates(ResultSet row, Map<Meter, Meter> parents) throws SQLException {
        var meters = (String[]) row.getArray("meters").getArray();
        var picos = (Long[]) row.getArray("pico_per_unit").getArray();
        var rates = new TreeMap<Meter, Long>();
        for (int i = 0; i < meters.length; i++) {
            rates.put(Meter.of(meters[i]), picos[i]);
        }
        return Rates.of(rates, parents);
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
