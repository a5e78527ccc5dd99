package io.tokenledger.report.rule;

import io.tokenledger.report.alert.AlertKind;
import io.tokenledger.report.alert.Severity;
import io.tokenledger.report.json.JsonFields;
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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules as they are. */
final class RuleTable {
    private RuleTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.alert_rule (tenant_id, rule_id, revision, name, kind, scope, condition, severity, channels,
                enabled, created_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?::json, ?::json, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING rule_id
            """;

    /** False, and nothing is there, where the tenant has a rule of that name. */
    static boolean insert(Connection connection, AlertRule rule) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, rule.tenant());
            insert.setObject(2, rule.id());
            insert.setInt(3, rule.revision());
            insert.setString(4, rule.name());
            insert.setString(5, rule.condition().kind().wireName());
            insert.setString(6, RuleJsonText.write(rule.scope()));
            insert.setString(7, RuleJsonText.write(ConditionForm.fields(rule.condition())));
            insert.setString(8, rule.severity().wireName());
            insert.setArray(9, connection.createArrayOf("uuid", rule.channels().toArray()));
            insert.setBoolean(10, rule.enabled());
            insert.setObject(11, utc(rule.createdAt()));
            insert.setObject(12, utc(rule.changedAt()));
            return insert.executeQuery().next();
        }
    }

    private static final String UPDATE = """
            UPDATE reporting.alert_rule
            SET revision = ?, name = ?, scope = ?::json, condition = ?::json, severity = ?, channels = ?, enabled = ?,
                changed_at = ?, archived_at = ?
            WHERE tenant_id = ? AND rule_id = ? AND revision = ?
            RETURNING rule_id
            """;

    /** False, and nothing is changed, where it is no longer the revision before this one. */
    static boolean update(Connection connection, AlertRule rule) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setInt(1, rule.revision());
            update.setString(2, rule.name());
            update.setString(3, RuleJsonText.write(rule.scope()));
            update.setString(4, RuleJsonText.write(ConditionForm.fields(rule.condition())));
            update.setString(5, rule.severity().wireName());
            update.setArray(6, connection.createArrayOf("uuid", rule.channels().toArray()));
            update.setBoolean(7, rule.enabled());
            update.setObject(8, utc(rule.changedAt()));
            update.setObject(
                    9, rule.archivedAt() == null ? null : utc(rule.archivedAt()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setString(10, rule.tenant());
            update.setObject(11, rule.id());
            update.setInt(12, rule.revision() - 1);
            return update.executeQuery().next();
        }
    }

    private static final String SELECT = """
            SELECT r.tenant_id, r.rule_id, r.revision, r.name, r.kind, r.scope::text AS scope,
                   r.condition::text AS condition, r.severity, r.channels, r.enabled, r.created_at, r.changed_at, r.archived_at
            FROM reporting.alert_rule r
            """;

    // Leans on alert_rule_name_key, and for one on alert_rule_pkey.
    private static final String OF_TENANT = SELECT + """
            WHERE r.tenant_id = ? AND (? OR r.archived_at IS NULL) AND (?::uuid IS NULL OR r.rule_id = ?::uuid)
            ORDER BY r.name, r.rule_id
            """;

    /** Those of a tenant by name. */
    static List<AlertRule> of(Connection connection, String tenant, boolean alsoArchived) throws SQLException {
        return of(connection, tenant, alsoArchived, null);
    }

    /** The one of that id, archived or not; empty where the tenant has none. */
    static Optional<AlertRule> find(Connection connection, String tenant, UUID id) throws SQLException {
        return of(connection, tenant, true, id).stream().findFirst();
    }

    private static List<AlertRule> of(Connection connection, String tenant, boolean alsoArchived, @Nullable UUID id)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_TENANT)) {
            select.setString(1, tenant);
            select.setBoolean(2, alsoArchived);
            select.setObject(3, id, Types.OTHER);
            select.setObject(4, id, Types.OTHER);
            return rules(select);
        }
    }

    // All tenants' rules together are few: the whole table and its status are read.
    private static final String DUE = SELECT + """
            LEFT JOIN reporting.alert_rule_status s ON s.tenant_id = r.tenant_id AND s.rule_id = r.rule_id
            WHERE r.enabled AND r.archived_at IS NULL
              AND (s.next_at IS NULL OR s.next_at <= ? OR s.revision <> r.revision)
            ORDER BY s.next_at NULLS FIRST, r.tenant_id, r.rule_id
            """;

    /** Those of all tenants that are to be asked now, the one that waits longest first. */
    static List<AlertRule> due(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setObject(1, utc(now));
            return rules(select);
        }
    }

    private static List<AlertRule> rules(PreparedStatement select) throws SQLException {
        List<AlertRule> rules = new ArrayList<>();
        ResultSet found = select.executeQuery();
        while (found.next()) {
            rules.add(rule(found));
        }
        return rules;
    }

    private static AlertRule rule(ResultSet found) throws SQLException {
        AlertKind kind = AlertKind.valueOf(found.getString("kind").toUpperCase(Locale.ROOT));
        OffsetDateTime archivedAt = found.getObject("archived_at", OffsetDateTime.class);
        return new AlertRule(
                found.getObject("rule_id", UUID.class),
                found.getString("tenant_id"),
                found.getInt("revision"),
                found.getString("name"),
                RuleJsonText.scope(found.getString("scope")),
                ConditionForm.read(kind, JsonFields.parse(found.getString("condition"))),
                Severity.valueOf(found.getString("severity").toUpperCase(Locale.ROOT)),
                List.of((UUID[]) found.getArray("channels").getArray()),
                found.getBoolean("enabled"),
                found.getObject("created_at", OffsetDateTime.class).toInstant(),
                found.getObject("changed_at", OffsetDateTime.class).toInstant(),
                archivedAt == null ? null : archivedAt.toInstant());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
