package io.tokenledger.report.store;

import io.quarkus.agroal.DataSource;
import io.tokenledger.report.ledger.DatabaseProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes to schema {@code reporting}, which this service owns. Reports are read elsewhere
 * ({@link io.tokenledger.report.ledger.LedgerViews}), over connections that cannot write.
 */
@ApplicationScoped
public class ReportingStore {
    private static final int ATTEMPTS = 3;

    private final javax.sql.DataSource database;

    public ReportingStore(@DataSource("writing") javax.sql.DataSource database) {
        this.database = database;
    }

    /** What is written within one transaction. It may be run again from the start, so it changes nothing else. */
    @FunctionalInterface
    public interface Writing<T> {
        T to(Connection connection) throws SQLException;
    }

    /**
     * One transaction at READ COMMITTED: all of it or, where anything is thrown, nothing. A deadlock is run again as a
     * whole. Where the answer to the commit was lost the caller is told 503 and cannot know which of the two it was.
     */
    public <T> T write(Writing<T> writing) {
        return write(Connection.TRANSACTION_READ_COMMITTED, writing);
    }

    /**
     * The same at REPEATABLE READ: what is read is one state of the database from the first statement on. Where others have
     * changed meanwhile what it changes or locks, it is run again as a whole.
     */
    public <T> T writeInOneState(Writing<T> writing) {
        return write(Connection.TRANSACTION_REPEATABLE_READ, writing);
    }

    private <T> T write(int isolation, Writing<T> writing) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(isolation, writing);
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS || !isWorthAnotherAttempt(failure)) {
                    throw DatabaseProblem.of(failure);
                }
            }
        }
    }

    private <T> T attempt(int isolation, Writing<T> writing) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(isolation); // the pool sets it back
            connection.setAutoCommit(false);
            try {
                T written = writing.to(connection);
                connection.commit();
                return written;
            } catch (SQLException | RuntimeException failure) {
                rollBack(connection, failure);
                throw failure;
            }
        }
    }

    /** Class 40: the database took the transaction back, because of others. */
    private static boolean isWorthAnotherAttempt(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("40");
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException failure) {
            cause.addSuppressed(failure);
        }
    }
}
