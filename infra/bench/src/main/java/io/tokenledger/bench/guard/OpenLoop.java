package io.tokenledger.bench.guard;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Requests at a rate that does not depend on the answers. Each has the moment at which it is due, and its time runs from that
 * moment to the last byte of its answer: where the service, or this client, falls behind, all that had to wait took longer.
 */
final class OpenLoop {
    /** Many more than are ever on their way while the service keeps up. */
    private static final int CONNECTIONS = 64;

    /** A sleeping thread wakes up late: the last of the way to the moment is waited for awake. */
    private static final long AWAKE_NANOS = TimeUnit.MICROSECONDS.toNanos(60);

    private OpenLoop() {}

    /** What came back. */
    record Answers(List<Long> nanos, List<byte[]> bodies) {}

    static Answers run(URI service, int rate, int seconds, IntFunction<byte[]> requests)
            throws IOException, InterruptedException {
        int count = Math.multiplyExact(rate, seconds);
        byte[][] written = new byte[count][];
        for (int i = 0; i < count; i++) {
            written[i] = requests.apply(i);
        }
        long[] nanos = new long[count];
        byte[][] bodies = new byte[count][];
        var next = new AtomicInteger();
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(threads.submit(() -> {
                    try (var connection = new OpenConnection(service)) {
                        for (int mine = next.getAndIncrement(); mine < count; mine = next.getAndIncrement()) {
                            long due = begin + mine * TimeUnit.SECONDS.toNanos(1) / rate;
                            await(due);
                            bodies[mine] = connection.ask(written[mine]);
                            nanos[mine] = System.nanoTime() - due;
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException failure) {
            throw new IOException("the load failed: " + failure.getCause(), failure);
        }
        List<Long> measured = new ArrayList<>(count);
        for (long one : nanos) {
            measured.add(one);
        }
        return new Answers(measured, List.of(bodies));
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > AWAKE_NANOS) {
                LockSupport.parkNanos(left - AWAKE_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
