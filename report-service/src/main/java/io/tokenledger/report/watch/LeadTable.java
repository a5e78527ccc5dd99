package io.tokenledger.report.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Who watches, and how far the journal has been read. */
final class LeadTable {
    private LeadTable() {}

    /**
     * The lead, which ends with the transaction.
     *
     * @param tick how often something was written so far
     * @param rates hash of the exchange rates by which states were converted
     */
    record Lead(long tick, String rates) {}

    private static final String TAKE =
            "SELECT tick, rates FROM reporting.watch_lead WHERE lead = 'budgets' FOR UPDATE SKIP LOCKED";

    /**
     * The lead; empty where another transaction holds it. The first statement of its transaction, which must be REPEATABLE
     * READ: where another one has moved the row since the snapshot was taken it fails with 40001, so whoever has the lead sees
     * all that its predecessor wrote.
     */
    static Optional<Lead> take(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            ResultSet found = statement.executeQuery();
            return found.next()
                    ? Optional.of(new Lead(found.getLong("tick"), found.getString("rates")))
                    : Optional.empty();
        }
    }

    private static final String MOVE = "UPDATE reporting.watch_lead SET tick = ?, rates = ? WHERE lead = 'budgets'";

    static void move(Connection connection, Lead lead) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setLong(1, lead.tick());
            statement.setString(2, lead.rates());
            if (statement.executeUpdate() != 1) {
                throw new SQLException("reporting.watch_lead has no row 'budgets'");
            }
        }
    }

    private static final String INTERRUPT = "UPDATE reporting.watch_lead SET tick = tick + 1 WHERE lead = 'budgets'";

    /** Whoever watches reads its tables anew at the next tick. */
    static void interrupt(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INTERRUPT)) {
            statement.executeUpdate();
        }
    }

    private static final String POSITION = """
            INSERT INTO reporting.watch_position (stream, position, moved_at)
            VALUES (?, ?, ?)
            ON CONFLICT (stream) DO UPDATE SET position = excluded.position, moved_at = excluded.moved_at
            """;

    /**
     * Moves the positions. {@code moved_at} is when the stream was last booked into, of a stream that was read to its end: all
     * that was booked until then has been seen. Where it was not, that is left as it was.
     */
    static void move(Connection connection, List<Stretch> stretches) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POSITION)) {
            for (Stretch stretch : stretches) {
                if (!stretch.isEmpty() || stretch.isNew()) {
                    statement.setString(1, stretch.stream());
                    statement.setLong(2, stretch.through());
                    statement.setObject(3, stretch.seenUntil().atOffset(ZoneOffset.UTC));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
