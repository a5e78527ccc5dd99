package io.tokenledger.pricing.repricing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * One short transaction that reads how events stand and appends to them. Of all instances, one at a time: between
 * reading an event and adding to it nobody else adds to it. Whoever waits gets its turn after one batch, not after a
 * whole run. Bookings do not wait for it.
 */
final class CorrectionBatch {
    private static final Logger LOG = Logger.getLogger(CorrectionBatch.class);
    /** The other advisory lock of the ledger is that of bookings and closings. */
    private static final long CORRECTION_LOCK = 0x746f6b656e_0002L;

    private static final int MOST_ATTEMPTS = 5;
    /** serialization_failure, deadlock_detected, unique_violation. */
    private static final Set<String> REPEATED = Set.of("40001", "40P01", "23505");

    private final DataSource dataSource;

    CorrectionBatch(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is done within the transaction; may be done again from the beginning. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    // A statement of its own: the next one sees what the one before us has committed.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(" + CORRECTION_LOCK + ")";

    /** Runs the work in a transaction, and repeats it as a whole where the database says that this helps. */
    <T> T run(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS || !REPEATED.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                LOG.infof("Corrections are repeated after %s: %s", e.getSQLState(), e.getMessage());
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
                lock.execute();
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
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
