package io.tokenledger.client;

import java.util.List;

/** Where events go. Used by one thread at a time, which is allowed to wait. */
public interface Sink extends AutoCloseable {
    /**
     * Sends a batch and waits for what becomes of it. May be given the same events again.
     *
     * @param batch at least one event, within the limits below unless a single event is larger
     * @throws InterruptedException if the client ends meanwhile; the batch counts as not delivered
     */
    Delivery deliver(List<OutgoingEvent> batch) throws InterruptedException;

    /** Most events of a batch. */
    int maxBatchEvents();

    /** Most bytes of JSON of a batch. */
    long maxBatchBytes();

    /** Gives its connections back, in bounded time. */
    @Override
    void close();
}
