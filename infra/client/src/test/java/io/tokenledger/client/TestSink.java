package io.tokenledger.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A sink in memory that does as it is told. */
public final class TestSink implements Sink {
    /** What it does with a batch. */
    interface Conduct {
        Delivery with(List<OutgoingEvent> batch) throws InterruptedException;
    }

    static final Conduct TAKES_ALL = batch -> Delivery.Taken.ALL;
    static final Conduct IS_DEAD = batch -> new Delivery.Unavailable("dead");

    private final List<String> ids = new ArrayList<>();
    private final int batchEvents;
    private volatile Conduct conduct = TAKES_ALL;

    public TestSink() {
        this(500);
    }

    TestSink(int batchEvents) {
        this.batchEvents = batchEvents;
    }

    void from(Conduct now) {
        conduct = now;
    }

    /** Hangs until the latch opens, and does not even listen to an interrupt. */
    static Conduct hangsUntil(CountDownLatch latch) {
        return batch -> {
            boolean open = false;
            while (!open) {
                try {
                    latch.await();
                    open = true;
                } catch (InterruptedException deaf) {
                    open = latch.getCount() == 0;
                }
            }
            return Delivery.Taken.ALL;
        };
    }

    @Override
    public Delivery deliver(List<OutgoingEvent> batch) throws InterruptedException {
        Delivery delivery = conduct.with(batch);
        if (delivery instanceof Delivery.Taken(List<Rejection> rejections)) {
            List<String> rejected = rejections.stream().map(Rejection::id).toList();
            synchronized (ids) {
                batch.stream()
                        .map(OutgoingEvent::id)
                        .filter(id -> !rejected.contains(id))
                        .forEach(ids::add);
            }
        }
        return delivery;
    }

    /** What it has accepted, in order, repetitions included. */
    List<String> ids() {
        synchronized (ids) {
            return List.copyOf(ids);
        }
    }

    @Override
    public int maxBatchEvents() {
        return batchEvents;
    }

    @Override
    public long maxBatchBytes() {
        return 1024 * 1024;
    }

    @Override
    public void close() {}
}
