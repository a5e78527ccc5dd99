package io.tokenledger.pricing.ledger;

import io.tokenledger.pricing.ledger.ChangeStreams.Kept;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes old changes out of the journal, whole transactions from the beginning of a stream. That they are gone is noted in
 * the transaction that deletes them. Several instances may prune at once: all but one have nothing to do.
 */
final class JournalPruning {
    private static final long PRUNING_LOCK = 0x746f6b656e_0003L;

    private final DataSource dataSource;
    private final ChangeStreams streams = new ChangeStreams();

    JournalPruning(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(" + PRUNING_LOCK + ")";

    /**
     * Deletes about that many rows of what was booked before an instant, in one transaction.
     *
     * @return how many rows were deleted; 0: there is nothing left, or another instance is at it
     */
    int prune(Instant before, int rows) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int deleted = mayPrune(connection) ? prune(connection, before, rows) : 0;
                connection.commit();
                return deleted;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean mayPrune(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(TRY_LOCK);
                ResultSet row = lock.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** One stream per transaction: its row is locked last, so that bookings wait for the commit only. */
    private int prune(Connection connection, Instant before, int rows) throws SQLException {
        for (Kept kept : streams.all(connection)) {
            OptionalLong through = lastBefore(connection, kept, before, rows);
            if (through.isPresent()) {
                int deleted = delete(connection, kept, through.getAsLong());
                streams.pruned(connection, kept.stream(), through.getAsLong());
                return deleted;
            }
        }
        return 0;
    }

    // The rows of a transaction have the same time; the clocks of instances differ, so the first that is too young ends
    // it.
    // What is gone is passed over: until it is cleaned up, its index entries stand at the beginning. Leans on
    // usage_change_stream_idx.
    private static final String FIND = """
            WITH next AS MATERIALIZED (
                SELECT change_id, booked_at FROM ledger.usage_change
                WHERE stream = ? AND change_id > ?
                ORDER BY change_id LIMIT ?)
            SELECT max(change_id) AS through FROM next
            WHERE change_id < coalesce((SELECT min(change_id) FROM next WHERE booked_at >= ?), 9223372036854775807)""";

    private static OptionalLong lastBefore(Connection connection, Kept kept, Instant before, int rows)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, kept.stream().name());
            find.setLong(2, kept.prunedThrough());
            find.setInt(3, rows);
            find.setObject(4, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
            try (ResultSet row = find.executeQuery()) {
                row.next();
                long through = row.getLong("through");
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(through);
            }
        }
    }

    // Leans on usage_change_stream_idx.
    private static final String DELETE =
            "DELETE FROM ledger.usage_change WHERE stream = ? AND change_id > ? AND change_id <= ?";

    private static int delete(Connection connection, Kept kept, long through) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setString(1, kept.stream().name());
            delete.setLong(2, kept.prunedThrough());
            delete.setLong(3, through);
            return delete.executeUpdate();
        }
    }

    // Leans on usage_change_stream_idx.
    private static final String OLDEST = """
            SELECT booked_at FROM ledger.usage_change
            WHERE stream = ? AND change_id > ?
            ORDER BY change_id LIMIT 1""";

    /** When the oldest change was booked that is still there; null: there is none. */
    @Nullable
    Instant oldest() throws SQLException {
        Instant oldest = null;
        try (Connection connection = dataSource.getConnection()) {
            for (Kept kept : streams.all(connection)) {
                Instant first = oldest(connection, kept);
                if (first != null && (oldest == null || first.isBefore(oldest))) {
                    oldest = first;
                }
            }
        }
        return oldest;
    }

    private static @Nullable Instant oldest(Connection connection, Kept kept) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
            select.setString(1, kept.stream().name());
            select.setLong(2, kept.prunedThrough());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? row.getObject("booked_at", OffsetDateTime.class).toInstant()
                        : null;
            }
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
