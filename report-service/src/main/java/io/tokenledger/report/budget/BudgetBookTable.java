package io.tokenledger.report.budget;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The version of all budgets together, and all of them at once. */
final class BudgetBookTable {
    private static final int ROWS_AT_ONCE = 2_000;

    private BudgetBookTable() {}

    private static final String MOVE =
            "UPDATE reporting.budget_book_version SET version = version + 1 WHERE book = 'all'";

    /**
     * Tells everybody, when this transaction commits, that a budget is not what it was. Last in the transaction: who changes
     * a budget of whatever tenant waits here for the others.
     */
    static void move(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            if (statement.executeUpdate() != 1) {
                throw new SQLException("reporting.budget_book_version has no row 'all'");
            }
        }
    }

    private static final String VERSION = "SELECT version FROM reporting.budget_book_version WHERE book = 'all'";

    static long version(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VERSION)) {
            ResultSet found = statement.executeQuery();
            if (!found.next()) {
                throw new SQLException("reporting.budget_book_version has no row 'all'");
            }
            return found.getLong("version");
        }
    }

    // All tenants: the book is all of them. The version comes along, so that both are of one state at any isolation.
    private static final String ALL = """
            SELECT %s, v.version AS book_version
            FROM reporting.budget CROSS JOIN reporting.budget_book_version v
            WHERE archived_at IS NULL AND v.book = 'all'
            """.formatted(BudgetRowReader.COLUMNS);

    /** All that are not archived; {@code version} where there are none. */
    static BudgetBook read(Connection connection, long version) throws SQLException {
        List<Budget> budgets = new ArrayList<>();
        long of = version;
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                of = found.getLong("book_version");
                budgets.add(BudgetRowReader.budget(found));
            }
        }
        return new BudgetBook(of, budgets);
    }
}
