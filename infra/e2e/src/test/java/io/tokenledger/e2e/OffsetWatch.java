package io.tokenledger.e2e;

import io.tokenledger.stack.LocalStack;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at the books all the time while others break things: offsets never run ahead of states, nor states of rows. */
final class OffsetWatch implements AutoCloseable {
    /** For what waits: the common pool may have a single thread. */
    static final Executor OWN_THREAD = task -> Thread.ofPlatform().daemon().start(task);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong samples = new AtomicLong();
    private final CompletableFuture<Void> watching;

    OffsetWatch(LocalStack stack) {
        watching = CompletableFuture.runAsync(() -> watch(stack), OWN_THREAD);
    }

    /** How often it has looked. */
    long samples() {
        return samples.get();
    }

    private void watch(LocalStack stack) {
        try (var ledger = new TestLedger(stack)) {
            while (!closing.await(100, TimeUnit.MILLISECONDS)) {
                long offsets = ledger.offsetsAheadOfStates();
                long states = ledger.statesAheadOfRows();
                if (offsets != 0 || states != 0) {
                    throw new AssertionError(
                            "offsets are " + offsets + " ahead of states, states are " + states + " ahead of rows");
                }
                samples.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the books could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watch; fails if it has seen anything wrong. */
    @Override
    public void close() {
        closing.countDown();
        watching.join();
    }
}
