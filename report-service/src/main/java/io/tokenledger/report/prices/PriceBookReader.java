package io.tokenledger.report.prices;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.Adjustment;
import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Rates;
import io.tokenledger.pricing.rating.TimeWindow;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The price book in memory: as new as the transaction that asks, for the price of reading one row. */
@ApplicationScoped
public class PriceBookReader {
    private volatile @Nullable PriceBook read;

    private static final String VERSION = "SELECT version FROM pricing.book_version_published";

    /** The book as this transaction sees it, which sees one state of the database from its first statement on. */
    public PriceBook current(Connection connection) throws SQLException {
        long version = version(connection);
        PriceBook book = read;
        if (book == null || book.version() != version) {
            book = new PriceBook(new PriceBook.Contents(
                    version, prices(connection), names(connection), providers(connection), adjustments(connection)));
            read = book;
        }
        return book;
    }

    private static long version(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(VERSION);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("pricing.book_version_published is empty");
            }
            return row.getLong("version");
        }
    }

    private static final String PRICES = """
            SELECT tenant, provider, model, service_tier, region, context_over_tokens, time_window, valid_from,
                   valid_until, price_id, currency, meters, pico_per_unit
            FROM pricing.price_published
            """;

    private static List<Price> prices(Connection connection) throws SQLException {
        Map<Meter, Meter> parents = MeterParentReader.read(connection);
        List<Price> prices = new ArrayList<>();
        try (var select = connection.prepareStatement(PRICES)) {
            select.setFetchSize(5_000);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                prices.add(new Price(
                        row.getLong("price_id"),
                        row.getString("tenant"),
                        row.getString("provider"),
                        row.getString("model"),
                        row.getString("service_tier"),
                        row.getString("region"),
                        row.getLong("context_over_tokens"),
                        TimeWindow.parse(row.getString("time_window")),
                        instant(row, "valid_from"),
                        instantOrNull(row, "valid_until"),
                        row.getString("currency"),
                        rates(row, parents)));
            }
        }
        return prices;
    }

    private static Rates rates(ResultSet row, Map<Meter, Meter> parents) throws SQLException {
        var meters = (String[]) row.getArray("meters").getArray();
        var picos = (Long[]) row.getArray("pico_per_unit").getArray();
        var rates = new TreeMap<Meter, Long>();
        for (int i = 0; i < meters.length; i++) {
            rates.put(Meter.of(meters[i]), picos[i]);
        }
        return Rates.of(rates, parents);
    }

    private static final String NAMES = "SELECT provider, syntax, name, model, rank FROM pricing.model_name_published";

    private static List<ModelName> names(Connection connection) throws SQLException {
        List<ModelName> names = new ArrayList<>();
        try (var select = connection.prepareStatement(NAMES)) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                names.add(new ModelName(
                        row.getString("provider"),
                        ModelName.Syntax.valueOf(row.getString("syntax").toUpperCase(Locale.ROOT)),
                        row.getString("name"),
                        row.getString("model"),
                        row.getInt("rank")));
            }
        }
        return names;
    }

    private static final String PROVIDERS = """
            SELECT alias, provider FROM pricing.provider_alias_published ORDER BY alias, place, provider
            """;

    private static Map<String, List<String>> providers(Connection connection) throws SQLException {
        Map<String, List<String>> aliases = new HashMap<>();
        try (var select = connection.prepareStatement(PROVIDERS)) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                aliases.computeIfAbsent(row.getString("alias"), _ -> new ArrayList<>())
                        .add(row.getString("provider"));
            }
        }
        return aliases;
    }

    private static final String ADJUSTMENTS = """
            SELECT adjustment_id, kind, tenant, provider, model, service_tier, region, millionths, valid_from, valid_until
            FROM pricing.price_adjustment_published
            """;

    private static List<Adjustment> adjustments(Connection connection) throws SQLException {
        List<Adjustment> adjustments = new ArrayList<>();
        try (var select = connection.prepareStatement(ADJUSTMENTS)) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                adjustments.add(new Adjustment(
                        row.getLong("adjustment_id"),
                        Adjustment.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("tenant"),
                        row.getString("provider"),
                        row.getString("model"),
                        row.getString("service_tier"),
                        row.getString("region"),
                        row.getLong("millionths"),
                        instant(row, "valid_from"),
                        instantOrNull(row, "valid_until")));
            }
        }
        return adjustments;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
