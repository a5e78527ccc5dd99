package io.tokenledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tokenledger.stack.LocalStack;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger's tables, read behind the services' backs. */
public final class TestLedger implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection connection;

    public TestLedger(LocalStack stack) throws SQLException {
        connection = DriverManager.getConnection(stack.postgres().jdbcUrl("pricing_app"));
    }

    /** The only value of the only row. */
    public long number(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new AssertionError("no row: " + sql);
                }
                return row.getLong(1);
            }
        }
    }

    /** All rows, each with its columns by name. */
    List<Map<String, @Nullable Object>> rows(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                var rows = new ArrayList<Map<String, @Nullable Object>>();
                while (row.next()) {
                    var columns = new LinkedHashMap<String, @Nullable Object>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.put(row.getMetaData().getColumnLabel(i), row.getObject(i));
                    }
                    rows.add(columns);
                }
                return rows;
            }
        }
    }

    /** Waits until a tenant has that many entries; fails if they do not come. */
    public void awaitEntries(String tenant, long entries) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(entries(tenant)).isEqualTo(entries));
    }

    /** How many entries the events of a tenant have; one each if all is well. */
    public long entries(String tenant) throws SQLException {
        return number("SELECT count(*) FROM ledger.usage_entry WHERE tenant_id = ?", tenant);
    }

    /** Cost in pico-USD by event id; a second entry of an event is an error of the ledger. */
    Map<String, BigInteger> costs(String tenant) throws SQLException {
        var costs = new HashMap<String, BigInteger>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT event_id, cost_pico FROM ledger.usage_entry WHERE tenant_id = ? AND currency = 'USD'")) {
            statement.setString(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (costs.put(row.getString(1), row.getBigDecimal(2).toBigIntegerExact()) != null) {
                        throw new AssertionError("event " + row.getString(1) + " is booked twice");
                    }
                }
            }
        }
        return costs;
    }

    /** Rollup rows that differ from the sums of the entries. */
    long rollupDifferences() throws SQLException {
        return number("SELECT count(*) FROM ledger.rollup_difference");
    }

    /** Cells of the usage profile that differ from the sums of the entries. */
    long profileDifferences() throws SQLException {
        return number("SELECT count(*) FROM ledger.profile_difference");
    }

    /** Rows of the journal that differ from the sums of the entries of their change. */
    long journalDifferences() throws SQLException {
        return number("SELECT count(*) FROM ledger.journal_difference");
    }

    // One statement, one snapshot: offsets, counted states and entries of the same moment.
    private static final String OFFSETS_AHEAD = """
            SELECT (SELECT coalesce(sum(next_offset - start_offset), 0) FROM ledger.consumer_offset
                        WHERE topic = 'usage.metered.v1')
                 - (SELECT coalesce(sum(priced + unpriced + duplicates + conflicts + rejected), 0)
                        FROM ledger.intake_count WHERE topic = 'usage.metered.v1')""";

    /** Records that the offsets claim to have passed without a counted state; 0 at every moment. */
    long offsetsAheadOfStates() throws SQLException {
        return number(OFFSETS_AHEAD);
    }

    private static final String STATES_AHEAD = """
            SELECT (SELECT coalesce(sum(priced + unpriced), 0) FROM ledger.intake_count)
                 - (SELECT count(*) FROM ledger.usage_entry WHERE entry_no = 0)""";

    /** Events counted as booked without a row; 0 at every moment. */
    long statesAheadOfRows() throws SQLException {
        return number(STATES_AHEAD);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
