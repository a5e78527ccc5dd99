package io.tokenledger.bench;

import io.tokenledger.bench.PipelineBench.Measured;
import io.tokenledger.sample.SampleTotals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The ledger's tables as their owner sees them: progress, correctness, and the limit that COPY sets. */
public final class Books implements AutoCloseable {
    private static final int COPY_BUFFER_BYTES = 1 << 16;

    private final Connection connection;

    public Books(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
    }

    private static final String RECORDS_READ = """
            SELECT coalesce(sum(next_offset - start_offset), 0) FROM ledger.consumer_offset
            WHERE topic = 'usage.metered.v1'""";

    /** How many metered records are booked, by the offsets that commit with them. */
    public long recordsRead() throws SQLException {
        return number(RECORDS_READ);
    }

    /** A figure of wrong books is worth nothing: every event booked once as the sample says, every rollup right. */
    void check(SampleTotals expected) throws SQLException {
        long priced = number("SELECT count(*) FROM ledger.usage_entry WHERE cost_pico IS NOT NULL");
        long unpriced = number("SELECT count(*) FROM ledger.usage_entry WHERE cost_pico IS NULL");
        long differing = number("SELECT (SELECT count(*) FROM ledger.rollup_difference)"
                + " + (SELECT count(*) FROM ledger.profile_difference)"
                + " + (SELECT count(*) FROM ledger.journal_difference)");
        if (priced != expected.priced() || unpriced != expected.unpriced() || differing != 0) {
            throw new IllegalStateException("the sample has " + expected.priced() + " priced and "
                    + expected.unpriced() + " unpriced events, the ledger " + priced + " and " + unpriced + ", and "
                    + differing
                    + " rows of the rollup, the usage profile or the journal differ from the entries: the books are wrong ("
                    + text(STATES) + ")");
        }
    }

    private static final String STATES = """
            SELECT (SELECT format('priced %s, unpriced %s, duplicates %s, conflicts %s, rejected %s', sum(priced),
                        sum(unpriced), sum(duplicates), sum(conflicts), sum(rejected)) FROM ledger.intake_count)
                || coalesce((SELECT '; unpriced: ' || string_agg(DISTINCT d.model || ' ' || e.unpriced_reason, ', ')
                        FROM ledger.usage_entry e JOIN ledger.usage_dimension d USING (tenant_id, dimension_id)
                        WHERE e.cost_pico IS NULL), '')
                || coalesce((SELECT '; rejected: ' || string_agg(DISTINCT code || ' ' || detail, ', ')
                        FROM ledger.rejected_event), '')""";

    private static final String COLUMNS = """
            tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source, event_id, event_type,
            user_id, tags, plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens,
            audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens,
            requests, web_searches, input_provenance, output_provenance, price_id, currency, cost_pico,
            unpriced_requests, unpriced_reason, received_at, booked_at, change_id""";

    /** Copies all entries out, empties the table and copies them in again, each time in one transaction; the best time. */
    Measured measureCopy(Path file, int runs) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        long rows;
        try (OutputStream out = Files.newOutputStream(file)) {
            // In the order of booking, as the ledger was written.
            rows = copy.copyOut(
                    "COPY (SELECT " + COLUMNS + " FROM ledger.usage_entry ORDER BY booked_at, tenant_id, event_key)"
                            + " TO STDOUT WITH (FORMAT binary)",
                    out);
        }
        Measured best = new Measured(rows, Duration.ofDays(1));
        for (int run = 0; run < runs; run++) {
            execute("TRUNCATE ledger.usage_entry");
            long began = System.nanoTime();
            try (InputStream in = Files.newInputStream(file)) {
                copy.copyIn(
                        "COPY ledger.usage_entry (" + COLUMNS + ") FROM STDIN WITH (FORMAT binary)",
                        in,
                        COPY_BUFFER_BYTES);
            }
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            best = time.compareTo(best.time()) < 0 ? new Measured(rows, time) : best;
        }
        return best;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
