package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.array;
import static io.tokenledger.report.watch.KeyTable.instant;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What was found to differ, and which budgets are to be looked at next. */
final class DriftTable {
    private DriftTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.budget_drift (tenant_id, budget_id, period_start, found_at, name, period_end, timezone, unit,
                kept, booked)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static void insert(Connection connection, List<Drift> drifts, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Drift drift : drifts) {
                statement.setString(1, drift.tenant());
                statement.setObject(2, drift.budget());
                statement.setObject(3, drift.periodStart().atOffset(ZoneOffset.UTC));
                statement.setObject(4, now.atOffset(ZoneOffset.UTC));
                statement.setString(5, drift.name());
                statement.setObject(6, drift.periodEnd().atOffset(ZoneOffset.UTC));
                statement.setString(7, drift.zone().getId());
                statement.setString(8, drift.unit());
                statement.setBigDecimal(9, new BigDecimal(drift.kept()));
                statement.setBigDecimal(10, new BigDecimal(drift.booked()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    // Leans on budget_drift_open_idx.
    private static final String OPEN = """
            SELECT tenant_id, budget_id, name, period_start, period_end, timezone, unit, kept, booked
            FROM reporting.budget_drift
            WHERE tenant_id = ? AND gone_at IS NULL
            ORDER BY found_at, budget_id, period_start, unit
            """;

    /** What was found of a tenant, and has not been found to be gone. */
    static List<Drift> open(Connection connection, String tenant) throws SQLException {
        List<Drift> drifts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setString(1, tenant);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                drifts.add(new Drift(
                        found.getString("tenant_id"),
                        found.getObject("budget_id", UUID.class),
                        found.getString("name"),
                        instant(found, "period_start"),
                        instant(found, "period_end"),
                        ZoneId.of(found.getString("timezone")),
                        found.getString("unit"),
                        found.getBigDecimal("kept").toBigIntegerExact(),
                        found.getBigDecimal("booked").toBigIntegerExact()));
            }
        }
        return drifts;
    }

    private static final String GONE = """
            UPDATE reporting.budget_drift d SET gone_at = ?
            FROM unnest(?::text[], ?::uuid[]) AS same (tenant_id, budget_id)
            WHERE d.tenant_id = same.tenant_id AND d.budget_id = same.budget_id AND d.gone_at IS NULL
            """;

    /** These budgets are as the entries say. */
    static void gone(Connection connection, Collection<BudgetKey> budgets, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GONE)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            KeyTable.bindBudgets(statement, 2, KeyTable.sorted(budgets));
            statement.executeUpdate();
        }
    }

    // All tenants in turn; once a minute.
    private static final String NEXT = """
            SELECT tenant_id, budget_id FROM reporting.budget_watched ORDER BY audited_at, tenant_id, budget_id LIMIT ?
            """;

    /** Those that have waited longest. */
    static List<BudgetKey> next(Connection connection, int count) throws SQLException {
        List<BudgetKey> next = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setInt(1, count);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                next.add(new BudgetKey(found.getString("tenant_id"), found.getObject("budget_id", UUID.class)));
            }
        }
        return next;
    }

    private static final String LOOKED = """
            UPDATE reporting.budget_watched w SET audited_at = looked.audited_at
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS looked (tenant_id, budget_id, audited_at)
            WHERE w.tenant_id = looked.tenant_id AND w.budget_id = looked.budget_id
            """;

    /** They wait from then on. */
    static void looked(Connection connection, Collection<BudgetKey> budgets, Instant at) throws SQLException {
        List<BudgetKey> sorted = KeyTable.sorted(budgets);
        try (PreparedStatement statement = connection.prepareStatement(LOOKED)) {
            KeyTable.bindBudgets(statement, 1, sorted);
            array(statement, 3, "timestamptz", sorted, _ -> at);
            statement.executeUpdate();
        }
    }
}
