package io.tokenledger.report.allocation;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.accounting.ClosedBooksReader;
import io.tokenledger.report.costcenter.OrganisationReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Reads the books of a tenant for a change, which is in the books before they are closed, or sees that they are. */
final class OpenBooksReader {
    private OpenBooksReader() {}

    /** Holds closings off until the end of the transaction, which reads at READ COMMITTED. */
    static OpenBooks hold(Connection connection, String tenant) throws SQLException {
        var closedUntil = ClosedBooksReader.holdOff(connection, tenant);
        AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
        return new OpenBooks(settings, OrganisationReader.read(connection, settings), closedUntil);
    }

    // The first number is that of this lock among the advisory locks of the database, the second stands for the tenant.
    private static final String ALONE = "SELECT pg_advisory_xact_lock(1953459053, hashtext(?))";

    /** The same, and nobody else changes rules of allocation and markup meanwhile. */
    static OpenBooks holdAlone(Connection connection, String tenant) throws SQLException {
        OpenBooks books = hold(connection, tenant);
        try (PreparedStatement statement = connection.prepareStatement(ALONE)) {
            statement.setString(1, tenant);
            statement.execute();
        }
        return books;
    }
}
