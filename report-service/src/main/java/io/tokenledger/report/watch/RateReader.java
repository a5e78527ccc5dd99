package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.array;

import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.fx.FxRate;
import io.tokenledger.report.fx.FxRates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The exchange rates by which states are converted, in memory until others are published. */
final class RateReader {
    /** What is accepted began in 2020; a rate counts for a week. */
    private static final LocalDate FIRST = LocalDate.parse("2019-12-01");

    private final Map<String, FxRates> rates = new HashMap<>();

    private static final String RATES = """
            SELECT valid_from, valid_until, per_euro
            FROM pricing.fx_rate_published
            WHERE currency = ? AND valid_until > ?
            """;

    /** Converts into that currency what is in any of these. */
    Exchange exchange(Connection connection, String to, Collection<String> from) throws SQLException {
        Exchange exchange = new Exchange(to);
        exchange.learn(to, rates(connection, to));
        for (String currency : from) {
            exchange.learn(currency, rates(connection, currency));
        }
        return exchange;
    }

    /** Converts what a usage holds. */
    Exchange exchange(Connection connection, String to, PeriodUsage usage) throws SQLException {
        Set<String> from = new TreeSet<>();
        usage.cells().keySet().forEach(cell -> from.add(cell.currency()));
        return exchange(connection, to, from);
    }

    private FxRates rates(Connection connection, String currency) throws SQLException {
        FxRates known = rates.get(currency);
        if (known == null) {
            known = read(connection, currency);
            rates.put(currency, known);
        }
        return known;
    }

    private static FxRates read(Connection connection, String currency) throws SQLException {
        List<FxRate> read = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RATES)) {
            statement.setString(1, currency);
            statement.setObject(2, FIRST);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                read.add(new FxRate(
                        found.getObject("valid_from", LocalDate.class),
                        found.getObject("valid_until", LocalDate.class),
                        found.getBigDecimal("per_euro")));
            }
        }
        return new FxRates(read);
    }

    /** Forgets them: others were published. */
    void forget() {
        rates.clear();
    }

    private static final String NOTE =
            "INSERT INTO reporting.watch_currency (currency) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING";

    /** These are converted, from or to. */
    static void note(Connection connection, Set<String> currencies) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
            array(statement, 1, "text", new TreeSet<>(currencies), currency -> currency);
            statement.executeUpdate();
        }
    }

    private static final String HASH = """
            SELECT coalesce(md5(string_agg(concat_ws(' ', r.currency, r.valid_from, r.valid_until, r.per_euro), ','
                       ORDER BY r.currency, r.valid_from)), '') AS hash
            FROM reporting.watch_currency w
            JOIN pricing.fx_rate_published r ON r.currency = w.currency AND r.valid_until > ?
            """;

    /** Tells the rates of what is converted from others; '' where nothing is. */
    static String hash(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HASH)) {
            statement.setObject(1, FIRST);
            ResultSet found = statement.executeQuery();
            return found.next() ? found.getString("hash") : "";
        }
    }
}
