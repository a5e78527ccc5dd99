package io.tokenledger.report.allocation;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.costcenter.OrganisationReader;
import io.tokenledger.report.directcost.DirectCostReader;
import io.tokenledger.report.directcost.DirectCosts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and works out what a period costs every cost centre. Everything is read in the caller's transaction, which must see one
 * state of the database.
 */
public final class PeriodCostsReader {
    private PeriodCostsReader() {}

    /** By the settings, the organisation and the rules that are in force. */
    public static PeriodCosts read(Connection connection, String tenant, AccountingPeriod period) throws SQLException {
        AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
        return read(connection, settings, period, OrganisationReader.read(connection, settings));
    }

    /** The same told for another organisation, as one that is in force on another day. */
    public static PeriodCosts read(
            Connection connection, AccountingSettings settings, AccountingPeriod period, Organisation organisation)
            throws SQLException {
        return read(connection, settings, period, organisation, null);
    }

    /** The same by other allocation rules; null: by those that are in force. */
    static PeriodCosts read(
            Connection connection,
            AccountingSettings settings,
            AccountingPeriod period,
            Organisation organisation,
            @Nullable List<AllocationRule> otherRules)
            throws SQLException {
        String tenant = settings.tenant();
        LocalDate lastDay = period.endDay().minusDays(1);
        DirectCosts direct = DirectCostReader.read(connection, settings, period.period(), organisation);
        ManualItemReader.Items items = ManualItemReader.items(connection, settings, period);
        List<AllocationRule> rules = otherRules == null
                ? Versions.inForce(AllocationRuleTable.versions(connection, tenant), lastDay)
                : otherRules;
        return PeriodCosts.of(
                settings,
                period,
                Centers.of(organisation, period),
                direct,
                items.lines(),
                rules,
                Versions.inForce(MarkupRuleTable.versions(connection, tenant), lastDay),
                items.conversions());
    }
}
