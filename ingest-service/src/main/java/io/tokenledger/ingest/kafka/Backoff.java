package io.tokenledger.ingest.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between attempts: each time twice as long, up to a limit, cut short when the loop is to stop. */
final class Backoff {
    private static final long MAX_MILLIS = 10_000;

    private final long firstMillis;
    private int attempt;

    Backoff(Duration first) {
        this.firstMillis = first.toMillis();
    }

    /** How many attempts have failed in a row. */
    int attempt() {
        return attempt;
    }

    void reset() {
        attempt = 0;
    }

    void failed() {
        attempt++;
    }

    void await(CountDownLatch stop) {
        long millis = Math.min(MAX_MILLIS, firstMillis << Math.min(attempt - 1, 16));
        try {
            // Whether it ended early does not matter: the loop looks at the latch itself.
            boolean _ = stop.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
