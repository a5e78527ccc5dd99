package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** How far each stream of the journal goes, and from where on it is kept. */
final class ChangeStreams {

    // Locks the row until the end of the transaction, and makes it where the stream is new. Leans on
    // change_stream_pkey.
    private static final String LOCK = """
            INSERT INTO ledger.change_stream (stream, last_change, pruned_through, moved_at) VALUES (?, 0, 0, ?)
            ON CONFLICT (stream) DO UPDATE SET moved_at = excluded.moved_at""";

    // A statement of its own, after the lock was given: a number drawn before could become visible after a higher one.
    private static final String DRAW = "SELECT nextval('ledger.change_number')";

    private static final String MOVE = "UPDATE ledger.change_stream SET last_change = ? WHERE stream = ?";

    /**
     * Draws the number of the caller's transaction, and holds off all others of the same stream until it has ended:
     * whoever sees a number of a stream sees all lower ones. To be asked after the identities of events are taken and
     * before an entry or a sum is touched, by everybody: so two transactions of a stream wait here, and nowhere in a ring.
     */
    long next(Connection connection, ChangeStream stream, Instant now) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, stream.name());
            lock.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            lock.executeUpdate();
        }
        long changeId = draw(connection);
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setLong(1, changeId);
            move.setString(2, stream.name());
            move.executeUpdate();
        }
        return changeId;
    }

    private static long draw(Connection connection) throws SQLException {
        try (PreparedStatement draw = connection.prepareStatement(DRAW);
                ResultSet row = draw.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A stream, and the number up to which its journal is gone. */
    record Kept(ChangeStream stream, long prunedThrough) {}

    private static final String ALL = "SELECT stream, pruned_through FROM ledger.change_stream ORDER BY stream";

    List<Kept> all(Connection connection) throws SQLException {
        try (PreparedStatement all = connection.prepareStatement(ALL);
                ResultSet row = all.executeQuery()) {
            var streams = new ArrayList<Kept>();
            while (row.next()) {
                streams.add(new Kept(new ChangeStream(row.getString("stream")), row.getLong("pruned_through")));
            }
            return streams;
        }
    }

    private static final String PRUNED = "UPDATE ledger.change_stream SET pruned_through = ? WHERE stream = ?";

    /** Notes that the journal is gone up to a number, in the transaction that deletes it. */
    void pruned(Connection connection, ChangeStream stream, long through) throws SQLException {
        try (PreparedStatement pruned = connection.prepareStatement(PRUNED)) {
            pruned.setLong(1, through);
            pruned.setString(2, stream.name());
            pruned.executeUpdate();
        }
    }
}
