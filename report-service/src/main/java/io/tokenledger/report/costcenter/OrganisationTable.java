package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.OrganisationChange.Said;
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

/** {@code reporting.organisation_change}: only ever appended. */
final class OrganisationTable {
    private OrganisationTable() {}

    // The first number is that of this lock among the advisory locks of the database, the second stands for the tenant.
    private static final String ALONE = "SELECT pg_advisory_xact_lock(1953459052, hashtext(?))";

    /** Until the end of the transaction nobody else changes the organisation of that tenant. */
    static void waitForOthers(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALONE)) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }

    // Leans on organisation_change_pkey.
    private static final String OF_TENANT = """
            SELECT kind, subject, revision, valid_from, fields, change_id, author, reason, recorded_at
            FROM reporting.organisation_change
            WHERE tenant_id = ?
            ORDER BY kind, subject, revision
            """;

    static List<OrganisationChange> read(Connection connection, String tenant) throws SQLException {
        List<OrganisationChange> changes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF_TENANT)) {
            statement.setString(1, tenant);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                changes.add(change(row));
            }
        }
        return changes;
    }

    private static OrganisationChange change(ResultSet row) throws SQLException {
        return new OrganisationChange(
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("subject"),
                row.getInt("revision"),
                row.getObject("valid_from", LocalDate.class),
                OrganisationFields.parse(row.getString("fields")),
                new Said(
                        row.getObject("change_id", UUID.class),
                        row.getString("author"),
                        row.getString("reason"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()));
    }

    private static final String APPEND = """
            INSERT INTO reporting.organisation_change (tenant_id, kind, subject, revision, valid_from, fields, change_id,
                author, reason, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?)
            """;

    static void append(Connection connection, String tenant, List<OrganisationChange> changes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            for (OrganisationChange change : changes) {
                statement.setString(1, tenant);
                statement.setString(2, change.kind().wireName());
                statement.setString(3, change.subject());
                statement.setInt(4, change.revision());
                statement.setObject(5, change.validFrom());
                statement.setString(6, change.fields().toString());
                statement.setObject(7, change.said().changeId());
                statement.setString(8, change.said().author());
                statement.setString(9, change.said().reason());
                statement.setObject(10, change.said().at().atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
