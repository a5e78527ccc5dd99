package io.tokenledger.report.budget;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Budgets as they are now, found by what is asked of them. */
final class BudgetListTable {
    private BudgetListTable() {}

    private static final String SELECT = "SELECT " + BudgetRowReader.COLUMNS + "\nFROM reporting.budget\n";

    // Leans on budget_pkey.
    private static final String BY_ID = SELECT + "WHERE tenant_id = ? AND budget_id = ?";

    /** The one of that id, also an archived one. */
    static Optional<Budget> find(Connection connection, String tenant, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
            statement.setString(1, tenant);
            statement.setObject(2, id);
            return budgets(statement).stream().findFirst();
        }
    }

    // Leans on budget_name_key.
    private static final String BY_NAME = SELECT + "WHERE tenant_id = ? AND name = ? AND archived_at IS NULL";

    /** The one of that name that is not archived. */
    static Optional<Budget> named(Connection connection, String tenant, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_NAME)) {
            statement.setString(1, tenant);
            statement.setString(2, name);
            return budgets(statement).stream().findFirst();
        }
    }

    // Leans on budget_by_parent.
    private static final String CHILDREN = SELECT + """
            WHERE tenant_id = ? AND parent_id = ? AND archived_at IS NULL
            ORDER BY name, budget_id
            """;

    /** Those right under it that are not archived, by name. */
    static List<Budget> children(Connection connection, Budget parent) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHILDREN)) {
            statement.setString(1, parent.tenant());
            statement.setObject(2, parent.id());
            return budgets(statement);
        }
    }

    // Leans on budget_name_key. All tenants: who has budgets.
    private static final String TENANTS =
            "SELECT DISTINCT tenant_id FROM reporting.budget WHERE archived_at IS NULL ORDER BY tenant_id";

    static List<String> tenants(Connection connection) throws SQLException {
        List<String> tenants = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TENANTS)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                tenants.add(found.getString("tenant_id"));
            }
        }
        return tenants;
    }

    // Leans on budget_name_key, and with archived ones on budget_pkey. A filter holds where the scope names one of its
    // values.
    private static final String PAGE = SELECT + """
            WHERE tenant_id = ? AND (? OR archived_at IS NULL)
              AND (?::text IS NULL OR owner = ?::text)
              AND (?::uuid IS NULL OR parent_id = ?::uuid)
              AND NOT EXISTS (
                  SELECT 1 FROM jsonb_each(?::jsonb) AS asked (dimension, any_of)
                  WHERE NOT coalesce(jsonb_exists_any(scope -> asked.dimension,
                      ARRAY(SELECT jsonb_array_elements_text(asked.any_of))), false))
              AND (?::uuid IS NULL OR (name, budget_id) > (
                  SELECT a.name, a.budget_id FROM reporting.budget a
                  WHERE a.tenant_id = ? AND a.budget_id = ?::uuid))
            ORDER BY name, budget_id
            LIMIT ?
            """;

    /** Those of a tenant that are asked for, by name. */
    static List<Budget> page(Connection connection, BudgetSelection asked, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, asked.tenant());
            statement.setBoolean(2, asked.alsoArchived());
            statement.setString(3, asked.owner());
            statement.setString(4, asked.owner());
            statement.setObject(5, asked.parent(), Types.OTHER);
            statement.setObject(6, asked.parent(), Types.OTHER);
            statement.setString(7, BudgetTable.json(asked.scope()));
            statement.setObject(8, asked.after(), Types.OTHER);
            statement.setString(9, asked.tenant());
            statement.setObject(10, asked.after(), Types.OTHER);
            statement.setInt(11, limit);
            return budgets(statement);
        }
    }

    private static List<Budget> budgets(PreparedStatement statement) throws SQLException {
        List<Budget> budgets = new ArrayList<>();
        ResultSet found = statement.executeQuery();
        while (found.next()) {
            budgets.add(BudgetRowReader.budget(found));
        }
        return budgets;
    }
}
