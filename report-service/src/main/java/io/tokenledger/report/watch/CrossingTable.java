package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.array;
import static io.tokenledger.report.watch.KeyTable.instant;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Thresholds that were crossed. */
final class CrossingTable {
    private CrossingTable() {}

    private static final String COLUMNS = """
            c.tenant_id, c.budget_id, c.period_start, c.threshold, c.amount, c.unit, c.measured_since, c.period_end, c.rule, c.alert_id,
                   c.settled_at IS NULL AS open\
            """;

    // Leans on budget_crossing_pkey.
    private static final String READ = """
            SELECT %s
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS asked (tenant_id, budget_id, period_start)
            JOIN reporting.budget_crossing c ON c.tenant_id = asked.tenant_id AND c.budget_id = asked.budget_id
                AND c.period_start = asked.period_start
            """.formatted(COLUMNS);

    /** Of these periods, also settled ones. */
    static Map<StateKey, List<Crossing>> read(Connection connection, Collection<StateKey> keys) throws SQLException {
        Map<StateKey, List<Crossing>> crossings = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            KeyTable.bind(statement, 1, keys);
            for (Crossing crossing : crossings(statement)) {
                crossings
                        .computeIfAbsent(crossing.state(), _ -> new ArrayList<>())
                        .add(crossing);
            }
        }
        return crossings;
    }

    // All tenants, and few: leans on budget_crossing_open_idx.
    private static final String OVER = """
            SELECT %s
            FROM reporting.budget_crossing c
            WHERE c.settled_at IS NULL AND c.period_end <= ?
            """.formatted(COLUMNS);

    /** Not settled, though their period is over. */
    static List<Crossing> over(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OVER)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            return crossings(statement);
        }
    }

    // Leans on budget_crossing_pkey.
    private static final String OPEN = """
            SELECT %s
            FROM unnest(?::text[], ?::uuid[]) AS asked (tenant_id, budget_id)
            JOIN reporting.budget_crossing c ON c.tenant_id = asked.tenant_id AND c.budget_id = asked.budget_id
            WHERE c.settled_at IS NULL
            """.formatted(COLUMNS);

    /** Not settled, of these budgets. */
    static List<Crossing> open(Connection connection, Collection<BudgetKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            KeyTable.bindBudgets(statement, 1, keys);
            return crossings(statement);
        }
    }

    private static List<Crossing> crossings(PreparedStatement statement) throws SQLException {
        List<Crossing> crossings = new ArrayList<>();
        ResultSet found = statement.executeQuery();
        while (found.next()) {
            crossings.add(new Crossing(
                    KeyTable.key(found),
                    new Threshold(found.getBigDecimal("threshold")),
                    found.getBigDecimal("amount").toBigIntegerExact(),
                    found.getString("unit"),
                    found.getInt("measured_since"),
                    instant(found, "period_end"),
                    found.getString("rule"),
                    found.getObject("alert_id", UUID.class),
                    found.getBoolean("open")));
        }
        return crossings;
    }

    private static final String RAISE = """
            INSERT INTO reporting.budget_crossing (tenant_id, budget_id, period_start, threshold, amount, unit, measured_since,
                period_end, rule, alert_id, raised_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, budget_id, period_start, threshold, amount, unit, measured_since) DO UPDATE SET settled_at = NULL
            """;

    /** It is so, or it is so again. */
    static void raise(Connection connection, Crossing crossing, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RAISE)) {
            statement.setString(1, crossing.state().tenant());
            statement.setObject(2, crossing.state().budget());
            statement.setObject(3, crossing.state().periodStart().atOffset(ZoneOffset.UTC));
            statement.setBigDecimal(4, crossing.threshold().part());
            statement.setBigDecimal(5, new BigDecimal(crossing.amount()));
            statement.setString(6, crossing.unit());
            statement.setInt(7, crossing.measuredSince());
            statement.setObject(8, crossing.periodEnd().atOffset(ZoneOffset.UTC));
            statement.setString(9, crossing.rule());
            statement.setObject(10, crossing.alert());
            statement.setObject(11, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static final String SETTLE = """
            UPDATE reporting.budget_crossing c SET settled_at = ?
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::numeric[], ?::numeric[], ?::text[], ?::int[])
                AS s (tenant_id, budget_id, period_start, threshold, amount, unit, measured_since)
            WHERE c.tenant_id = s.tenant_id AND c.budget_id = s.budget_id AND c.period_start = s.period_start
              AND c.threshold = s.threshold AND c.amount = s.amount AND c.unit = s.unit
              AND c.measured_since = s.measured_since
            """;

    static void settle(Connection connection, Collection<Crossing> crossings, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            KeyTable.bind(statement, 2, crossings.stream().map(Crossing::state).toList());
            array(
                    statement,
                    5,
                    "numeric",
                    crossings,
                    crossing -> crossing.threshold().part());
            array(statement, 6, "numeric", crossings, crossing -> new BigDecimal(crossing.amount()));
            array(statement, 7, "text", crossings, Crossing::unit);
            array(statement, 8, "int", crossings, Crossing::measuredSince);
            statement.executeUpdate();
        }
    }
}
