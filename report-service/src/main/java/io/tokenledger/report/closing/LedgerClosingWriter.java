package io.tokenledger.report.closing;

import io.tokenledger.report.problem.ReportError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Closes the books of a tenant in the ledger, by the function that pricing-service publishes. */
final class LedgerClosingWriter {
    private static final String NOT_OVER = "TL002";
    private static final String CLOSED_ALREADY = "TL003";

    private LedgerClosingWriter() {}

    private static final String CLOSE = "SELECT ledger.close_books(?, ?, ?, ?, ?)";

    /** From the commit on nothing is accounted before {@code until} any more. Waits for the bookings that are under way. */
    static void close(Connection connection, String tenant, Instant until, String author, String reason, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLOSE)) {
            statement.setString(1, tenant);
            statement.setObject(2, until.atOffset(ZoneOffset.UTC));
            statement.setString(3, author);
            statement.setString(4, reason);
            statement.setObject(5, now.atOffset(ZoneOffset.UTC));
            statement.execute();
        } catch (SQLException failure) {
            String state = String.valueOf(failure.getSQLState());
            if (state.equals(NOT_OVER)) {
                throw ReportError.ACCOUNTING_PERIOD_NOT_OVER.because("the period ends at " + until, failure);
            }
            if (state.equals(CLOSED_ALREADY)) {
                throw ReportError.ACCOUNTING_PERIOD_CHANGED.because(
                        "the books of tenant '" + tenant + "' were closed to " + until
                                + " or further at the same time: look at the period again",
                        failure);
            }
            throw failure;
        }
    }
}
