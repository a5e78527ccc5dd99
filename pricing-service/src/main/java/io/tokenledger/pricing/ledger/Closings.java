package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;

/**
 * Closings as bookings see them. Bookings share a lock that a closing takes alone: an entry is either committed before a
 * closing, or sees it.
 */
public final class Closings {
    /** One of the advisory locks of the ledger; {@code ledger.close_books} takes it alone. */
    private static final long BOOKING_LOCK = 0x746f6b656e_0001L;

    // A statement of its own: the next one takes its snapshot after the lock was given.
    private static final String SHARE = "SELECT pg_advisory_xact_lock_shared(" + BOOKING_LOCK + ")";
    private static final String ALONE = "SELECT pg_advisory_xact_lock(" + BOOKING_LOCK + ")";

    /** Holds closings off until the end of the transaction. Before anything that a booking rests on is read. */
    void holdOff(Connection connection) throws SQLException {
        run(connection, SHARE);
    }

    /**
     * Waits for the bookings that are under way, and holds new ones off until the end of the transaction, which must be
     * short: what was committed before is seen by whoever books from then on.
     */
    public void waitForBookings(Connection connection) throws SQLException {
        run(connection, ALONE);
    }

    private static void run(Connection connection, String lock) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("a lock of a transaction was asked for outside of one");
        }
        try (PreparedStatement statement = connection.prepareStatement(lock)) {
            statement.execute();
        }
    }

    // Leans on closing_pkey.
    private static final String FIND = """
            SELECT tenant_id, max(closed_until) AS closed_until FROM ledger.closing
            WHERE tenant_id = ANY (?)
            GROUP BY tenant_id""";

    /** The closings of those tenants; to be asked after {@link #holdOff}. */
    ClosedBooks of(Connection connection, Collection<String> tenants, Instant bookedAt) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setArray(1, connection.createArrayOf("text", tenants.toArray()));
            try (ResultSet row = find.executeQuery()) {
                var closedUntil = new HashMap<String, Instant>();
                while (row.next()) {
                    closedUntil.put(
                            row.getString("tenant_id"),
                            row.getObject("closed_until", OffsetDateTime.class).toInstant());
                }
                return new ClosedBooks(closedUntil, bookedAt);
            }
        }
    }
}
