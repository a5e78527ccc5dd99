package io.tokenledger.pricing.pricebook;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;

/**
 * The changes of the book, one transaction each, one after the other: who, why, when, and the version that the book has
 * from then on.
 */
public final class BookChanges {
    private BookChanges() {}

    /**
     * A change that is being made.
     *
     * @param version the book's from this change on
     * @param at since when the book knows it; later changes have later times
     */
    public record Change(long changeId, long version, Instant at) {}

    /** What is done inside one change. */
    @FunctionalInterface
    interface Work<T> {
        /** Returns what came of it; {@link Outcome#keep()} says whether the change is committed. */
        Outcome<T> run(Connection connection) throws SQLException;
    }

    /** The result of a change, and whether it stands. */
    record Outcome<T>(T result, boolean keep) {}

    /** Runs the work in a transaction that is committed as a whole or rolled back as a whole. */
    static <T> T inTransaction(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Outcome<T> outcome = work.run(connection);
                if (outcome.keep()) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return outcome.result();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static final String LOCK_BOOK =
            "UPDATE pricing.book_version SET version = version + 1 WHERE book = 'prices' RETURNING version";

    private static final String INSERT_CHANGE = """
            INSERT INTO pricing.book_change (kind, label, content_sha256, author, reason, changed_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            RETURNING change_id
            """;

    /** Waits for every other change to end, then begins one; it counts from the commit of the transaction. */
    public static Change begin(Connection connection, ImportOrigin origin) throws SQLException {
        long version = nextVersion(connection);
        Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        try (var insert = connection.prepareStatement(INSERT_CHANGE)) {
            List<String> texts =
                    List.of(origin.format(), origin.label(), origin.contentSha256(), origin.author(), origin.reason());
            for (int i = 0; i < texts.size(); i++) {
                insert.setString(i + 1, texts.get(i));
            }
            insert.setObject(6, at.atOffset(ZoneOffset.UTC));
            insert.setLong(7, version);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return new Change(row.getLong("change_id"), version, at);
            }
        }
    }

    /** The same for a caller that has no file. */
    public static Change begin(
            Connection connection, String kind, String label, String sha256, String author, String reason)
            throws SQLException {
        return begin(connection, new ImportOrigin(kind, label, sha256, author, reason));
    }

    private static long nextVersion(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(LOCK_BOOK);
                ResultSet row = update.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("pricing.book_version has no row 'prices'");
            }
            return row.getLong("version");
        }
    }
}
