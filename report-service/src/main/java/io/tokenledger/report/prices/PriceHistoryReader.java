package io.tokenledger.report.prices;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.Adjustment;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.Rates;
import io.tokenledger.pricing.rating.TimeWindow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads price lists that entries name, superseded and withdrawn ones too, within one transaction. */
public final class PriceHistoryReader {
    private final Connection connection;
    private final Map<Meter, Meter> parents;
    private final Map<Long, Optional<Price>> known = new HashMap<>();

    public PriceHistoryReader(Connection connection) throws SQLException {
        this.connection = connection;
        this.parents = MeterParentReader.read(connection);
    }

    private static final String PRICE = """
            SELECT price_id, tenant, provider, model, service_tier, region, context_over_tokens, time_window, currency,
                   meters, pico_per_unit
            FROM pricing.price_rate_published
            WHERE price_id = ? AND meters IS NOT NULL
            """; // price_pkey, price_rate_pkey

    /**
     * The price list of that id; null: nobody knows it. When it was valid is left out: an entry that names it was rated by it.
     */
    public @Nullable Price price(long priceId) throws SQLException {
        Optional<Price> price = known.get(priceId);
        if (price == null) {
            price = Optional.ofNullable(read(priceId));
            known.put(priceId, price);
        }
        return price.orElse(null);
    }

    private @Nullable Price read(long priceId) throws SQLException {
        try (var select = connection.prepareStatement(PRICE)) {
            select.setLong(1, priceId);
            ResultSet row = select.executeQuery();
            return row.next() ? price(row) : null;
        }
    }

    private Price price(ResultSet row) throws SQLException {
        var meters = (String[]) row.getArray("meters").getArray();
        var picos = (Long[]) row.getArray("pico_per_unit").getArray();
        var rates = new TreeMap<Meter, Long>();
        for (int i = 0; i < meters.length; i++) {
            rates.put(Meter.of(meters[i]), picos[i]);
        }
        return new Price(
                row.getLong("price_id"),
                row.getString("tenant"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                row.getString("region"),
                row.getLong("context_over_tokens"),
                TimeWindow.parse(row.getString("time_window")),
                Instant.EPOCH,
                null,
                row.getString("currency"),
                Rates.of(rates, parents));
    }

    private static final String ADJUSTMENTS = """
            SELECT adjustment_id, kind, tenant, provider, model, service_tier, region, millionths, valid_from, valid_until,
                   from_version, until_version
            FROM pricing.price_adjustment_ever_published
            WHERE tenant IN ('', ?)
            """;

    /** The uplifts and discounts that usage of that tenant was ever rated with. */
    public PriceHistory history(String tenant) throws SQLException {
        List<PriceHistory.Believed> adjustments = new ArrayList<>();
        try (var select = connection.prepareStatement(ADJUSTMENTS)) {
            select.setString(1, tenant);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                var adjustment = new Adjustment(
                        row.getLong("adjustment_id"),
                        Adjustment.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("tenant"),
                        row.getString("provider"),
                        row.getString("model"),
                        row.getString("service_tier"),
                        row.getString("region"),
                        row.getLong("millionths"),
                        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                        instantOrNull(row, "valid_until"));
                adjustments.add(new PriceHistory.Believed(
                        adjustment, row.getLong("from_version"), row.getObject("until_version", Long.class)));
            }
        }
        return new PriceHistory(tenant, adjustments);
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
