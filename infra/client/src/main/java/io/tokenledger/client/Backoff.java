package io.tokenledger.client;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Waits longer after each failure, between half of the time and all of it, so that many clients do not come at once. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final long firstNanos;
    private final long mostNanos;
    private final Semaphore hurry = new Semaphore(0);
    private int failures;

    Backoff(Duration first, Duration most) {
        firstNanos = first.toNanos();
        mostNanos = most.toNanos();
    }

    void succeeded() {
        failures = 0;
    }

    /** Waits after a failure. */
    void pause() throws InterruptedException {
        hurry.drainPermits();
        long full = Math.min(mostNanos, firstNanos << Math.min(failures++, MOST_DOUBLINGS));
        long jittered = full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
        if (hurry.tryAcquire(jittered, TimeUnit.NANOSECONDS)) {
            failures = 0;
        }
    }

    /** Ends a wait. */
    void hurry() {
        hurry.release();
    }
}
