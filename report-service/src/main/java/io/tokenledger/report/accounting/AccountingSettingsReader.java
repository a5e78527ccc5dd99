package io.tokenledger.report.accounting;

import io.tokenledger.report.accounting.AccountingSettings.Accounts;
import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import io.tokenledger.report.accounting.AccountingSettings.Limits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Month;
import java.time.ZoneId;
import java.util.Locale;

/** Reads how a tenant keeps its books, in the transaction that needs it. */
public final class AccountingSettingsReader {
    private AccountingSettingsReader() {}

    // Leans on accounting_settings_pkey: the last version of the tenant.
    private static final String IN_FORCE = """
            SELECT zone, currency, calendar, fiscal_year_start, two_persons, most_unpriced, most_unattributed,
                   most_variance, most_rejected, most_expected_late, expense_account, clearing_account
            FROM reporting.accounting_settings
            WHERE tenant_id = ?
            ORDER BY version DESC
            LIMIT 1
            """;

    /** The settings in force; {@link AccountingSettings#standard} of a tenant that has said nothing. */
    public static AccountingSettings read(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IN_FORCE)) {
            statement.setString(1, tenant);
            ResultSet row = statement.executeQuery();
            return row.next() ? settings(tenant, row) : AccountingSettings.standard(tenant);
        }
    }

    static AccountingSettings settings(String tenant, ResultSet row) throws SQLException {
        return new AccountingSettings(
                tenant,
                ZoneId.of(row.getString("zone")),
                row.getString("currency"),
                CalendarKind.valueOf(row.getString("calendar").toUpperCase(Locale.ROOT)),
                Month.of(row.getInt("fiscal_year_start")),
                row.getBoolean("two_persons"),
                new Limits(
                        row.getBigDecimal("most_unpriced"),
                        row.getBigDecimal("most_unattributed"),
                        row.getBigDecimal("most_variance"),
                        row.getBigDecimal("most_rejected"),
                        row.getBigDecimal("most_expected_late")),
                new Accounts(row.getString("expense_account"), row.getString("clearing_account")));
    }
}
