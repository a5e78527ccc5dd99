package io.tokenledger.pricing.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Keeps the journal of changes as short as is asked for. Every instance that books does so; one at a time. */
@ApplicationScoped
class JournalJob {
    private static final Logger LOG = Logger.getLogger(JournalJob.class);
    private static final int ROWS_PER_TRANSACTION = 10_000;
    /** A run of the scheduler ends after this; the next one goes on. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(20);

    private final JournalPruning pruning;
    private final Duration retention;
    private final boolean booksHere;
    private final Clock clock = Clock.systemUTC();
    private final AtomicLong ageSeconds = new AtomicLong();
    private final Counter prunedRows;

    JournalJob(DataSource dataSource, JournalSettings settings, LedgerSettings ledgerSettings, MeterRegistry registry) {
        pruning = new JournalPruning(dataSource);
        retention = settings.journalRetention();
        if (!retention.isPositive()) {
            throw new IllegalArgumentException("tokenledger.ledger.journal-retention is " + retention
                    + ": it has to be longer than nothing, such as P2D");
        }
        booksHere = ledgerSettings.consumers() > 0;
        registry.gauge("tokenledger.pricing.journal.age.seconds", ageSeconds, JournalJob::asDouble);
        prunedRows = Counter.builder("tokenledger.pricing.journal.pruned.rows")
                .description("Rows of the journal of changes that were deleted because they are old")
                .register(registry);
    }

    private static double asDouble(AtomicLong seconds) {
        return (double) seconds.get();
    }

    /** Makes the job when the service starts, so that a setting that cannot be is told at once. */
    void start(@Observes StartupEvent event) {
        LOG.debugf("the journal of changes is kept for %s", retention);
    }

    @Scheduled(every = "60s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void prune() throws SQLException {
        if (!booksHere) {
            return;
        }
        Instant before = clock.instant().minus(retention);
        long started = System.nanoTime();
        int deleted;
        do {
            deleted = pruning.prune(before, ROWS_PER_TRANSACTION);
            prunedRows.increment(deleted);
        } while (deleted > 0 && System.nanoTime() - started < LONGEST_RUN.toNanos());
        Instant oldest = pruning.oldest();
        ageSeconds.set(
                oldest == null ? 0 : Duration.between(oldest, clock.instant()).toSeconds());
    }
}
