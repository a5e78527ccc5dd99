package io.tokenledger.report.accounting;

import io.tokenledger.report.accounting.AccountingSettingsForm.Wanted;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Keeps versions of how tenants keep their books. */
@ApplicationScoped
public class AccountingSettingsWriter {
    private final ReportingStore store;
    private final Clock clock;

    public AccountingSettingsWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Sets them, as a new version. What decides where periods begin, and what statements are added up in, stays as it is once
     * a period is being closed or the books are closed.
     */
    SettingsVersion set(Wanted wanted) {
        return store.write(connection -> {
            String tenant = wanted.settings().tenant();
            ClosedBooksReader.waitForChanges(connection, tenant);
            int latest = AccountingSettingsTable.latest(connection, tenant, 1).stream()
                    .mapToInt(SettingsVersion::version)
                    .findFirst()
                    .orElse(0);
            if (wanted.version() != null && wanted.version() != latest) {
                throw changedMeanwhile("version is " + wanted.version() + ", and the settings are at " + latest);
            }
            refuseOtherPeriods(connection, AccountingSettingsReader.read(connection, tenant), wanted.settings());
            SettingsVersion set = new SettingsVersion(
                    latest + 1,
                    wanted.settings(),
                    wanted.author(),
                    wanted.reason(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (!AccountingSettingsTable.insert(connection, set)) {
                throw changedMeanwhile("somebody else set them at the same time");
            }
            return set;
        });
    }

    private static void refuseOtherPeriods(Connection connection, AccountingSettings before, AccountingSettings after)
            throws SQLException {
        String change = change(before, after);
        if (change.isEmpty()) {
            return;
        }
        List<String> notOpen = AccountingSettingsTable.notOpen(connection, before.tenant());
        if (!notOpen.isEmpty() || ClosedBooksReader.closedUntil(connection, before.tenant()) != null) {
            throw ReportError.ACCOUNTING_SETTINGS_FIXED.because(change + " of the books of tenant '" + before.tenant()
                    + "' cannot change: "
                    + (notOpen.isEmpty()
                            ? "they were closed before"
                            : "period " + notOpen.getFirst() + " is closed or being closed")
                    + ", and all periods follow one another");
        }
    }

    private static String change(AccountingSettings before, AccountingSettings after) {
        if (!before.zone().equals(after.zone())) {
            return "timezone " + before.zone();
        }
        if (!before.currency().equals(after.currency())) {
            return "currency " + before.currency();
        }
        if (before.calendar() != after.calendar()) {
            return "calendar " + AccountingSettingsForm.wireName(before.calendar());
        }
        return before.fiscalYearStart() == after.fiscalYearStart()
                ? ""
                : "fiscal_year_start " + before.fiscalYearStart().getValue();
    }

    private static ReportProblem changedMeanwhile(String why) {
        return ReportError.ACCOUNTING_SETTINGS_CHANGED.because(why + ": read them again");
    }
}
