package io.tokenledger.pricing.repricing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tokenledger.pricing.ledger.LedgerSettings;
import io.tokenledger.pricing.ledger.UnpricedWait;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What goes on by itself: events that wait for a price are priced, repricings that were asked for are applied. Every
 * instance that books does so; in turn, a batch each. What fails is tried again a second later.
 */
@ApplicationScoped
class CorrectionJobs {
    private static final Logger LOG = Logger.getLogger(CorrectionJobs.class);
    /** A run of the scheduler ends after this; the next one goes on. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(20);

    private final DataSource dataSource;
    private final boolean isBooking;
    private final UnpricedPricing unpriced;
    private final RepricingRun repricings;
    private final UnpricedWait wait = new UnpricedWait();
    private final AtomicLong waitingRequests = new AtomicLong();
    private final Counter pricedLater;

    CorrectionJobs(
            DataSource dataSource,
            CurrentPriceBook priceBook,
            LedgerSettings settings,
            RepricingDesk desk,
            MeterRegistry registry) {
        this.dataSource = dataSource;
        this.isBooking = settings.consumers() > 0;
        this.unpriced = new UnpricedPricing(dataSource, priceBook, Clock.systemUTC());
        this.repricings = desk.run();
        registry.gauge("tokenledger.pricing.unpriced.waiting.requests", waitingRequests, CorrectionJobs::waiting);
        pricedLater = Counter.builder("tokenledger.pricing.unpriced.priced.events")
                .description("Events that were booked without a price and have been priced since")
                .register(registry);
    }

    private static double waiting(AtomicLong requests) {
        return (double) requests.get();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void priceUnpriced() {
        if (!isBooking) {
            return;
        }
        try {
            long started = System.nanoTime();
            while (hasTime(started) && unpriced.isDue()) {
                var progress = unpriced.priceNext(UnpricedPricing.EVENTS_PER_BATCH);
                pricedLater.increment((double) progress.priced());
                if (progress.priced() > 0) {
                    LOG.infof("%d events that waited for a price have one now", progress.priced());
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(e, "Events that wait for a price could not be priced; again in a second");
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void reprice() {
        if (!isBooking) {
            return;
        }
        Repricing running = null;
        try {
            long started = System.nanoTime();
            while (hasTime(started) && (running = repricings.running()) != null) {
                RepricingStatus status = repricings.applyNext(RepricingRun.ENTRIES_PER_PAGE);
                if (status != null && status.finishedAt() != null) {
                    LOG.infof(
                            "Repricing %s is done: %d events changed of %d",
                            status.repricing().id(), status.counts().changed, status.counts().seen);
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(e, "A repricing does not come on; again in a second");
            tell(running, e);
        }
    }

    private void tell(@Nullable Repricing running, Exception trouble) {
        try {
            if (running != null) {
                repricings.tellTrouble(running, "a page could not be applied and is repeated; the log has the cause");
            }
        } catch (SQLException | RuntimeException e) {
            trouble.addSuppressed(e);
            LOG.warnf(trouble, "The trouble of repricing %s could not be noted", running);
        }
    }

    /** Every instance tells the same number. */
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void countWaiting() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            waitingRequests.set(wait.waitingRequests(connection));
        }
    }

    private static boolean hasTime(long startedNanos) {
        return System.nanoTime() - startedNanos < LONGEST_RUN.toNanos();
    }
}
