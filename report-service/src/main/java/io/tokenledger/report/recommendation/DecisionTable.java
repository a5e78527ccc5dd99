package io.tokenledger.report.recommendation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tenants decided about recommendations, every decision of it. */
final class DecisionTable {
    private DecisionTable() {}

    // Leans on recommendation_decision_pkey.
    private static final String LATEST = """
            SELECT DISTINCT ON (recommendation_id)
                   tenant_id, recommendation_id, decision_no, state, author, reason, decided_at, starts_on,
                   frozen::text AS frozen
            FROM reporting.recommendation_decision
            WHERE tenant_id = ? AND (?::text IS NULL OR recommendation_id = ?)
            ORDER BY recommendation_id, decision_no DESC
            """;

    /** The decision that counts of every recommendation of a tenant that was ever decided about. */
    static Map<String, Decision> latest(Connection connection, String tenant) throws SQLException {
        return latest(connection, tenant, null);
    }

    /** The decision that counts about one; null: there is none. */
    static @Nullable Decision latestOf(Connection connection, String tenant, String recommendationId)
            throws SQLException {
        return latest(connection, tenant, recommendationId).get(recommendationId);
    }

    private static Map<String, Decision> latest(Connection connection, String tenant, @Nullable String recommendationId)
            throws SQLException {
        Map<String, Decision> decisions = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setString(1, tenant);
            select.setString(2, recommendationId);
            select.setString(3, recommendationId);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                Decision decision = decision(row);
                decisions.put(decision.recommendationId(), decision);
            }
        }
        return decisions;
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                row.getString("tenant_id"),
                row.getString("recommendation_id"),
                row.getInt("decision_no"),
                Decision.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getObject("starts_on", LocalDate.class),
                row.getString("frozen"));
    }

    private static final String INSERT = """
            INSERT INTO reporting.recommendation_decision (tenant_id, recommendation_id, decision_no, state, author, reason,
                decided_at, starts_on, frozen)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::json)
            ON CONFLICT DO NOTHING
            RETURNING decision_no
            """;

    /** False, and nothing is written, where somebody else decided meanwhile. */
    static boolean insert(Connection connection, Decision decision) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, decision.tenant());
            insert.setString(2, decision.recommendationId());
            insert.setInt(3, decision.number());
            insert.setString(4, decision.state().wireName());
            insert.setString(5, decision.author());
            insert.setString(6, decision.reason());
            insert.setObject(7, OffsetDateTime.ofInstant(decision.decidedAt(), ZoneOffset.UTC));
            insert.setObject(8, decision.startsOn());
            insert.setString(9, decision.frozen());
            return insert.executeQuery().next();
        }
    }
}
