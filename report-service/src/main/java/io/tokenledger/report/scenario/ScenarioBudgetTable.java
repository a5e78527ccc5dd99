package io.tokenledger.report.scenario;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which scenario is held against which budget. */
final class ScenarioBudgetTable {
    private ScenarioBudgetTable() {}

    /**
     * That a scenario is held against a budget.
     *
     * @param moveOn the day, in the budget's zone, from which usage would go the other way
     * @param author empty: not said
     */
    record Attachment(UUID id, UUID budget, LocalDate moveOn, String author, Instant attachedAt) {}

    private static final String INSERT = """
            INSERT INTO reporting.scenario_budget (tenant_id, scenario_id, budget_id, attachment_id, move_on, author,
                attached_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    static void insert(Connection connection, Scenario scenario, Attachment attachment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, scenario.tenant());
            statement.setObject(2, scenario.id());
            statement.setObject(3, attachment.budget());
            statement.setObject(4, attachment.id());
            statement.setObject(5, attachment.moveOn());
            statement.setString(6, attachment.author());
            statement.setObject(7, ScenarioTable.utc(attachment.attachedAt()));
            statement.executeUpdate();
        }
    }

    // Leans on scenario_budget_pkey.
    private static final String COUNTING = """
            SELECT DISTINCT ON (budget_id) attachment_id, budget_id, move_on, author, attached_at
            FROM reporting.scenario_budget
            WHERE tenant_id = ? AND scenario_id = ?
            ORDER BY budget_id, attached_at DESC, attachment_id DESC
            """;

    /** The latest of each budget. */
    static List<Attachment> counting(Connection connection, Scenario scenario) throws SQLException {
        List<Attachment> attachments = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTING)) {
            statement.setString(1, scenario.tenant());
            statement.setObject(2, scenario.id());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                attachments.add(new Attachment(
                        found.getObject("attachment_id", UUID.class),
                        found.getObject("budget_id", UUID.class),
                        found.getObject("move_on", LocalDate.class),
                        found.getString("author"),
                        found.getObject("attached_at", OffsetDateTime.class).toInstant()));
            }
        }
        return attachments;
    }
}
