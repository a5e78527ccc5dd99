package io.tokenledger.report.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** How lists of keys, and columns of rows, are bound to a set-based statement: one array a column. */
final class KeyTable {
    private KeyTable() {}

    /** Three arrays: tenants, budgets, starts of periods. */
    static int bind(PreparedStatement statement, int place, Collection<StateKey> keys) throws SQLException {
        array(statement, place, "text", keys, StateKey::tenant);
        array(statement, place + 1, "uuid", keys, StateKey::budget);
        array(statement, place + 2, "timestamptz", keys, StateKey::periodStart);
        return place + 3;
    }

    /** Two arrays: tenants, budgets. */
    static int bindBudgets(PreparedStatement statement, int place, Collection<BudgetKey> keys) throws SQLException {
        array(statement, place, "text", keys, BudgetKey::tenant);
        array(statement, place + 1, "uuid", keys, BudgetKey::budget);
        return place + 2;
    }

    static <R> void array(
            PreparedStatement statement, int place, String type, Collection<R> rows, Function<R, ?> column)
            throws SQLException {
        Connection connection = statement.getConnection();
        Object[] values = rows.stream().map(column).toArray();
        statement.setArray(place, connection.createArrayOf(type, values));
    }

    static StateKey key(java.sql.ResultSet found) throws SQLException {
        return new StateKey(
                found.getString("tenant_id"), found.getObject("budget_id", UUID.class), instant(found, "period_start"));
    }

    static Instant instant(java.sql.ResultSet found, String column) throws SQLException {
        return found.getObject(column, java.time.OffsetDateTime.class).toInstant();
    }

    /** Sorted, as rows are locked. */
    static <K extends Comparable<K>> List<K> sorted(Collection<K> keys) {
        return keys.stream().sorted().toList();
    }
}
