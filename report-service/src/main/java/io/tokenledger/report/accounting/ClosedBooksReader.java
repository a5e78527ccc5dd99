package io.tokenledger.report.accounting;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Up to when a tenant's books are closed. What statements rest on (cost centres, rules, manual items) is changed under a
 * shared lock, and books are closed under the same lock alone: a change is either in the statements or sees the closing.
 */
public final class ClosedBooksReader {
    private ClosedBooksReader() {}

    // The first number is that of this lock among the advisory locks of the database, the second stands for the tenant.
    private static final String SHARE = "SELECT pg_advisory_xact_lock_shared(1953459051, hashtext(?))";
    private static final String ALONE = "SELECT pg_advisory_xact_lock(1953459051, hashtext(?))";

    /**
     * Holds closings of that tenant off until the end of the transaction, which reads at READ COMMITTED, and reads up to when
     * the books are closed; null: they never were.
     */
    public static @Nullable Instant holdOff(Connection connection, String tenant) throws SQLException {
        lock(connection, SHARE, tenant);
        return closedUntil(connection, tenant);
    }

    /** Waits for changes that are under way, and holds new ones off until the end of the transaction. */
    public static void waitForChanges(Connection connection, String tenant) throws SQLException {
        lock(connection, ALONE, tenant);
    }

    private static void lock(Connection connection, String lock, String tenant) throws SQLException {
        try (var statement = connection.prepareStatement(lock)) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }

    private static final String CLOSED_UNTIL =
            "SELECT max(closed_until) AS closed_until FROM ledger.closing_published WHERE tenant = ?";

    /** The same without a lock. */
    public static @Nullable Instant closedUntil(Connection connection, String tenant) throws SQLException {
        try (var statement = connection.prepareStatement(CLOSED_UNTIL)) {
            statement.setString(1, tenant);
            ResultSet row = statement.executeQuery();
            row.next();
            OffsetDateTime until = row.getObject("closed_until", OffsetDateTime.class);
            return until == null ? null : until.toInstant();
        }
    }
}
