package io.tokenledger.report.scenario;

import io.tokenledger.report.scenario.Scenario.Archived;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scenarios as they were saved. */
final class ScenarioTable {
    private ScenarioTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.scenario (tenant_id, scenario_id, name, author, note, question, answer, book_version,
                saved_at, supersedes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING scenario_id
            """;

    /** False, and nothing is there, where the tenant has one of that name that is not archived. */
    static boolean insert(Connection connection, Scenario scenario) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, scenario.tenant());
            statement.setObject(2, scenario.id());
            statement.setString(3, scenario.name());
            statement.setString(4, scenario.author());
            statement.setString(5, scenario.note());
            statement.setString(6, scenario.question());
            statement.setString(7, scenario.answer());
            statement.setLong(8, scenario.bookVersion());
            statement.setObject(9, utc(scenario.savedAt()));
            statement.setObject(10, scenario.supersedes(), Types.OTHER);
            return statement.executeQuery().next();
        }
    }

    private static final String ARCHIVE = """
            UPDATE reporting.scenario SET archived_at = ?, archived_by = ?, archived_why = ?
            WHERE tenant_id = ? AND scenario_id = ? AND archived_at IS NULL
            RETURNING scenario_id
            """;

    /** False where the tenant has none of that id, or it is archived. */
    static boolean archive(Connection connection, String tenant, UUID id, Archived archived) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ARCHIVE)) {
            statement.setObject(1, utc(archived.at()));
            statement.setString(2, archived.author());
            statement.setString(3, archived.reason());
            statement.setString(4, tenant);
            statement.setObject(5, id);
            return statement.executeQuery().next();
        }
    }

    private static final String SELECT = """
            SELECT tenant_id, scenario_id, name, author, note, question, answer, book_version, saved_at, supersedes,
                   archived_at, archived_by, archived_why
            FROM reporting.scenario
            """;

    // Leans on scenario_by_id: the id is all that a link has.
    private static final String BY_ID = SELECT + "WHERE scenario_id = ?";

    /** The one of that id, of whatever tenant; empty where there is none. */
    static Optional<Scenario> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
            statement.setObject(1, id);
            ResultSet found = statement.executeQuery();
            return found.next() ? Optional.of(scenario(found)) : Optional.empty();
        }
    }

    // Leans on scenario_by_time.
    private static final String LATEST = SELECT + """
            WHERE tenant_id = ? AND (? OR archived_at IS NULL)
              AND (?::uuid IS NULL OR (saved_at, scenario_id) < (
                  SELECT a.saved_at, a.scenario_id FROM reporting.scenario a
                  WHERE a.tenant_id = ? AND a.scenario_id = ?::uuid))
            ORDER BY saved_at DESC, scenario_id DESC
            LIMIT ?
            """;

    /**
     * Those of a tenant, the latest first.
     *
     * @param after only those that come behind this one; null: from the beginning
     */
    static List<Scenario> latest(
            Connection connection, String tenant, boolean alsoArchived, @Nullable UUID after, int limit)
            throws SQLException {
        List<Scenario> scenarios = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            statement.setString(1, tenant);
            statement.setBoolean(2, alsoArchived);
            statement.setObject(3, after, Types.OTHER);
            statement.setString(4, tenant);
            statement.setObject(5, after, Types.OTHER);
            statement.setInt(6, limit);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                scenarios.add(scenario(found));
            }
        }
        return scenarios;
    }

    private static Scenario scenario(ResultSet found) throws SQLException {
        OffsetDateTime archivedAt = found.getObject("archived_at", OffsetDateTime.class);
        return new Scenario(
                found.getObject("scenario_id", UUID.class),
                found.getString("tenant_id"),
                found.getString("name"),
                found.getString("author"),
                found.getString("note"),
                found.getString("question"),
                found.getString("answer"),
                found.getLong("book_version"),
                found.getObject("saved_at", OffsetDateTime.class).toInstant(),
                found.getObject("supersedes", UUID.class),
                archivedAt == null
                        ? null
                        : new Archived(
                                archivedAt.toInstant(),
                                found.getString("archived_by"),
                                found.getString("archived_why")));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
