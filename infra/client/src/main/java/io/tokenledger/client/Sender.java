package io.tokenledger.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Sends one batch after the other: what is on disk first, for it is older, then what is in memory. */
final class Sender implements Runnable {
    private static final Duration IDLE = Duration.ofMillis(200);

    private final Sink sink;
    private final MemoryBuffer buffer;
    private final Backlog backlog;
    private final Courier courier;
    private final Backoff backoff;
    private final Duration linger;
    private volatile boolean stopped;

    Sender(Sink sink, MemoryBuffer buffer, Backlog backlog, Courier courier, Backoff backoff, Duration linger) {
        this.sink = sink;
        this.buffer = buffer;
        this.backlog = backlog;
        this.courier = courier;
        this.backoff = backoff;
        this.linger = linger;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                if (round()) {
                    backoff.succeeded();
                } else {
                    backoff.pause();
                }
            } catch (InterruptedException e) {
                if (stopped) {
                    return;
                }
            }
        }
    }

    /** Ends it after the batch that is under way, or at an interrupt. */
    void stop() {
        stopped = true;
    }

    /** Tries again now, if it waits for a sink to come back. */
    void hurry() {
        backoff.hurry();
    }

    /** False after a failure. Nothing ends this thread but its stop: an error leaves the events where they are. */
    private boolean round() throws InterruptedException {
        try {
            List<OutgoingEvent> stored = backlog.peek(sink.maxBatchEvents(), sink.maxBatchBytes());
            return stored.isEmpty() ? sendFromMemory() : sendFromDisk(stored);
        } catch (IOException | RuntimeException | Error e) {
            courier.trouble(e.toString());
            return false;
        }
    }

    private boolean sendFromDisk(List<OutgoingEvent> stored) throws IOException, InterruptedException {
        List<OutgoingEvent> rest = courier.deliver(stored);
        backlog.settle(stored.size() - rest.size());
        return rest.isEmpty();
    }

    private boolean sendFromMemory() throws InterruptedException {
        if (!buffer.awaitEvent(IDLE)) {
            return true;
        }
        if (buffer.events() < sink.maxBatchEvents()) {
            buffer.awaitHalfFull(linger);
        }
        List<OutgoingEvent> batch = buffer.take(sink.maxBatchEvents(), sink.maxBatchBytes());
        if (batch.isEmpty()) {
            return true;
        }
        List<OutgoingEvent> rest = batch;
        try {
            rest = courier.deliver(batch);
        } finally {
            buffer.putBack(batch, rest);
        }
        return rest.isEmpty();
    }
}
