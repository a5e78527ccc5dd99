package io.tokenledger.report.rule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What rules said last. */
final class RuleStatusTable {
    private RuleStatusTable() {}

    private static final String PUT = """
            INSERT INTO reporting.alert_rule_status (tenant_id, rule_id, revision, evaluated_at, outcome, said, saw, next_at)
            VALUES (?, ?, ?, ?, ?, ?, ?::json, ?)
            ON CONFLICT (tenant_id, rule_id) DO UPDATE
            SET revision = excluded.revision, evaluated_at = excluded.evaluated_at, outcome = excluded.outcome,
                said = excluded.said, saw = excluded.saw, next_at = excluded.next_at
            """;

    static void put(Connection connection, AlertRule rule, Evaluation evaluation, Instant now) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setString(1, rule.tenant());
            put.setObject(2, rule.id());
            put.setInt(3, rule.revision());
            put.setObject(4, RuleTable.utc(now));
            put.setString(5, evaluation.outcome().wireName());
            put.setString(6, evaluation.said());
            put.setString(7, RuleJsonText.write(evaluation.saw()));
            put.setObject(8, RuleTable.utc(evaluation.next()));
            put.executeUpdate();
        }
    }

    // Leans on alert_rule_status_pkey.
    private static final String SELECT = """
            SELECT revision, evaluated_at, outcome, said, saw::text AS saw, next_at
            FROM reporting.alert_rule_status
            WHERE tenant_id = ? AND rule_id = ?
            """;

    /** Empty: it was never asked. */
    static Optional<RuleStatus> find(Connection connection, String tenant, UUID rule) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, tenant);
            select.setObject(2, rule);
            ResultSet found = select.executeQuery();
            return found.next()
                    ? Optional.of(new RuleStatus(
                            found.getInt("revision"),
                            found.getObject("evaluated_at", OffsetDateTime.class)
                                    .toInstant(),
                            Evaluation.Outcome.valueOf(
                                    found.getString("outcome").toUpperCase(Locale.ROOT)),
                            found.getString("said"),
                            RuleJsonText.texts(found.getString("saw")),
                            found.getObject("next_at", OffsetDateTime.class).toInstant()))
                    : Optional.empty();
        }
    }
}
