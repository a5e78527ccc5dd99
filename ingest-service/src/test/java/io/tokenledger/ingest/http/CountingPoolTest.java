package io.tokenledger.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountingPoolTest {
    private final CountingPool pool = new CountingPool(2, 3);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whoFindsNoPlaceIsRefusedAtOnceAndAPlaceThatIsGivenBackIsFree() throws Refusal {
        var taken = new ArrayList<CountingPool.Place>();
        for (int i = 0; i < 5; i++) {
            taken.add(pool.take());
        }
        Refusal refusal = catchThrowableOfType(Refusal.class, pool::take);
        assertThat(refusal.error()).isEqualTo(IngestError.TOKEN_COUNT_BUSY);
        assertThat(refusal.error().httpStatus()).isEqualTo(429);
        assertThat(refusal.detail()).contains("all 5 requests");
        taken.getFirst().close();
        pool.take().close();
    }

    @Test
    void noMoreThanItsThreadsCountAtATimeAndTheyAreOfTheLowestPriority() throws Exception {
        var atATime = new AtomicInteger();
        var most = new AtomicInteger();
        var priorities = new ArrayList<Integer>();
        var begun = new CountDownLatch(2);
        var go = new CountDownLatch(1);
        var requests = new ArrayList<Thread>();
        var failures = new ArrayList<Throwable>();
        for (int i = 0; i < 5; i++) {
            requests.add(Thread.ofVirtual().start(() -> {
                try (CountingPool.Place place = pool.take()) {
                    place.run(() -> {
                        most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
                        synchronized (priorities) {
                            priorities.add(Thread.currentThread().getPriority());
                        }
                        begun.countDown();
                        awaitQuietly(go);
                        atATime.decrementAndGet();
                    });
                } catch (Refusal | InterruptedException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        begun.await();
        go.countDown();
        for (Thread request : requests) {
            request.join();
        }
        assertThat(failures).isEmpty();
        assertThat(most).hasValue(2);
        assertThat(priorities).hasSize(5).containsOnly(Thread.MIN_PRIORITY);
    }

    @Test
    void aDefectInCountingIsNotSwallowedAndCostsNoPlace() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (CountingPool.Place place = pool.take()) {
                assertThatThrownBy(() -> place.run(() -> {
                            throw new ArithmeticException("of a test");
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasCauseInstanceOf(ArithmeticException.class);
            }
        }
        List<Boolean> done = new ArrayList<>();
        try (CountingPool.Place place = pool.take()) {
            place.run(() -> done.add(true));
        }
        assertThat(done).containsExactly(true);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
