package io.tokenledger.bench;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What repriced books must say, worked out beside the services: quantities by SQL, prices by hand. */
final class RepricedBooks {
    private static final String HEADER =
            "provider,model,service_tier,valid_from,currency,input,cached_input,output,web_search,source,source_date\n";

    /** In dollars for a million tokens and for a thousand searches, as the constants below for one. */
    private static final String PRICE = ",2020-01-01,USD,1.2,0.3,5,11,benchmark,2025-04-16\n";

    private static final BigDecimal INPUT = new BigDecimal("0.0000012");
    private static final BigDecimal CACHED_INPUT = new BigDecimal("0.0000003");
    private static final BigDecimal OUTPUT = new BigDecimal("0.000005");
    private static final BigDecimal WEB_SEARCH = new BigDecimal("0.011");

    private RepricedBooks() {}

    private static final String LISTS =
            "SELECT DISTINCT provider, model, service_tier FROM ledger.usage_dimension ORDER BY 1, 2, 3";

    /** A file of new prices for everything that was used, the same for all. */
    static String priceFile(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LISTS)) {
            var file = new StringBuilder(HEADER);
            while (row.next()) {
                file.append(row.getString("provider"))
                        .append(',')
                        .append(row.getString("model"))
                        .append(',')
                        .append(row.getString("service_tier"))
                        .append(PRICE);
            }
            return file.toString();
        }
    }

    // Every kind of token but the cached costs what input or output costs.
    private static final String QUANTITIES = """
            SELECT sum(plain_input_tokens + cache_write_tokens + cache_write_1h_tokens + audio_input_tokens
                       + image_input_tokens + more_input_tokens) AS input,
                   sum(cached_input_tokens) AS cached_input,
                   sum(plain_output_tokens + reasoning_tokens + audio_output_tokens + more_output_tokens) AS output,
                   sum(web_searches) AS web_searches, sum(cost_pico) AS cost_pico,
                   count(*) FILTER (WHERE entry_no = 0) AS events,
                   count(*) FILTER (WHERE entry_kind = 'correction') AS corrections
            FROM ledger.usage_entry""";

    private static final String ROLLED_UP = "SELECT sum(cost_pico) FROM ledger.usage_by_quarter_hour";

    /** Checks the sums; returns what was compared, for a person. */
    static String check(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            BigDecimal rolledUp = number(statement, ROLLED_UP).movePointLeft(12);
            try (ResultSet row = statement.executeQuery(QUANTITIES)) {
                row.next();
                BigDecimal expected = row.getBigDecimal("input")
                        .multiply(INPUT)
                        .add(row.getBigDecimal("cached_input").multiply(CACHED_INPUT))
                        .add(row.getBigDecimal("output").multiply(OUTPUT))
                        .add(row.getBigDecimal("web_searches").multiply(WEB_SEARCH));
                BigDecimal booked = row.getBigDecimal("cost_pico").movePointLeft(12);
                if (booked.compareTo(expected) != 0 || rolledUp.compareTo(expected) != 0) {
                    throw new IllegalStateException("the books are wrong: the usage must cost " + expected
                            + ", the entries say " + booked + ", the rollups " + rolledUp);
                }
                return String.format(
                        "%,d events cost exactly %s USD by quantity × price, by entries and by rollups; %,d corrections",
                        row.getLong("events"),
                        expected.stripTrailingZeros().toPlainString(),
                        row.getLong("corrections"));
            }
        }
    }

    private static BigDecimal number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBigDecimal(1);
        }
    }
}
