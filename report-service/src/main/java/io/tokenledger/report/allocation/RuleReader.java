package io.tokenledger.report.allocation;

import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rules of allocation and markup. */
@ApplicationScoped
public class RuleReader {
    private static final String REPORT = "allocation-rules";

    private final LedgerViews database;
    private final Clock clock;

    public RuleReader(LedgerViews database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those in force on a day; null: today, in the zone of the books. */
    AllocationRuleJson.InForce allocation(String tenant, @Nullable LocalDate asked) {
        return database.read(REPORT, connection -> {
            LocalDate day = day(connection, tenant, asked);
            var rules = Versions.inForce(AllocationRuleTable.versions(connection, tenant), day);
            return new AllocationRuleJson.InForce(
                    tenant, day, rules.stream().map(AllocationRuleJson::of).toList());
        });
    }

    /** The same of markups. */
    MarkupRuleJson.InForce markup(String tenant, @Nullable LocalDate asked) {
        return database.read(REPORT, connection -> {
            LocalDate day = day(connection, tenant, asked);
            var rules = Versions.inForce(MarkupRuleTable.versions(connection, tenant), day);
            return new MarkupRuleJson.InForce(
                    tenant, day, rules.stream().map(MarkupRuleJson::of).toList());
        });
    }

    /** All versions of a rule; refused where the tenant has none of that id. */
    AllocationRuleJson.History allocation(String tenant, UUID id) {
        List<AllocationRuleJson> versions =
                database.read(REPORT, connection -> AllocationRuleTable.versions(connection, tenant)).stream()
                        .filter(rule -> rule.id().equals(id))
                        .map(AllocationRuleJson::of)
                        .toList();
        if (versions.isEmpty()) {
            throw ReportError.ALLOCATION_RULE_UNKNOWN.because("tenant '" + tenant + "' has no allocation rule " + id);
        }
        return new AllocationRuleJson.History(tenant, id, versions);
    }

    /** The same of markups. */
    MarkupRuleJson.History markup(String tenant, UUID id) {
        List<MarkupRuleJson> versions =
                database.read(REPORT, connection -> MarkupRuleTable.versions(connection, tenant)).stream()
                        .filter(rule -> rule.id().equals(id))
                        .map(MarkupRuleJson::of)
                        .toList();
        if (versions.isEmpty()) {
            throw ReportError.MARKUP_RULE_UNKNOWN.because("tenant '" + tenant + "' has no markup rule " + id);
        }
        return new MarkupRuleJson.History(tenant, id, versions);
    }

    private LocalDate day(Connection connection, String tenant, @Nullable LocalDate asked) throws SQLException {
        return asked != null
                ? asked
                : LocalDate.ofInstant(
                        clock.instant(),
                        AccountingSettingsReader.read(connection, tenant).zone());
    }
}
