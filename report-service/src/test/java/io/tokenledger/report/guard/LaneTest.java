package io.tokenledger.report.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch deciding = new CountDownLatch(1);
    private final CountDownLatch mayDecide = new CountDownLatch(1);
    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    private static Ask.ToRelease ask() {
        return new Ask.ToRelease(new Release("acme", UUID.randomUUID(), false), new CompletableFuture<>());
    }

    private void decide(List<Ask> asks) {
        deciding.countDown();
        try {
            assertTrue(mayDecide.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        batches.add(asks.size());
        asks.forEach(ask -> ((Ask.ToRelease) ask).answer().complete(true));
    }

    private static ReportError failure(Ask.ToRelease ask) {
        var failure = assertThrows(
                CompletionException.class,
                () -> ask.answer().orTimeout(30, TimeUnit.SECONDS).join());
        return assertInstanceOf(ReportProblem.class, failure.getCause()).error();
    }

    @Test
    void whatComesWhileABatchIsDecidedMakesTheNextOne() throws Exception {
        try (var lane = new Lane("lane-test", 100, LONG, Duration.ZERO, this::decide)) {
            List<Ask.ToRelease> asks = new ArrayList<>(List.of(ask()));
            lane.add(asks.getFirst());
            assertTrue(deciding.await(30, TimeUnit.SECONDS));
            for (int i = 0; i < 9; i++) {
                asks.add(ask());
                lane.add(asks.getLast());
            }
            mayDecide.countDown();
            for (Ask.ToRelease ask : asks) {
                assertTrue(ask.answer().get(30, TimeUnit.SECONDS));
            }
        }
        assertEquals(List.of(1, 9), batches);
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAtOnce() throws Exception {
        try (var lane = new Lane("lane-test", 1, LONG, Duration.ZERO, this::decide)) {
            lane.add(ask());
            assertTrue(deciding.await(30, TimeUnit.SECONDS));
            lane.add(ask());
            Ask.ToRelease refused = ask();
            lane.add(refused);
            assertEquals(ReportError.GUARD_BUSY, failure(refused));
            mayDecide.countDown();
        }
    }

    @Test
    void whoHasWaitedTooLongIsRefusedAndNotDecided() throws Exception {
        try (var lane = new Lane("lane-test", 100, Duration.ofMillis(1), Duration.ZERO, this::decide)) {
            lane.add(ask());
            assertTrue(deciding.await(30, TimeUnit.SECONDS));
            Ask.ToRelease late = ask();
            lane.add(late);
            TimeUnit.MILLISECONDS.sleep(20);
            mayDecide.countDown();
            assertEquals(ReportError.GUARD_BUSY, failure(late));
        }
        assertEquals(List.of(1), batches);
    }

    @Test
    void whoWaitsWhenItStopsIsRefusedAndSoIsWhoComesAfter() throws Exception {
        var lane = new Lane("lane-test", 100, LONG, Duration.ZERO, this::decide);
        lane.add(ask());
        assertTrue(deciding.await(30, TimeUnit.SECONDS));
        Ask.ToRelease waiting = ask();
        lane.add(waiting);
        lane.close();
        assertEquals(ReportError.GUARD_BUSY, failure(waiting));
        Ask.ToRelease after = ask();
        lane.add(after);
        assertEquals(ReportError.GUARD_BUSY, failure(after));
    }

    @Test
    void whateverGoesWrongNobodyWaitsForEver() {
        try (var lane = new Lane("lane-test", 100, LONG, Duration.ZERO, _ -> {
            throw new IllegalStateException("broken");
        })) {
            Ask.ToRelease ask = ask();
            lane.add(ask);
            assertEquals(ReportError.GUARD_BUSY, failure(ask));
        }
    }
}
