package io.tokenledger.report.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Audits budgets in turn, keeps what it finds, and has what differs made anew from the ledger. */
@ApplicationScoped
public class BudgetAuditWriter {
    private static final Logger LOG = Logger.getLogger(BudgetAuditWriter.class);

    private final LedgerViews views;
    private final ReportingStore store;
    private final BudgetAuditReader audits;
    private final Clock clock;
    private final Counter audited;
    private final Counter drifted;
    private final Counter unfinished;

    public BudgetAuditWriter(
            LedgerViews views, ReportingStore store, BudgetAuditReader audits, Clock clock, MeterRegistry meters) {
        this.views = views;
        this.store = store;
        this.audits = audits;
        this.clock = clock;
        this.audited = Counter.builder("tokenledger.watch.audits")
                .description("Budgets that were held against the ledger's entries")
                .register(meters);
        this.drifted = Counter.builder("tokenledger.watch.drifts")
                .description("Budgets that were not as the ledger's entries say, and were made anew")
                .register(meters);
        this.unfinished = Counter.builder("tokenledger.watch.audits.unfinished")
                .description("Budgets whose entries could not be summed up in the time that a report may take")
                .register(meters);
    }

    /**
     * Looks at those that have waited longest. Between two ticks: where the journal has gone on nothing can be said, and the
     * same ones come first again.
     *
     * @return what differed; empty: the watch is behind
     */
    public Optional<List<Drift>> audit(int count) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<BudgetKey> next = views.read("budget_audit", connection -> DriftTable.next(connection, count));
        List<Drift> drifts = new java.util.ArrayList<>();
        for (BudgetKey budget : next) {
            Optional<List<Drift>> found = drift(budget, now);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            keep(budget, found.get(), now);
            drifts.addAll(found.get());
        }
        return Optional.of(drifts);
    }

    private Optional<List<Drift>> drift(BudgetKey budget, Instant now) {
        try {
            Optional<List<Drift>> found =
                    views.read("budget_audit", connection -> audits.drift(connection, List.of(budget), now));
            if (found.isPresent()) {
                audited.increment();
            }
            return found;
        } catch (ReportProblem tooLong) { // it must not keep the others waiting
            unfinished.increment();
            LOG.warnf(tooLong, "budget %s of %s could not be audited", budget.budget(), budget.tenant());
            store.write(connection -> {
                DriftTable.looked(connection, List.of(budget), now);
                return true;
            });
            return Optional.of(List.of());
        }
    }

    /** What differs is made anew at the next tick, and looked at again first of all. */
    private void keep(BudgetKey budget, List<Drift> drifts, Instant now) {
        Set<StateKey> again = drifts.stream()
                .map(drift -> new StateKey(drift.tenant(), drift.budget(), drift.periodStart()))
                .collect(Collectors.toCollection(HashSet::new));
        store.write(connection -> {
            if (drifts.isEmpty()) {
                DriftTable.gone(connection, List.of(budget), now);
            } else {
                LeadTable.interrupt(connection);
                WatchedTable.addDue(connection, again);
                DriftTable.insert(connection, drifts, now);
            }
            DriftTable.looked(connection, List.of(budget), drifts.isEmpty() ? now : Instant.EPOCH);
            return true;
        });
        if (!drifts.isEmpty()) {
            drifted.increment();
            LOG.errorf("budget %s is not what the entries add up to and is made anew: %s", budget, drifts);
        }
    }
}
