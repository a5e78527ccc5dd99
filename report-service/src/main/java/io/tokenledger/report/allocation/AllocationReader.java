package io.tokenledger.report.allocation;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.costcenter.OrganisationReader;
import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Answers how periods are allocated, and what they cost cost centres. */
@ApplicationScoped
public class AllocationReader {
    private static final String REPORT = "allocation";

    private final LedgerViews database;
    private final Clock clock;

    public AllocationReader(LedgerViews database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What an answer rests on. */
    private record Books(AccountingSettings settings, AccountingPeriod period, Organisation organisation) {}

    /**
     * By the rules that are in force.
     *
     * @param period its id; null: the one that is running
     * @param traced code of a cost centre; null: of none
     */
    AllocationJson allocation(String tenant, @Nullable String period, @Nullable String traced) {
        return database.read(REPORT, connection -> {
            Books books = books(connection, tenant, period);
            return AllocationAnswer.of(
                    PeriodCostsReader.read(connection, books.settings, books.period, books.organisation), traced);
        });
    }

    /** By rules that are only tried; refused where they name cost centres that are not there on the period's last day. */
    AllocationJson preview(PreviewForm asked) {
        return database.read(REPORT, connection -> {
            Books books = books(connection, asked.tenant(), asked.period());
            if (asked.rules() != null) {
                LocalDate lastDay = books.period.endDay().minusDays(1);
                OpenBooks open = new OpenBooks(books.settings, books.organisation, null);
                asked.rules().forEach(rule -> AllocationRuleForm.requireCenters(rule, open, lastDay));
            }
            return AllocationAnswer.of(
                    PeriodCostsReader.read(connection, books.settings, books.period, books.organisation, asked.rules()),
                    null);
        });
    }

    CostCenterCostsJson costs(CostCenterCostsQuestion asked) {
        return database.read(REPORT, connection -> {
            Books books = books(connection, asked.tenant(), asked.period());
            PeriodCosts costs = PeriodCostsReader.read(connection, books.settings, books.period, books.organisation);
            LocalDate day = asked.restateAt();
            if (day == null) {
                return CostCenterCostsJson.of(asked, costs, null);
            }
            Instant at = day.atStartOfDay(books.settings.zone()).toInstant();
            return CostCenterCostsJson.of(
                    asked,
                    costs,
                    PeriodCostsReader.read(connection, books.settings, books.period, books.organisation.asAt(at)));
        });
    }

    private Books books(Connection connection, String tenant, @Nullable String period) throws SQLException {
        AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
        AccountingCalendar calendar = AccountingCalendar.of(settings);
        return new Books(
                settings,
                period == null ? calendar.holding(clock.instant()) : calendar.named(period),
                OrganisationReader.read(connection, settings));
    }
}
