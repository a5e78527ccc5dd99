package io.tokenledger.ingest.http;

import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.tokens.Workers;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * The threads that count tokens for {@code POST /v1/token-counts}, few and of the lowest priority, so that events are taken
 * as if nobody counted. A request takes a place before it is read and has one piece of work in hand at a time: so at
 * most as many wait as there are places, and who finds none is refused at once.
 */
@Singleton
public class CountingPool {
    private final int places;
    private final Semaphore free;
    private final ExecutorService threads;

    @Inject
    CountingPool(IngestSettings settings) {
        this(
                settings.tokenCounts()
                        .threads()
                        .orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
                settings.tokenCounts().queue());
    }

    /** So many threads, and places for as many requests beside them as the queue holds. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: where the system heeds it, events come first
    CountingPool(int threads, int queue) {
        this.places = threads + queue;
        this.free = new Semaphore(places);
        this.threads = Executors.newFixedThreadPool(
                threads,
                Thread.ofPlatform()
                        .daemon()
                        .priority(Thread.MIN_PRIORITY)
                        .name("token-count-", 0)
                        .factory());
    }

    /**
     * A place for one request, which has to be closed.
     *
     * @throws Refusal where none is free
     */
    Place take() throws Refusal {
        if (!free.tryAcquire()) {
            throw new Refusal(
                    IngestError.TOKEN_COUNT_BUSY,
                    "all " + places + " requests that may be counted at a time are under way: try again in a second");
        }
        return new Place();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /** One request's place. */
    final class Place implements Workers, AutoCloseable {
        private Place() {}

        @Override
        public void run(Runnable work) throws InterruptedException {
            Future<?> done = threads.submit(work);
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the tokens could not be counted", e.getCause());
            } catch (InterruptedException e) {
                done.cancel(true);
                throw e;
            }
        }

        @Override
        public void close() {
            free.release();
        }
    }
}
