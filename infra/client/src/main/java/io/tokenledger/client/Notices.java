package io.tokenledger.client;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells what goes wrong: to the application's callbacks each time, to the log at most once in ten seconds of a kind. */
final class Notices {
    private static final System.Logger LOG = System.getLogger(UsageClient.class.getName());
    private static final long LOG_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Consumer<Rejection> onRejected;
    private final Consumer<Loss> onLoss;
    private final AtomicLong nextRejection = new AtomicLong(System.nanoTime());
    private final AtomicLong nextLoss = new AtomicLong(System.nanoTime());
    private final AtomicLong nextDefect = new AtomicLong(System.nanoTime());
    private final AtomicLong nextDisk = new AtomicLong(System.nanoTime());

    Notices(Consumer<Rejection> onRejected, Consumer<Loss> onLoss) {
        this.onRejected = onRejected;
        this.onLoss = onLoss;
    }

    void rejected(Rejection rejection) {
        if (isTime(nextRejection)) {
            LOG.log(
                    Level.WARNING,
                    "event {0} is rejected and not sent again: {1}, {2}",
                    rejection.id(),
                    rejection.code(),
                    rejection.detail());
        }
        call(onRejected, rejection);
    }

    void lost(Loss loss) {
        if (isTime(nextLoss)) {
            LOG.log(Level.ERROR, "usage events are lost ({0}): {1}", loss.events(), loss.detail());
        }
        call(onLoss, loss);
    }

    void diskFails(Exception problem) {
        if (isTime(nextDisk)) {
            LOG.log(Level.ERROR, "usage events cannot be spilled; they stay in memory", problem);
        }
    }

    void unavailable(String reason) {
        LOG.log(Level.WARNING, "usage events cannot be delivered and are kept: {0}", reason);
    }

    void availableAgain() {
        LOG.log(Level.INFO, "usage events are delivered again");
    }

    /** Calls back; what the callback throws stays here. */
    <T> void call(Consumer<? super T> callback, T value) {
        try {
            callback.accept(value);
        } catch (RuntimeException e) {
            if (isTime(nextDefect)) {
                LOG.log(Level.WARNING, "a callback of the usage client failed", e);
            }
        }
    }

    private static boolean isTime(AtomicLong next) {
        long due = next.get();
        long now = System.nanoTime();
        return now - due >= 0 && next.compareAndSet(due, now + LOG_EVERY_NANOS);
    }
}
