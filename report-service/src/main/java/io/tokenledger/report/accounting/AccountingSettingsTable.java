package io.tokenledger.report.accounting;

import io.tokenledger.report.accounting.AccountingSettings.Limits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The versions of how tenants keep their books. */
final class AccountingSettingsTable {
    private AccountingSettingsTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.accounting_settings (tenant_id, version, zone, currency, calendar, fiscal_year_start,
                two_persons, most_unpriced, most_unattributed, most_variance, most_rejected, most_expected_late,
                expense_account, clearing_account, author, reason, set_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING version
            """;

    /** False, and nothing is there, where the tenant has that version already. */
    static boolean insert(Connection connection, SettingsVersion version) throws SQLException {
        AccountingSettings settings = version.settings();
        Limits limits = settings.limits();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, settings.tenant());
            statement.setInt(2, version.version());
            statement.setString(3, settings.zone().getId());
            statement.setString(4, settings.currency());
            statement.setString(5, settings.calendar().name().toLowerCase(Locale.ROOT));
            statement.setInt(6, settings.fiscalYearStart().getValue());
            statement.setBoolean(7, settings.twoPersons());
            statement.setBigDecimal(8, limits.unpriced());
            statement.setBigDecimal(9, limits.unattributed());
            statement.setBigDecimal(10, limits.variance());
            statement.setBigDecimal(11, limits.rejected());
            statement.setBigDecimal(12, limits.expectedLate());
            statement.setString(13, settings.accounts().expense());
            statement.setString(14, settings.accounts().clearing());
            statement.setString(15, version.author());
            statement.setString(16, version.reason());
            statement.setObject(17, version.setAt().atOffset(ZoneOffset.UTC));
            return statement.executeQuery().next();
        }
    }

    // Leans on accounting_settings_pkey.
    private static final String LATEST = """
            SELECT version, zone, currency, calendar, fiscal_year_start, two_persons, most_unpriced, most_unattributed,
                   most_variance, most_rejected, most_expected_late, expense_account, clearing_account, author, reason, set_at
            FROM reporting.accounting_settings
            WHERE tenant_id = ?
            ORDER BY version DESC
            LIMIT ?
            """;

    /** The latest first; none of a tenant that has said nothing. */
    static List<SettingsVersion> latest(Connection connection, String tenant, int most) throws SQLException {
        List<SettingsVersion> versions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            statement.setString(1, tenant);
            statement.setInt(2, most);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                versions.add(new SettingsVersion(
                        found.getInt("version"),
                        AccountingSettingsReader.settings(tenant, found),
                        found.getString("author"),
                        found.getString("reason"),
                        found.getObject("set_at", OffsetDateTime.class).toInstant()));
            }
        }
        return versions;
    }

    // Leans on period_pkey: a tenant has few periods that anybody has begun to close.
    private static final String UNDER_WAY = """
            SELECT period_id FROM reporting.period
            WHERE tenant_id = ? AND state <> 'open'
            ORDER BY ends_at DESC
            LIMIT 1
            """;

    /** Periods that are being closed, or are closed; the last one. Empty where there is none. */
    static List<String> notOpen(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNDER_WAY)) {
            statement.setString(1, tenant);
            ResultSet found = statement.executeQuery();
            return found.next() ? List.of(found.getString("period_id")) : List.of();
        }
    }
}
