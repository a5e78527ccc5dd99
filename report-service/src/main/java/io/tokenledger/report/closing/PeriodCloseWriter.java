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
import io.tokenledger.report.closing.PeriodLife.Total;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Closes periods, in two transactions. The first one closes the books in the ledger, and nothing is booked meanwhile, so it is
 * short. The second writes the statements from what can no longer change. What breaks off in between is completed by closing
 * again.
 */
@ApplicationScoped
public class PeriodCloseWriter {
    private final ReportingStore store;
    private final PeriodBooksWriter books;
    private final Clock clock;

    public PeriodCloseWriter(ReportingStore store, PeriodBooksWriter books, Clock clock) {
        this.store = store;
        this.books = books;
        this.clock = clock;
    }

    /** Closes, or completes what broke off: then who signed before is who closed. */
    public void close(String tenant, String periodId, Decision decision) {
        PeriodLife life = store.write(connection -> life(connection, tenant, periodId));
        if (life.state() != State.SEALED) {
            Rehearsal rehearsal = store.writeInOneState(connection -> rehearse(connection, tenant, periodId, decision));
            store.write(connection -> {
                seal(connection, tenant, periodId, rehearsal);
                return periodId;
            });
        }
        store.writeInOneState(connection -> {
            complete(connection, tenant, periodId, decision);
            return periodId;
        });
    }

    /**
     * What would come of closing.
     *
     * @param decision without a reason to override where there is nothing to override
     * @param checks as JSON
     */
    private record Rehearsal(Decision decision, String checks) {}

    /** Everything that would keep the period from being closed, before anything is: writes nothing. */
    private Rehearsal rehearse(Connection connection, String tenant, String periodId, Decision decision)
            throws SQLException {
        AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
        PeriodLife life = life(connection, tenant, periodId);
        Instant now = now();
        life.seal(new Signed(decision.author(), now), settings.twoPersons(), decision.overrideReason());
        List<Check> checks = books.look(connection, settings, life.period(), decision.author(), now, Drafts.TRIED)
                .checks();
        List<Check> failed = checks.stream().filter(Check::failed).toList();
        boolean mayBeOverridden = failed.stream().allMatch(check -> check.name().mayBeOverridden());
        if (!failed.isEmpty() && (decision.overrideReason() == null || !mayBeOverridden)) {
            throw ReportError.ACCOUNTING_PERIOD_CHECKS.because("period " + periodId + " has failed checks: "
                    + failed.stream()
                            .map(check -> check.name().wireName() + " (" + check.sentence() + ")")
                            .collect(Collectors.joining(", "))
                    + (mayBeOverridden
                            ? "; set it right, or say in override_reason why it does not count"
                            : "; set it right, since no reason makes up for all of it"));
        }
        Decision needed = failed.isEmpty() ? new Decision(decision.author(), decision.reason(), null) : decision;
        return new Rehearsal(needed, CheckText.of(checks));
    }

    /** The first transaction. */
    private void seal(Connection connection, String tenant, String periodId, Rehearsal rehearsal) throws SQLException {
        PeriodLifeTable.lock(connection, tenant, periodId);
        ClosedBooksReader.waitForChanges(connection, tenant);
        AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
        PeriodLife life = life(connection, tenant, periodId);
        Decision decision = rehearsal.decision();
        Instant now = now();
        PeriodLife sealed =
                life.seal(new Signed(decision.author(), now), settings.twoPersons(), decision.overrideReason());
        PeriodOrder.check(
                AccountingCalendar.of(settings),
                life.period(),
                ClosedBooksReader.closedUntil(connection, tenant),
                PeriodLifeTable.otherUnderWay(connection, tenant, periodId));
        ClosingWriter.save(connection, sealed, Kind.SEALED, decision, now, rehearsal.checks());
        LedgerClosingWriter.close(
                connection, tenant, life.period().period().to(), decision.author(), decision.reason(), now);
    }

    /** The second transaction. Where somebody else has completed it meanwhile there is nothing to do. */
    private void complete(Connection connection, String tenant, String periodId, Decision decision)
            throws SQLException {
        PeriodLifeTable.lock(connection, tenant, periodId);
        PeriodLife life = life(connection, tenant, periodId);
        if (life.state() == State.CLOSED) {
            return;
        }
        Instant now = now();
        String signedBy = Objects.requireNonNull(life.sealed()).by();
        Total statements = books.close(connection, tenant, life.period(), signedBy, now);
        PeriodLife closed = life.close(now, statements);
        Decision completed = new Decision(decision.author(), decision.reason(), null);
        ClosingWriter.save(connection, closed, Kind.CLOSED, completed, now, null);
    }

    private static PeriodLife life(Connection connection, String tenant, String periodId) throws SQLException {
        AccountingPeriod period = AccountingCalendar.of(AccountingSettingsReader.read(connection, tenant))
                .named(periodId);
        return PeriodLifeTable.find(connection, tenant, period);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
