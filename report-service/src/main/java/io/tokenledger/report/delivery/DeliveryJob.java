package io.tokenledger.report.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tokenledger.report.delivery.LeaseWriter.Waiting;
import io.tokenledger.report.delivery.channel.ChannelType;
import io.tokenledger.report.delivery.sending.Outcome;
import io.tokenledger.report.delivery.sending.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks for channels that have something to be sent and serves each on a thread of its own. Any number of instances may run:
 * a channel's lease is with one of them.
 */
@ApplicationScoped
public class DeliveryJob {
    private static final Logger LOG = Logger.getLogger(DeliveryJob.class);
    private static final int RENEWALS_PER_LEASE = 4;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final LeaseWriter leases;
    private final ChannelRound round;
    private final DeliverySettings settings;
    private final Clock clock;
    private final UUID holder = UUID.randomUUID();
    private final Map<Waiting, Lease> held = new ConcurrentHashMap<>();
    private final Set<Waiting> served = ConcurrentHashMap.newKeySet();
    private final Semaphore places;
    private final Semaphore bell = new Semaphore(0);
    private final ExecutorService rounds = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("delivery-", 0).factory());
    private volatile boolean ending;
    private boolean troubled;
    private long renewedAtNanos = System.nanoTime();

    public DeliveryJob(
            LeaseWriter leases,
            DeliveryWriter deliveries,
            Targets targets,
            DeliverySettings settings,
            MeterRegistry metrics,
            Clock clock) {
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
        this.places = new Semaphore(settings.parallel());
        SecureRandom random = new SecureRandom();
        this.round = new ChannelRound(
                deliveries,
                targets,
                settings,
                new Backoff(settings.firstBackoff(), settings.longestBackoff(), settings.longestRetryAfter(), random),
                new Backoff(settings.firstBackoff(), settings.longestPause(), settings.longestRetryAfter(), random),
                (type, outcome) -> count(metrics, type, outcome),
                clock);
    }

    void atStart(@Observes StartupEvent start) {
        start();
    }

    void atEnd(@Observes ShutdownEvent end) {
        close();
    }

    /** Begins to look. */
    void start() {
        Thread.ofVirtual().name("delivery").start(this::run);
    }

    /** Something has been queued, and its transaction is over: look now. */
    public void wake() {
        bell.release();
    }

    private void run() {
        while (!ending) {
            try {
                renew();
                serveWhatWaits();
                untroubled();
            } catch (RuntimeException failure) {
                troubled(failure);
            }
            await();
        }
    }

    private void await() {
        try {
            if (bell.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException ended) {
            ending = true;
        }
    }

    private void renew() {
        long now = System.nanoTime();
        if (now - renewedAtNanos
                > settings.lease().dividedBy(RENEWALS_PER_LEASE).toNanos()) {
            renewedAtNanos = now;
            leases.renew(List.copyOf(held.values()), holder, settings.lease());
        }
    }

    private void serveWhatWaits() {
        List<Waiting> waiting = new ArrayList<>(leases.waiting(clock.instant()));
        Collections.shuffle(waiting); // where there are more than places, each has its turn
        for (Waiting each : waiting) {
            if (ending || !places.tryAcquire()) {
                return;
            }
            if (served.add(each)) {
                rounds.execute(() -> serve(each));
            } else {
                places.release();
            }
        }
    }

    private void serve(Waiting waiting) {
        try {
            leases.take(waiting, holder, settings.lease()).ifPresent(lease -> {
                held.put(waiting, lease);
                ChannelRound.End end = round.serve(lease, () -> !ending && lease.isHeld());
                leases.release(lease, holder, end.failures(), end.resumeAt());
            });
        } catch (RuntimeException failure) {
            // The lease runs out by itself, and whatever was not written down is sent again.
            LOG.warn(
                    "channel " + waiting.channel() + " of tenant " + waiting.tenant() + " could not be served",
                    failure);
        } finally {
            held.remove(waiting);
            served.remove(waiting);
            places.release();
        }
    }

    private static void count(MeterRegistry metrics, ChannelType type, Outcome outcome) {
        Counter.builder("tokenledger.delivery.attempts")
                .description("Messages that were sent, by what came of it")
                .tag("type", type.wireName())
                .tag("outcome", outcome instanceof Outcome.Delivered ? "delivered" : "failed")
                .register(metrics)
                .increment();
    }

    /** Once, not four times a second. */
    private void troubled(RuntimeException failure) {
        if (!troubled) {
            LOG.warn("the outbox cannot be looked at; alerts wait until it can", failure);
        }
        troubled = true;
    }

    private void untroubled() {
        if (troubled) {
            LOG.info("the outbox can be looked at again");
        }
        troubled = false;
    }

    /** Lets what is being sent come to its end, and begins nothing. */
    void close() {
        ending = true;
        bell.release();
        rounds.shutdown();
        try {
            if (!rounds.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                rounds.shutdownNow();
            }
        } catch (InterruptedException ended) {
            rounds.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
