package io.tokenledger.report.reconciliation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tenants say of vendors' lines. Rows are only added. */
final class LineMappingTable {
    private LineMappingTable() {}

    private static final String INSERT = """
        INSERT INTO reporting.vendor_line_mapping (tenant_id, mapping_id, provider, pattern, model, meter, service_tier,
            author, reason, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    static void insert(Connection connection, LineMapping mapping) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, mapping.tenant());
            statement.setObject(2, mapping.id());
            statement.setString(3, mapping.provider());
            statement.setString(4, mapping.pattern());
            statement.setString(5, mapping.model());
            statement.setString(6, mapping.meter());
            statement.setString(7, mapping.serviceTier());
            statement.setString(8, mapping.author());
            statement.setString(9, mapping.reason());
            statement.setObject(10, mapping.createdAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    // Leans on vendor_line_mapping_latest.
    private static final String SELECT = """
        SELECT tenant_id, mapping_id, provider, pattern, model, meter, service_tier, author, reason, created_at
        FROM reporting.vendor_line_mapping
        WHERE tenant_id = ? AND (?::text IS NULL OR provider = ?)
        ORDER BY created_at DESC, mapping_id DESC
        """;

    /** Those of a tenant, the one that counts first. */
    static List<LineMapping> all(Connection connection, String tenant, @Nullable String provider) throws SQLException {
        List<LineMapping> mappings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setString(1, tenant);
            statement.setString(2, provider);
            statement.setString(3, provider);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                mappings.add(new LineMapping(
                        found.getString("tenant_id"),
                        found.getObject("mapping_id", UUID.class),
                        found.getString("provider"),
                        found.getString("pattern"),
                        found.getString("model"),
                        found.getString("meter"),
                        found.getString("service_tier"),
                        found.getString("author"),
                        found.getString("reason"),
                        found.getObject("created_at", OffsetDateTime.class).toInstant()));
            }
        }
        return mappings;
    }

    /** As rules. */
    static List<LineRule> rules(Connection connection, String tenant, String provider) throws SQLException {
        return all(connection, tenant, provider).stream().map(LineMapping::rule).toList();
    }
}
