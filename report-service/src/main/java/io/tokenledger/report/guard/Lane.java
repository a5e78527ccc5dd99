package io.tokenledger.report.guard;

import io.tokenledger.report.problem.ReportError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One queue and one thread that decides batch by batch: while one is decided the next one gathers, so that the batches grow
 * with the load, and nobody waits for company where there is none. All of one tenant goes through one lane.
 */
final class Lane implements AutoCloseable {
    private static final int LARGEST_BATCH = 256;
    private static final long STOP_MILLIS = 5_000;

    private record Waiting(Ask ask, long sinceNanos) {}

    private final BlockingQueue<Waiting> queue;
    private final Duration patience;
    private final Duration gather;
    private final Consumer<List<Ask>> decide;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param patience who has waited longer than this is not answered any more but refused: the caller has gone on without
     * @param gather how long the first of a batch waits for others; zero: not at all
     * @param decide answers all of a batch; it throws nothing
     */
    Lane(String name, int mostWaiting, Duration patience, Duration gather, Consumer<List<Ask>> decide) {
        this.queue = new ArrayBlockingQueue<>(mostWaiting);
        this.patience = patience;
        this.gather = gather;
        this.decide = decide;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** Its turn will come; refused at once where too many wait before it. */
    void add(Ask ask) {
        if (closed || !queue.offer(new Waiting(ask, System.nanoTime()))) {
            ask.answer().completeExceptionally(busy(queue.size() + " wait already"));
        }
    }

    private void run() {
        List<Waiting> waiting = new ArrayList<>();
        try {
            while (!closed) {
                waiting.add(queue.take());
                if (!gather.isZero()) {
                    TimeUnit.NANOSECONDS.sleep(gather.toNanos());
                }
                queue.drainTo(waiting, LARGEST_BATCH - 1);
                decideThoseInTime(waiting);
                waiting.clear();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            queue.drainTo(waiting);
            waiting.forEach(late -> late.ask().answer().completeExceptionally(busy("the service stops")));
        }
    }

    private void decideThoseInTime(List<Waiting> waiting) {
        long now = System.nanoTime();
        List<Ask> inTime = new ArrayList<>();
        for (Waiting one : waiting) {
            if (now - one.sinceNanos() <= patience.toNanos()) {
                inTime.add(one.ask());
            } else {
                one.ask().answer().completeExceptionally(busy("it waited longer than " + patience));
            }
        }
        try {
            if (!inTime.isEmpty()) {
                decide.accept(inTime);
            }
        } finally { // nobody waits for ever, whatever went wrong
            inTime.forEach(ask -> ask.answer().completeExceptionally(busy("it was not decided")));
        }
    }

    private static RuntimeException busy(String why) {
        return ReportError.GUARD_BUSY.because(why + ": go on without advice, or ask again");
    }

    /** Lets the batch that is decided end. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
