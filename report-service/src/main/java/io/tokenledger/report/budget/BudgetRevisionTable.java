package io.tokenledger.report.budget;

import io.tokenledger.report.budget.BudgetRevision.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What budgets were. Only ever appended. */
final class BudgetRevisionTable {
    private BudgetRevisionTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.budget_revision (tenant_id, budget_id, revision, changed_at, author, reason, action, budget)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            ON CONFLICT DO NOTHING
            """;

    /** Keeps a revision, where it is not kept yet. */
    static void insert(Connection connection, Budget budget, Action action, Said said) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, budget.tenant());
            statement.setObject(2, budget.id());
            statement.setInt(3, budget.revision());
            statement.setObject(4, budget.changedAt().atOffset(ZoneOffset.UTC));
            statement.setString(5, said.author());
            statement.setString(6, said.reason());
            statement.setString(7, action.name().toLowerCase(Locale.ROOT));
            statement.setString(8, BudgetText.json(budget).toString());
            statement.executeUpdate();
        }
    }

    // Leans on budget_revision_pkey.
    private static final String SELECT = """
            SELECT revision, changed_at, author, reason, action, budget::text AS budget
            FROM reporting.budget_revision
            WHERE tenant_id = ? AND budget_id = ?
            ORDER BY revision
            """;

    /** From the first on. A budget from before revisions were kept has none until it is changed. */
    static List<BudgetRevision> read(Connection connection, Budget budget) throws SQLException {
        List<BudgetRevision> revisions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setString(1, budget.tenant());
            statement.setObject(2, budget.id());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                revisions.add(new BudgetRevision(
                        found.getInt("revision"),
                        found.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        new Said(found.getString("author"), found.getString("reason")),
                        Action.valueOf(found.getString("action").toUpperCase(Locale.ROOT)),
                        BudgetText.parse(found.getString("budget"))));
            }
        }
        return revisions;
    }
}
