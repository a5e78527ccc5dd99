package io.tokenledger.report.allocation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** {@code reporting.markup_rule}: versions, only ever appended. */
final class MarkupRuleTable {
    private MarkupRuleTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.markup_rule (tenant_id, rule_id, version, name, position, cost_center, percent, base,
                counterpart, valid_from, valid_until, author, reason, written_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static void append(Connection connection, MarkupRule rule) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, rule.tenant());
            statement.setObject(2, rule.id());
            statement.setInt(3, rule.version());
            statement.setString(4, rule.name());
            statement.setInt(5, rule.position());
            statement.setString(6, rule.costCenter());
            statement.setBigDecimal(7, rule.percent());
            statement.setString(8, rule.base().name().toLowerCase(Locale.ROOT));
            statement.setString(9, rule.counterpart());
            statement.setObject(10, rule.validFrom());
            statement.setObject(11, rule.validUntil());
            statement.setString(12, rule.author());
            statement.setString(13, rule.reason());
            statement.setObject(14, rule.writtenAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    // Leans on markup_rule_pkey.
    private static final String VERSIONS = """
            SELECT tenant_id, rule_id, version, name, position, cost_center, percent, base, counterpart, valid_from,
                   valid_until, author, reason, written_at
            FROM reporting.markup_rule
            WHERE tenant_id = ?
            ORDER BY rule_id, version
            """;

    /** All versions of all rules of a tenant. */
    static List<MarkupRule> versions(Connection connection, String tenant) throws SQLException {
        List<MarkupRule> versions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
            statement.setString(1, tenant);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                versions.add(rule(row));
            }
        }
        return versions;
    }

    private static MarkupRule rule(ResultSet row) throws SQLException {
        return new MarkupRule(
                row.getString("tenant_id"),
                row.getObject("rule_id", UUID.class),
                row.getInt("version"),
                row.getString("name"),
                row.getInt("position"),
                row.getString("cost_center"),
                row.getBigDecimal("percent").stripTrailingZeros(),
                MarkupRule.Base.valueOf(row.getString("base").toUpperCase(Locale.ROOT)),
                row.getString("counterpart"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("written_at", OffsetDateTime.class).toInstant());
    }
}
