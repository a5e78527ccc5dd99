package io.tokenledger.report.costcenter;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads who pays in a tenant. */
@ApplicationScoped
public class OrganisationReader {
    private final LedgerViews database;

    public OrganisationReader(LedgerViews database) {
        this.database = database;
    }

    /** For all time, in the transaction that needs it. */
    public static Organisation read(Connection connection, AccountingSettings settings) throws SQLException {
        return book(connection, settings).organisation();
    }

    static OrganisationBook book(Connection connection, AccountingSettings settings) throws SQLException {
        return new OrganisationBook(settings, OrganisationTable.read(connection, settings.tenant()));
    }

    OrganisationBook book(String tenant) {
        return database.read(
                "organisation", connection -> book(connection, AccountingSettingsReader.read(connection, tenant)));
    }
}
