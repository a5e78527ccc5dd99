package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.accounting.ClosedBooksReader;
import io.tokenledger.report.closing.PeriodBooksWriter.Drafts;
import io.tokenledger.report.closing.PeriodEvent.Kind;
import io.tokenledger.report.closing.PeriodForm.Decision;
import io.tokenledger.report.closing.PeriodLife.State;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Begins to close periods, and cancels it. */
@ApplicationScoped
public class ClosingWriter {
    private final ReportingStore store;
    private final PeriodBooksWriter books;
    private final Clock clock;

    public ClosingWriter(ReportingStore store, PeriodBooksWriter books, Clock clock) {
        this.store = store;
        this.books = books;
        this.clock = clock;
    }

    /**
     * Begins, where nobody has; then, and every time again while it is closing, runs the checks and writes drafts. Two
     * transactions: settings cannot change after the first, and the second sees one state of everything.
     */
    public void begin(String tenant, String periodId, Decision decision) {
        store.write(connection -> {
            begin(connection, tenant, periodId, decision);
            return periodId;
        });
        store.writeInOneState(connection -> {
            check(connection, tenant, periodId, decision);
            return periodId;
        });
    }

    private void begin(Connection connection, String tenant, String periodId, Decision decision) throws SQLException {
        PeriodLifeTable.lock(connection, tenant, periodId);
        Instant closedUntil = ClosedBooksReader.holdOff(connection, tenant);
        AccountingCalendar calendar = AccountingCalendar.of(AccountingSettingsReader.read(connection, tenant));
        AccountingPeriod period = calendar.named(periodId);
        PeriodLife before = PeriodLifeTable.find(connection, tenant, period);
        if (before.state() == State.CLOSING) {
            return;
        }
        Instant now = now();
        PeriodLife begun = before.begin(new Signed(decision.author(), now));
        PeriodOrder.check(calendar, period, closedUntil, PeriodLifeTable.otherUnderWay(connection, tenant, periodId));
        save(connection, begun, Kind.BEGUN, decision, now, null);
    }

    private void check(Connection connection, String tenant, String periodId, Decision decision) throws SQLException {
        PeriodLifeTable.lock(connection, tenant, periodId);
        AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
        AccountingPeriod period = AccountingCalendar.of(settings).named(periodId);
        Instant now = now();
        PeriodLife closing = PeriodLifeTable.find(connection, tenant, period);
        closing.checked(null); // before the costs are worked out
        Looked looked = books.look(connection, settings, period, decision.author(), now, Drafts.KEPT);
        save(connection, closing.checked(looked.drafts()), Kind.CHECKED, decision, now, CheckText.of(looked.checks()));
    }

    /** Back to open. Drafts stay, and count for nothing. */
    public void cancel(String tenant, String periodId, Decision decision) {
        store.write(connection -> {
            PeriodLifeTable.lock(connection, tenant, periodId);
            AccountingPeriod period = AccountingCalendar.of(AccountingSettingsReader.read(connection, tenant))
                    .named(periodId);
            PeriodLife before = PeriodLifeTable.find(connection, tenant, period);
            save(connection, before.cancel(), Kind.CANCELLED, decision, now(), null);
            return periodId;
        });
    }

    /** What happened, and what is so since; refused where somebody else was faster. */
    static void save(
            Connection connection, PeriodLife life, Kind kind, Decision decision, Instant at, @Nullable String checks)
            throws SQLException {
        int number = PeriodEventTable.append(
                connection,
                new PeriodEvent(
                        life.tenant(),
                        life.period().id(),
                        kind,
                        decision.author(),
                        decision.reason(),
                        decision.overrideReason(),
                        at,
                        checks));
        PeriodLifeTable.save(connection, life, number);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
