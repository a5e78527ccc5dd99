package io.tokenledger.report.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at the journal all the time. A thread of its own: Quarkus' scheduler does nothing more often than once a second. */
@ApplicationScoped
public class WatchJob {
    private static final Logger LOG = Logger.getLogger(WatchJob.class);
    private static final long SECONDS_TO_END = 10;

    private final TickWriter ticks;
    private final WatchSettings settings;
    private final Counter failures;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("budget-watch").factory());
    private @Nullable Future<?> looking;
    private boolean failing;

    public WatchJob(TickWriter ticks, WatchSettings settings, MeterRegistry meters) {
        this.ticks = ticks;
        this.settings = settings;
        this.failures = Counter.builder("tokenledger.watch.failures")
                .description(
                        "Looks at the journal that failed; nothing has happened then, and the next one begins anew")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            long millis = settings.every().toMillis();
            looking = thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (looking != null) {
            looking.cancel(false);
        }
        thread.shutdown();
        if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
            thread.shutdownNow(); // what it has not committed has not happened
        }
    }

    private void look() {
        try {
            boolean more = true;
            while (more && !thread.isShutdown()) {
                more = ticks.tick() instanceof TickOutcome.Watched watched && !watched.isDone();
            }
            if (failing) {
                LOG.infof("budgets are watched again");
            }
            failing = false;
        } catch (RuntimeException failure) { // told once; the thread goes on, and a counter tells how long it lasts
            failures.increment();
            if (!failing) {
                LOG.errorf(failure, "budgets are not watched; it is tried again all the time");
            }
            failing = true;
        }
    }
}
