package io.tokenledger.bench.chargeback;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * The peer: DuckDB over a column store of the raw rows, one per entry with its team and model, in the order of their time.
 * It is asked in process, without HTTP and JSON, and with all of the machine's cores.
 */
final class RawRows implements AutoCloseable {
    private final Connection connection;

    private RawRows(Connection connection) {
        this.connection = connection;
    }

    private static final String TABLE = """
            CREATE TABLE raw_entry (tenant VARCHAR, occurred_at TIMESTAMP, team VARCHAR, model VARCHAR, requests BIGINT,
                input_tokens BIGINT, cached_input_tokens BIGINT, output_tokens BIGINT, reasoning_tokens BIGINT,
                currency VARCHAR, cost_pico DECIMAL(38, 0), unpriced_requests BIGINT)""";

    /** Copies the entries out of the ledger into a database in that folder; the text between is deleted. */
    static RawRows of(OctoberInTheBooks books, Path folder) throws SQLException, IOException {
        Path text = folder.resolve("raw.csv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(text), 1 << 20)) {
            books.writeRawRows(out);
        }
        Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("raw.duckdb"));
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute("COPY raw_entry FROM '" + text + "' (FORMAT csv, HEADER false)");
            statement.execute("CHECKPOINT");
        }
        Files.delete(text);
        return new RawRows(connection);
    }

    private static final String SUMS = """
            SELECT team, model, sum(requests)::BIGINT, sum(input_tokens)::BIGINT, sum(cached_input_tokens)::BIGINT,
                   sum(output_tokens)::BIGINT, sum(reasoning_tokens)::BIGINT,
                   sum(cost_pico) FILTER (WHERE currency <> 'XXX'), sum(unpriced_requests)::BIGINT
            FROM raw_entry
            WHERE tenant = ? AND occurred_at >= ? AND occurred_at < ?
            GROUP BY team, model""";

    /** The same chargeback. */
    Map<String, Line> chargeback(Month month) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SUMS)) {
            select.setString(1, OctoberInTheBooks.TENANT);
            select.setTimestamp(2, Timestamp.valueOf(LocalDateTime.ofInstant(month.from(), ZoneOffset.UTC)));
            select.setTimestamp(3, Timestamp.valueOf(LocalDateTime.ofInstant(month.to(), ZoneOffset.UTC)));
            Map<String, Line> lines = new TreeMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    BigDecimal cost = row.getBigDecimal(8);
                    lines.put(
                            row.getString(1) + " " + row.getString(2),
                            new Line(
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7),
                                    cost == null ? null : cost.toBigIntegerExact(),
                                    row.getLong(9)));
                }
            }
            return lines;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
