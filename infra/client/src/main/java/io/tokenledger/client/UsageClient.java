package io.tokenledger.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes usage events from an application and sends them from threads of its own. Recording never waits for a network or a
 * disk: an event goes into a bounded buffer in memory; while that is more than half full, or the sink is not available,
 * events are spilled to disk and sent when it works again. An event may arrive more than once, which its identity makes
 * harmless. One that will not arrive is counted, logged and told to {@code onLoss}.
 *
 * <p>Safe for use by many threads.
 */
public final class UsageClient implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration DISK_GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final MemoryBuffer buffer;
    private final @Nullable SpillFolder spill;
    private final Tally tally;
    private final Notices notices;
    private final Consumer<UsageEvent> onRecorded;
    private final Sink sink;
    private final Sender sender;
    private final Thread sending;
    private final Spiller spiller;
    private final Thread spilling;
    private final Duration closeTimeout;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final @Nullable Thread shutdownHook;

    UsageClient(UsageClientBuilder options, @Nullable SpillFolder spill) {
        this.spill = spill;
        sink = options.sink;
        onRecorded = options.onRecorded;
        closeTimeout = options.closeTimeout;
        buffer = new MemoryBuffer(options.bufferEvents, options.bufferBytes);
        tally = new Tally();
        notices = new Notices(options.onRejected, options.onLoss);
        sender = new Sender(
                sink,
                buffer,
                new Backlog(spill, tally),
                new Courier(sink, tally, notices),
                new Backoff(options.firstRetry, options.slowestRetry),
                options.linger);
        spiller = new Spiller(buffer, spill, tally, notices);
        sending = Thread.ofPlatform().daemon().name("tokenledger-sender").unstarted(sender);
        spilling = Thread.ofPlatform().daemon().name("tokenledger-spiller").unstarted(spiller);
        shutdownHook = options.closeAtShutdown ? new Thread(this::close, "tokenledger-shutdown") : null;
    }

    /** A client of that sink; nothing runs before {@link UsageClientBuilder#build()}. */
    public static UsageClientBuilder to(Sink sink) {
        return new UsageClientBuilder(sink);
    }

    UsageClient start() {
        sending.start();
        spilling.start();
        if (shutdownHook != null) {
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        }
        return this;
    }

    /** Takes an event and returns. Never waits, and never throws because of its delivery. */
    public void record(UsageEvent event) {
        take(event.id(), EventJson.write(event));
        notices.call(onRecorded, event);
    }

    /**
     * Takes an event that is already CloudEvents 1.0 JSON, such as one with a provider's own response in its data. It is
     * sent as it is; what ingest says of it is told to {@code onRejected}.
     *
     * @param id the event's
     * @param json UTF-8; not to be changed any more
     */
    public void recordJson(String id, byte[] json) {
        take(id, json);
    }

    private void take(String id, byte[] json) {
        tally.recorded.increment();
        if (buffer.offer(id, json)) {
            return;
        }
        if (closed.get()) {
            tally.lost(Loss.Reason.CLOSED, 1);
            tally.newLosses().forEach(notices::lost);
        } else {
            tally.lost(Loss.Reason.BUFFER_FULL, 1);
        }
    }

    /**
     * For jobs that would rather wait than spill: returns when memory is at most half full.
     *
     * @return false if that took longer than it may
     */
    public boolean awaitRoom(Duration most) throws InterruptedException {
        return buffer.awaitRoom(most);
    }

    /**
     * Waits until everything that was recorded before is settled: acknowledged, rejected or told as lost. Leftovers of a
     * former process are not waited for.
     *
     * @return false if that took longer than it may
     */
    public boolean flush(Duration most) throws InterruptedException {
        long recorded = buffer.nextNumber();
        long began = System.nanoTime();
        sender.hurry();
        while (lowestUnsettled() < recorded) {
            if (System.nanoTime() - began >= most.toNanos()) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    /** Memory first: events move from there to disk, never back. */
    private long lowestUnsettled() {
        long inMemory = buffer.lowestNumber();
        return spill == null ? inMemory : Math.min(inMemory, spill.lowestNumber());
    }

    /** What has become of the events. */
    public ClientStats stats() {
        return tally.stats(buffer, spill == null ? 0 : spill.bytes());
    }

    /** Closes with the time that the builder gives. */
    @Override
    public void close() {
        close(closeTimeout);
    }

    /**
     * Takes no more events, sends what it can in that time, and spills the rest for the next start. Ends in bounded time
     * whatever the sink does: a few seconds more than given. A second call does nothing.
     *
     * @return whether everything was settled
     */
    public boolean close(Duration most) {
        if (!closed.compareAndSet(false, true)) {
            return lowestUnsettled() == Long.MAX_VALUE;
        }
        buffer.close();
        boolean interrupted = false;
        boolean settled = false;
        try {
            settled = flush(most);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        sender.stop();
        sending.interrupt();
        interrupted |= join(sending, GRACE);
        buffer.reclaim();
        spiller.stop();
        interrupted |= join(spilling, DISK_GRACE);
        sink.close();
        forgetShutdownHook();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return settled;
    }

    /** Waits for a thread's end, at most so long; gives whether somebody wanted to interrupt that. */
    private static boolean join(Thread thread, Duration most) {
        boolean interrupted = false;
        long began = System.nanoTime();
        long left = most.toNanos();
        while (left > 0 && thread.isAlive()) {
            try {
                thread.join(Duration.ofNanos(left));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = most.toNanos() - (System.nanoTime() - began);
        }
        return interrupted;
    }

    private void forgetShutdownHook() {
        if (shutdownHook != null && Thread.currentThread() != shutdownHook) {
            try {
                Runtime.getRuntime().removeShutdownHook(shutdownHook);
            } catch (IllegalStateException shuttingDown) {
                return; // It runs, finds the client closed and ends.
            }
        }
    }
}
