package io.tokenledger.report.allocation;

import io.tokenledger.report.allocation.Transfer.Method;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** {@code reporting.allocation_rule}: versions, only ever appended. */
final class AllocationRuleTable {
    private AllocationRuleTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.allocation_rule (tenant_id, rule_id, version, name, position, origin, receivers, exact,
                except_for, method, share_codes, shares, valid_from, valid_until, author, reason, written_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static void append(Connection connection, AllocationRule rule) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, rule.tenant());
            statement.setObject(2, rule.id());
            statement.setInt(3, rule.version());
            statement.setString(4, rule.name());
            statement.setInt(5, rule.position());
            statement.setString(6, rule.origin().text());
            statement.setArray(7, texts(connection, rule.to()));
            statement.setBoolean(8, rule.exact());
            statement.setArray(9, texts(connection, rule.except()));
            statement.setString(10, rule.method().name().toLowerCase(Locale.ROOT));
            statement.setArray(11, texts(connection, rule.shares().keySet()));
            statement.setArray(
                    12,
                    connection.createArrayOf("numeric", rule.shares().values().toArray()));
            statement.setObject(13, rule.validFrom());
            statement.setObject(14, rule.validUntil());
            statement.setString(15, rule.author());
            statement.setString(16, rule.reason());
            statement.setObject(17, rule.writtenAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    // Leans on allocation_rule_pkey.
    private static final String VERSIONS = """
            SELECT tenant_id, rule_id, version, name, position, origin, receivers, exact, except_for, method, share_codes,
                   shares, valid_from, valid_until, author, reason, written_at
            FROM reporting.allocation_rule
            WHERE tenant_id = ?
            ORDER BY rule_id, version
            """;

    /** All versions of all rules of a tenant. */
    static List<AllocationRule> versions(Connection connection, String tenant) throws SQLException {
        List<AllocationRule> versions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
            statement.setString(1, tenant);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                versions.add(rule(row));
            }
        }
        return versions;
    }

    private static AllocationRule rule(ResultSet row) throws SQLException {
        return new AllocationRule(
                row.getString("tenant_id"),
                row.getObject("rule_id", UUID.class),
                row.getInt("version"),
                row.getString("name"),
                row.getInt("position"),
                Origin.of(row.getString("origin")),
                List.of((String[]) row.getArray("receivers").getArray()),
                row.getBoolean("exact"),
                List.of((String[]) row.getArray("except_for").getArray()),
                Method.valueOf(row.getString("method").toUpperCase(Locale.ROOT)),
                shares(row),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("written_at", OffsetDateTime.class).toInstant());
    }

    private static SortedMap<String, BigDecimal> shares(ResultSet row) throws SQLException {
        String[] codes = (String[]) row.getArray("share_codes").getArray();
        BigDecimal[] values = (BigDecimal[]) row.getArray("shares").getArray();
        SortedMap<String, BigDecimal> shares = new TreeMap<>();
        for (int i = 0; i < codes.length; i++) {
            shares.put(codes[i], values[i]);
        }
        return shares;
    }

    private static Array texts(Connection connection, Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
