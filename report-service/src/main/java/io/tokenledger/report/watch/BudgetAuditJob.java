package io.tokenledger.report.watch;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Holds some budgets against the ledger's entries every minute. */
@ApplicationScoped
public class BudgetAuditJob {
    /** The watch is behind for a moment whenever something is booked. */
    private static final int ATTEMPTS = 50;

    private final BudgetAuditWriter audits;
    private final WatchSettings settings;

    public BudgetAuditJob(BudgetAuditWriter audits, WatchSettings settings) {
        this.audits = audits;
        this.settings = settings;
    }

    @Scheduled(every = "60s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void audit() {
        int attempts = settings.enabled() ? ATTEMPTS : 0;
        while (attempts > 0 && audits.audit(settings.auditsPerMinute()).isEmpty()) {
            attempts--;
        }
    }
}
