package io.tokenledger.report.recommendation;

import io.tokenledger.report.json.JsonFields;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

/** What tenants allow, every version of it. */
final class ConstraintTable {
    private ConstraintTable() {}

    // Leans on recommendation_constraint_pkey.
    private static final String LATEST = """
            SELECT version, constraints::text AS constraints, author, reason, stated_at
            FROM reporting.recommendation_constraint
            WHERE tenant_id = ?
            ORDER BY version DESC
            LIMIT 1
            """;

    /** What counts; nothing is refused where nothing was stated. */
    static StatedConstraints latest(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setString(1, tenant);
            ResultSet row = select.executeQuery();
            return row.next()
                    ? new StatedConstraints(
                            tenant,
                            row.getLong("version"),
                            ConstraintForm.read(JsonFields.parse(row.getString("constraints"))),
                            row.getString("author"),
                            row.getString("reason"),
                            row.getObject("stated_at", OffsetDateTime.class).toInstant())
                    : StatedConstraints.none(tenant);
        }
    }

    private static final String INSERT = """
            INSERT INTO reporting.recommendation_constraint (tenant_id, version, constraints, author, reason, stated_at)
            VALUES (?, ?, ?::json, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING version
            """;

    /** False, and nothing is written, where that version was stated meanwhile. */
    static boolean insert(Connection connection, StatedConstraints stated, String json) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, stated.tenant());
            insert.setLong(2, stated.version());
            insert.setString(3, json);
            insert.setString(4, stated.author());
            insert.setString(5, stated.reason());
            insert.setObject(6, OffsetDateTime.ofInstant(Objects.requireNonNull(stated.statedAt()), ZoneOffset.UTC));
            return insert.executeQuery().next();
        }
    }
}
