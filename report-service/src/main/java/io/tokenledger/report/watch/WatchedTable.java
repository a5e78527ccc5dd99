package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.array;
import static io.tokenledger.report.watch.KeyTable.instant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which budgets are watched, and which of their periods are to be summed up. */
final class WatchedTable {
    private WatchedTable() {}

    private static final String ALL = """
            SELECT tenant_id, budget_id, revision, measure, measured_since, known_from
            FROM reporting.budget_watched
            """;

    static Map<BudgetKey, Watched> all(Connection connection) throws SQLException {
        Map<BudgetKey, Watched> watched = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                var key = new BudgetKey(found.getString("tenant_id"), found.getObject("budget_id", UUID.class));
                watched.put(
                        key,
                        new Watched(
                                key,
                                found.getInt("revision"),
                                found.getString("measure"),
                                found.getInt("measured_since"),
                                instant(found, "known_from")));
            }
        }
        return watched;
    }

    private static final String UPSERT = """
            INSERT INTO reporting.budget_watched (tenant_id, budget_id, revision, measure, measured_since, known_from,
                audited_at)
            SELECT tenant_id, budget_id, revision, measure, measured_since, known_from, ?
            FROM unnest(?::text[], ?::uuid[], ?::int[], ?::text[], ?::int[], ?::timestamptz[])
                AS w (tenant_id, budget_id, revision, measure, measured_since, known_from)
            ON CONFLICT (tenant_id, budget_id) DO UPDATE SET revision = excluded.revision, measure = excluded.measure,
                measured_since = excluded.measured_since, known_from = excluded.known_from
            """;

    static void write(Connection connection, Collection<Watched> unsorted, Instant now) throws SQLException {
        if (unsorted.isEmpty()) {
            return;
        }
        List<Watched> watched =
                unsorted.stream().sorted(Comparator.comparing(Watched::key)).toList();
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            KeyTable.bindBudgets(
                    statement, 2, watched.stream().map(Watched::key).toList());
            array(statement, 4, "int", watched, Watched::revision);
            array(statement, 5, "text", watched, Watched::measure);
            array(statement, 6, "int", watched, Watched::measuredSince);
            array(statement, 7, "timestamptz", watched, Watched::knownFrom);
            statement.executeUpdate();
        }
    }

    private static final String DELETE = """
            DELETE FROM reporting.budget_watched w
            USING unnest(?::text[], ?::uuid[]) AS gone (tenant_id, budget_id)
            WHERE w.tenant_id = gone.tenant_id AND w.budget_id = gone.budget_id
            """;

    static void delete(Connection connection, Collection<BudgetKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            KeyTable.bindBudgets(statement, 1, KeyTable.sorted(keys));
            statement.executeUpdate();
        }
    }

    private static final String DUE = "SELECT tenant_id, budget_id, period_start FROM reporting.budget_due";

    static Set<StateKey> due(Connection connection) throws SQLException {
        Set<StateKey> due = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                due.add(KeyTable.key(found));
            }
        }
        return due;
    }

    private static final String ADD_DUE = """
            INSERT INTO reporting.budget_due (tenant_id, budget_id, period_start)
            SELECT tenant_id, budget_id, period_start
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS due (tenant_id, budget_id, period_start)
            ON CONFLICT DO NOTHING
            """;

    static void addDue(Connection connection, Collection<StateKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_DUE)) {
            KeyTable.bind(statement, 1, KeyTable.sorted(keys));
            statement.executeUpdate();
        }
    }

    private static final String DELETE_DUE = """
            DELETE FROM reporting.budget_due d
            USING unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS gone (tenant_id, budget_id, period_start)
            WHERE d.tenant_id = gone.tenant_id AND d.budget_id = gone.budget_id AND d.period_start = gone.period_start
            """;

    static void deleteDue(Connection connection, Collection<StateKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE_DUE)) {
            KeyTable.bind(statement, 1, KeyTable.sorted(keys));
            statement.executeUpdate();
        }
    }

    // Every budget, once, when the place in the journal was lost.
    private static final String ALL_STATES = """
            SELECT s.tenant_id, s.budget_id, s.period_start
            FROM reporting.budget_state s
            JOIN reporting.budget_watched w ON w.tenant_id = s.tenant_id AND w.budget_id = s.budget_id
            WHERE s.revision >= w.measured_since
            """;

    /** Every period of every watched budget that moves. */
    static List<StateKey> moving(Connection connection) throws SQLException {
        List<StateKey> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL_STATES)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                keys.add(KeyTable.key(found));
            }
        }
        return keys;
    }
}
