package io.tokenledger.ingest.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Kafka's answers to the records of one batch. The first failure is the batch's. */
public final class Acknowledgements {
    /** Records in flight, and one for the sender who may still add to them. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final CompletableFuture<Void> all = new CompletableFuture<>();

    void sent() {
        open.incrementAndGet();
    }

    void answered(@Nullable Exception failure) {
        if (failure != null) {
            all.completeExceptionally(failure);
        } else if (open.decrementAndGet() == 0) {
            all.complete(null);
        }
    }

    /** Whether a record has failed already, so that sending more of the batch is in vain. */
    boolean hasFailed() {
        return all.isCompletedExceptionally();
    }

    /** Waits until every record that was sent is acknowledged. To be called once, when all are sent. */
    public void await(Duration timeout) throws NotPublishedException {
        answered(null);
        try {
            all.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NotPublishedException("Kafka refused a record: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new NotPublishedException("Kafka has not acknowledged within " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotPublishedException("interrupted while waiting for Kafka", e);
        }
    }
}
