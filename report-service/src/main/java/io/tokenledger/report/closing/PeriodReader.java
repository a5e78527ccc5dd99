package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.accounting.ClosedBooksReader;
import io.tokenledger.report.closing.PeriodBooksWriter.Drafts;
import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reads the periods of a tenant, and looks at them. */
@ApplicationScoped
public class PeriodReader {
    /** Ten years of a list. */
    private static final int MOST_PERIODS = 120;

    private final LedgerViews database;
    private final PeriodBooksWriter books;
    private final Clock clock;

    public PeriodReader(LedgerViews database, PeriodBooksWriter books, Clock clock) {
        this.database = database;
        this.books = books;
        this.clock = clock;
    }

    /** The twelve up to that of now, the latest first, without what happened to them. */
    public List<PeriodJson> latest(String tenant) {
        return periods(tenant, new PeriodRange(null, null, null)).stream()
                .map(PeriodJson::ofList)
                .toList();
    }

    /** One with its checks, as they were when they were run last, and what happened to it; refused where there is none. */
    public PeriodJson one(String tenant, String periodId) {
        return PeriodJson.of(period(tenant, periodId));
    }

    /** The latest first. */
    List<PeriodView> periods(String tenant, PeriodRange range) {
        return database.read("periods", connection -> {
            AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
            List<AccountingPeriod> periods =
                    new ArrayList<>(range.periods(AccountingCalendar.of(settings), clock.instant(), MOST_PERIODS));
            Collections.reverse(periods);
            Instant closedUntil = ClosedBooksReader.closedUntil(connection, tenant);
            Map<String, PeriodLife> lives = PeriodLifeTable.find(connection, tenant, periods);
            return periods.stream()
                    .map(period -> new PeriodView(
                            settings,
                            lives.getOrDefault(period.id(), PeriodLife.open(tenant, period)),
                            closedUntil,
                            List.of()))
                    .toList();
        });
    }

    /** One, with what happened to it. */
    PeriodView period(String tenant, String periodId) {
        return database.read("period", connection -> {
            AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
            AccountingPeriod period = AccountingCalendar.of(settings).named(periodId);
            return new PeriodView(
                    settings,
                    PeriodLifeTable.find(connection, tenant, period),
                    ClosedBooksReader.closedUntil(connection, tenant),
                    PeriodEventTable.of(connection, tenant, List.of(periodId)));
        });
    }

    /** Looks at it as it is now, whatever state it is in. */
    List<Check> checks(String tenant, String periodId) {
        return database.read("period_checks", connection -> {
            AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
            AccountingPeriod period = AccountingCalendar.of(settings).named(periodId);
            return books.look(connection, settings, period, "", clock.instant(), Drafts.NONE)
                    .checks();
        });
    }
}
