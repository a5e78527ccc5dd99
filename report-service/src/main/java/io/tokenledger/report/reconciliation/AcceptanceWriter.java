package io.tokenledger.report.reconciliation;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.accounting.ClosedBooksReader;
import io.tokenledger.report.allocation.ManualItem;
import io.tokenledger.report.allocation.ManualItemWriter;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.reconciliation.AcceptanceTable.Accepted;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepts pieces of a variance, each once, and books them as a manual item in the same transaction. */
@ApplicationScoped
public class AcceptanceWriter {
    private final ReportingStore store;
    private final Clock clock;

    public AcceptanceWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Refused where a piece was accepted before, or a later comparison knows better. */
    Acceptance accept(UUID id, ReconciliationForm.Acceptance asked) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.write(connection -> {
            Reconciliation run = ReconciliationReader.find(connection, asked.tenant(), id);
            Instant closedUntil = ClosedBooksReader.holdOff(connection, run.tenant());
            AcceptanceTable.lock(connection, run);
            refuseOutdated(connection, run);
            List<KeptRow> rows = rows(connection, run, asked);
            refuseChanged(connection, run, rows);
            BigInteger open = rows.stream().map(KeptRow::openPico).reduce(BigInteger.ZERO, BigInteger::add);
            if (!open.equals(asked.amountPico())) {
                throw ReportError.RECONCILIATION_AMOUNT.because("amount is " + Money.exact(asked.amountPico())
                        + ", and what is accepted comes to " + Money.exact(open) + " " + run.currency());
            }
            ManualItem item = item(run, asked, day(connection, run, asked, closedUntil), open, now);
            ManualItemWriter.add(connection, item);
            var acceptance = new Acceptance(
                    UUID.randomUUID(), open, item.id(), item.day(), asked.author(), asked.reason(), now, false);
            AcceptanceTable.insert(connection, run, acceptance, rows);
            return acceptance;
        });
    }

    private static void refuseOutdated(Connection connection, Reconciliation run) throws SQLException {
        var later = ReconciliationTable.later(connection, run);
        if (later.isPresent()) {
            throw ReportError.RECONCILIATION_SUPERSEDED.because("reconciliation " + run.id() + " was superseded by "
                    + later.get().id() + ", which compared some of its days later");
        }
    }

    private static List<KeptRow> rows(Connection connection, Reconciliation run, ReconciliationForm.Acceptance asked)
            throws SQLException {
        List<KeptRow> all = PartRowTable.behind(connection, run, 0, null, Integer.MAX_VALUE);
        List<KeptRow> rows = all.stream()
                .filter(row ->
                        asked.parts().contains(row.row().part()) || asked.rows().contains(row.number()))
                .toList();
        if (rows.isEmpty()
                || (!asked.rows().isEmpty() && rows.size() < asked.rows().size())) {
            throw ReportError.FIELD_INVALID.because(
                    (asked.rows().isEmpty() ? "parts names none" : "rows names a number that is none")
                            + " of the pieces of reconciliation " + run.id() + ", which has " + all.size());
        }
        for (KeptRow row : rows) {
            if (row.acceptance() != null) {
                throw ReportError.RECONCILIATION_ACCEPTED.because("row " + row.number() + " ("
                        + row.row().part().wireName() + ") was accepted before, by acceptance " + row.acceptance());
            }
        }
        return rows;
    }

    /** What was accepted elsewhere while this comparison was made is not in it. */
    private static void refuseChanged(Connection connection, Reconciliation run, List<KeptRow> rows)
            throws SQLException {
        Map<Accepted, BigInteger> before = AcceptanceTable.before(connection, run);
        for (KeptRow row : rows) {
            BigInteger now =
                    before.getOrDefault(new Accepted(run.currency(), row.row().about()), BigInteger.ZERO);
            if (!now.equals(row.acceptedBeforePico())) {
                throw ReportError.RECONCILIATION_SUPERSEDED.because("of row " + row.number() + " "
                        + Money.exact(now) + " " + run.currency()
                        + " are accepted by other reconciliations now, which this one does not know of: compare again");
            }
        }
    }

    /** The last day that was compared, where it is open; else the first that is. */
    private static LocalDate day(
            Connection connection,
            Reconciliation run,
            ReconciliationForm.Acceptance asked,
            @Nullable Instant closedUntil)
            throws SQLException {
        if (asked.day() != null) {
            return asked.day();
        }
        LocalDate last = run.to().minusDays(1);
        AccountingSettings settings = AccountingSettingsReader.read(connection, run.tenant());
        boolean isOpen = closedUntil == null
                || !last.atStartOfDay(settings.zone()).toInstant().isBefore(closedUntil);
        return isOpen ? last : LocalDate.ofInstant(closedUntil, settings.zone());
    }

    private static ManualItem item(
            Reconciliation run,
            ReconciliationForm.Acceptance asked,
            LocalDate day,
            BigInteger amountPico,
            Instant now) {
        return new ManualItem(
                run.tenant(),
                UUID.randomUUID(),
                ManualItem.Kind.RECONCILIATION,
                "reconciliation:" + run.provider(),
                asked.costCenter(),
                day,
                run.currency(),
                amountPico,
                run.provider(),
                "reconciliation/" + run.id(),
                null,
                asked.author(),
                asked.reason(),
                now);
    }
}
