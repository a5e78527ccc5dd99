package io.tokenledger.pricing.contract;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A transaction that is committed as a whole or rolled back as a whole. */
final class ContractTransaction {
    private ContractTransaction() {}

    /** What is done in it. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    static <T> T run(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
