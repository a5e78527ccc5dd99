package io.tokenledger.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The settings of a client. One has to be said, where events go that cannot be sent; the others have a default. */
public final class UsageClientBuilder {
    final Sink sink;
    int bufferEvents = 100_000;
    long bufferBytes = 64L * 1024 * 1024;
    Duration linger = Duration.ofMillis(20);
    Duration firstRetry = Duration.ofMillis(200);
    Duration slowestRetry = Duration.ofSeconds(30);
    Duration closeTimeout = Duration.ofSeconds(5);
    boolean closeAtShutdown;
    Consumer<UsageEvent> onRecorded = event -> {};
    Consumer<Rejection> onRejected = rejection -> {};
    Consumer<Loss> onLoss = loss -> {};

    private @Nullable Path spillFolder;
    private boolean spillDecided;
    private long spillLimitBytes = 1024L * 1024 * 1024;
    private Fsync fsync = Fsync.EACH_WRITE;

    UsageClientBuilder(Sink sink) {
        this.sink = sink;
    }

    /** Spills to that folder. Processes may share it: each takes a part of it, and what ended ones have left. */
    public UsageClientBuilder spillTo(Path folder) {
        spillFolder = folder;
        spillDecided = true;
        return this;
    }

    /** Never writes to disk: what does not fit into memory is lost and told, and so is what is there when the process dies. */
    public UsageClientBuilder withoutSpill() {
        spillFolder = null;
        spillDecided = true;
        return this;
    }

    /** Most bytes on disk, leftovers included; 1 GiB unless it is said. Beyond it events stay in memory while they fit. */
    public UsageClientBuilder spillLimitBytes(long bytes) {
        spillLimitBytes = positive("spillLimitBytes", bytes);
        return this;
    }

    /** When what is spilled is forced to disk; after every write unless it is said. */
    public UsageClientBuilder fsync(Fsync when) {
        fsync = when;
        return this;
    }

    /** Most events and bytes in memory; 100,000 and 64 MiB unless it is said. Spilling begins at half of either. */
    public UsageClientBuilder buffer(int events, long bytes) {
        bufferEvents = Math.toIntExact(positive("events", events));
        bufferBytes = positive("bytes", bytes);
        return this;
    }

    /** How long to wait for more events to send together; 20 ms unless it is said. */
    public UsageClientBuilder linger(Duration linger) {
        this.linger = linger;
        return this;
    }

    /** How long to wait after the first failure, and at most; doubled each time. 200 ms and 30 s unless it is said. */
    public UsageClientBuilder retry(Duration first, Duration slowest) {
        positive("nanoseconds of the first retry", first.toNanos());
        if (slowest.compareTo(first) < 0) {
            throw new IllegalArgumentException("the slowest retry, " + slowest + ", is before the first, " + first);
        }
        firstRetry = first;
        slowestRetry = slowest;
        return this;
    }

    /** What {@link UsageClient#close()} has to send the rest; 5 s unless it is said. */
    public UsageClientBuilder closeTimeout(Duration timeout) {
        closeTimeout = timeout;
        return this;
    }

    /** Closes the client when the JVM ends in order. */
    public UsageClientBuilder closeAtShutdown() {
        closeAtShutdown = true;
        return this;
    }

    /** Sees every event that is recorded, on the recording thread. */
    public UsageClientBuilder onRecorded(Consumer<UsageEvent> listener) {
        onRecorded = listener;
        return this;
    }

    /** Sees every event that is not accepted, on a thread of the client. */
    public UsageClientBuilder onRejected(Consumer<Rejection> listener) {
        onRejected = listener;
        return this;
    }

    /** Sees every loss, on a thread of the client; of events that are recorded after its close, on the recording one. */
    public UsageClientBuilder onLoss(Consumer<Loss> listener) {
        onLoss = listener;
        return this;
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException if it is not said where to spill
     * @throws UncheckedIOException if the spill folder cannot be used
     */
    public UsageClient build() {
        if (!spillDecided) {
            throw new IllegalStateException("say spillTo(folder), or withoutSpill() if losing events is acceptable");
        }
        return new UsageClient(this, openSpill()).start();
    }

    private @Nullable SpillFolder openSpill() {
        if (spillFolder == null) {
            return null;
        }
        try {
            return SpillFolder.open(spillFolder, spillLimitBytes, fsync);
        } catch (IOException e) {
            throw new UncheckedIOException("the spill folder " + spillFolder + " cannot be used: " + e, e);
        }
    }

    private static long positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ": at least 1");
        }
        return value;
    }
}
