package io.tokenledger.pricing.ledger;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Keeps rejected events as long as is asked for. */
@ApplicationScoped
class RejectionJob {
    private static final Logger LOG = Logger.getLogger(RejectionJob.class);
    private static final int ROWS_PER_TRANSACTION = 5_000;

    private final RejectionPruning pruning;
    private final Duration retention;
    private final Clock clock = Clock.systemUTC();

    RejectionJob(DataSource dataSource, RejectionSettings settings) {
        pruning = new RejectionPruning(dataSource);
        retention = settings.rejectedRetention();
        if (!retention.isPositive()) {
            throw new IllegalArgumentException("tokenledger.ledger.rejected-retention is " + retention
                    + ": it has to be longer than nothing, such as P30D");
        }
    }

    /** Makes the job when the service starts, so that a setting that cannot be is told at once. */
    void start(@Observes StartupEvent event) {
        LOG.debugf("rejected events are kept for %s", retention);
    }

    @Scheduled(every = "10m", delayed = "45s", concurrentExecution = ConcurrentExecution.SKIP)
    void prune() throws SQLException {
        Instant before = clock.instant().minus(retention);
        int deleted;
        long inAll = 0;
        do {
            deleted = pruning.prune(before, ROWS_PER_TRANSACTION);
            inAll += deleted;
        } while (deleted == ROWS_PER_TRANSACTION);
        if (inAll > 0) {
            LOG.infof("%d rejected events from before %s were deleted", inAll, before);
        }
    }
}
