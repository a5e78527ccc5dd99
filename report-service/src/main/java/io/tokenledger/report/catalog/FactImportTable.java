package io.tokenledger.report.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Where facts came from, and the version that counts their changes. */
public final class FactImportTable {
    private FactImportTable() {}

    private static final String COUNT_UP =
            "UPDATE reporting.catalog_version SET version = version + 1 WHERE catalog = 'facts'";

    private static final String INSERT = """
            INSERT INTO reporting.fact_import (format, label, content_sha256, bundled, author, reason, imported_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            RETURNING import_id
            """;

    /** Begins a change of the facts: others wait until this transaction ends. Returns the id of the import. */
    public static long begin(Connection connection, FactOrigin origin, Instant now) throws SQLException {
        lock(connection);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, origin.format());
            statement.setString(2, origin.label());
            statement.setString(3, origin.contentSha256());
            statement.setBoolean(4, origin.bundled());
            statement.setString(5, origin.author());
            statement.setString(6, origin.reason());
            statement.setObject(7, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            ResultSet inserted = statement.executeQuery();
            inserted.next();
            return inserted.getLong("import_id");
        }
    }

    /**
     * The same for a file, whose content goes in once: null, and nothing is changed, where it went in before, by this or
     * another instance of the service.
     */
    public static @Nullable Long beginOnce(Connection connection, FactOrigin origin, Instant now) throws SQLException {
        if (earlier(connection, origin) != null) {
            return null;
        }
        lock(connection);
        // Another instance may have been faster: what it wrote is seen by a statement that begins after the lock.
        return earlier(connection, origin) != null ? null : begin(connection, origin, now);
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT_UP)) {
            statement.executeUpdate();
        }
    }

    private static final String EARLIER = """
            SELECT min(import_id) AS import_id
            FROM reporting.fact_import
            WHERE format = ? AND content_sha256 = ? AND (label = ? OR NOT bundled)
            """;

    /** The import of the same content in the same format; null: there is none. */
    public static @Nullable Long earlier(Connection connection, FactOrigin origin) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EARLIER)) {
            statement.setString(1, origin.format());
            statement.setString(2, origin.contentSha256());
            statement.setString(3, origin.label());
            ResultSet found = statement.executeQuery();
            found.next();
            return found.getObject("import_id", Long.class);
        }
    }

    private static final String VERSION = "SELECT version FROM reporting.catalog_version WHERE catalog = 'facts'";

    /** Counts up with every change of the facts. */
    public static long version(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VERSION)) {
            ResultSet found = statement.executeQuery();
            found.next();
            return found.getLong("version");
        }
    }
}
