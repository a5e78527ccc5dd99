package io.tokenledger.client;

import static io.tokenledger.client.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the sink does, recording returns and nothing is lost; what has to be lost is told. */
class NeverBlockingTest {
    private static final int MANY = 100_000;

    private final TestSink sink = new TestSink(5_000);

    private UsageClientBuilder client() {
        return UsageClient.to(sink)
                .retry(Duration.ofMillis(5), Duration.ofMillis(50))
                .linger(Duration.ZERO);
    }

    private static Set<String> expected(int events) {
        return IntStream.range(0, events).mapToObj(i -> "e" + i).collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void aHundredThousandAreTakenWhileTheSinkHangs(@TempDir Path folder) throws Exception {
        var latch = new CountDownLatch(1);
        sink.from(TestSink.hangsUntil(latch));
        try (UsageClient client = client().spillTo(folder).build()) {
            var recorded = new CountDownLatch(1);
            Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < MANY; i++) {
                    client.record(TestEvents.event("e" + i));
                }
                recorded.countDown();
            });
            assertThat(recorded.await(60, TimeUnit.SECONDS))
                    .as("100,000 events are recorded while not one is delivered")
                    .isTrue();
            assertThat(sink.ids()).isEmpty();
            assertThat(client.stats().recorded()).isEqualTo(MANY);
            eventually("half of the buffer is spilled", () -> client.stats().bufferedEvents() <= MANY / 2);
            assertThat(client.stats().spilled()).isPositive();

            latch.countDown();
            sink.from(TestSink.TAKES_ALL);
            assertThat(client.flush(Duration.ofSeconds(60))).isTrue();
            assertThat(new HashSet<>(sink.ids())).isEqualTo(expected(MANY));
            assertThat(client.stats().lost()).isZero();
            assertThat(client.stats().bufferedEvents()).isZero();
            eventually("the spill folder is empty", () -> client.stats().spilledBytes() == 0);
        }
    }

    @Test
    void manyThreadsRecordAtOnce(@TempDir Path folder) throws Exception {
        try (UsageClient client = client().spillTo(folder).build()) {
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < 8; t++) {
                int first = t * 5_000;
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int i = first; i < first + 5_000; i++) {
                        client.record(TestEvents.event("e" + i));
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(client.flush(Duration.ofSeconds(60))).isTrue();
        }
        assertThat(sink.ids()).hasSize(40_000);
        assertThat(new HashSet<>(sink.ids())).isEqualTo(expected(40_000));
    }

    @Test
    void withoutAFaultTheyArriveInOrder(@TempDir Path folder) throws Exception {
        try (UsageClient client = client().spillTo(folder).build()) {
            for (int i = 0; i < 5_000; i++) {
                client.record(TestEvents.event("e" + i));
            }
            assertThat(client.flush(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(sink.ids())
                .isEqualTo(IntStream.range(0, 5_000).mapToObj(i -> "e" + i).toList());
    }

    @Test
    void whatFitsNowhereIsCountedAndTold() throws Exception {
        sink.from(TestSink.IS_DEAD);
        List<Loss> losses = new CopyOnWriteArrayList<>();
        UsageClient client = client().withoutSpill()
                .buffer(100, 1_000_000)
                .onLoss(losses::add)
                .closeTimeout(Duration.ZERO)
                .build();
        try (client) {
            for (int i = 0; i < 130; i++) {
                client.record(TestEvents.event("e" + i));
            }
            assertThat(client.stats().lost()).isEqualTo(30);
            assertThat(client.stats().bufferedEvents()).isEqualTo(100);
            eventually("the loss is told", () -> sum(losses, Loss.Reason.BUFFER_FULL) == 30);
        }
        client.record(TestEvents.event("late"));
        assertThat(sum(losses, Loss.Reason.NOT_SENT)).isEqualTo(100);
        assertThat(sum(losses, Loss.Reason.CLOSED)).isEqualTo(1);
        assertThat(client.stats().lost()).isEqualTo(131);
    }

    @Test
    void aBufferFullOfBytesIsFull() {
        sink.from(TestSink.IS_DEAD);
        try (UsageClient client = client().withoutSpill()
                .buffer(100, 10_000)
                .closeTimeout(Duration.ZERO)
                .build()) {
            client.recordJson("large", new byte[9_000]);
            client.recordJson("too-much", new byte[1_000]);
            client.recordJson("small", new byte[100]);
            assertThat(client.stats().bufferedEvents()).isEqualTo(2);
            assertThat(client.stats().lost()).isEqualTo(1);
        }
    }

    @Test
    void callbacksThatFailHoldNothingUp(@TempDir Path folder) throws Exception {
        sink.from(batch ->
                new Delivery.Taken(List.of(new Rejection(batch.getFirst().id(), "count.negative", "no"))));
        try (UsageClient client = client().spillTo(folder)
                .onRecorded(event -> {
                    throw new IllegalStateException("listener");
                })
                .onRejected(rejection -> {
                    throw new IllegalStateException("rejection");
                })
                .build()) {
            client.record(TestEvents.event("a"));
            assertThat(client.flush(Duration.ofSeconds(10))).isTrue();
            sink.from(batch -> {
                throw new IllegalStateException("a defect of the sink");
            });
            client.record(TestEvents.event("b"));
            eventually("the defect is seen", () -> client.stats().trouble() != null);
            sink.from(batch -> {
                throw new NoClassDefFoundError("a class is missing");
            });
            assertThat(client.flush(Duration.ofMillis(200))).isFalse();
            sink.from(TestSink.TAKES_ALL);
            assertThat(client.flush(Duration.ofSeconds(10))).isTrue();
            assertThat(client.stats().trouble()).isNull();
            assertThat(client.stats().rejected()).isEqualTo(1);
            assertThat(sink.ids()).containsExactly("b");
        }
    }

    @Test
    void aRefusedBatchIsHalvedDownToTheCulprit() throws Exception {
        sink.from(batch -> batch.stream().anyMatch(event -> event.id().equals("e13"))
                ? new Delivery.Refused("event.malformed_json", "truncated")
                : Delivery.Taken.ALL);
        List<Rejection> rejections = new CopyOnWriteArrayList<>();
        try (UsageClient client =
                client().withoutSpill().onRejected(rejections::add).build()) {
            for (int i = 0; i < 100; i++) {
                client.record(TestEvents.event("e" + i));
            }
            assertThat(client.flush(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(rejections).containsExactly(new Rejection("e13", "event.malformed_json", "truncated"));
        assertThat(sink.ids()).hasSize(99).doesNotContain("e13").doesNotHaveDuplicates();
    }

    @Test
    void closeEndsInTimeWhateverTheSinkDoesAndSpillsTheRest(@TempDir Path folder) throws Exception {
        var latch = new CountDownLatch(1);
        sink.from(TestSink.hangsUntil(latch));
        UsageClient client = client().spillTo(folder).build();
        for (int i = 0; i < 1_000; i++) {
            client.record(TestEvents.event("e" + i));
        }
        long began = System.nanoTime();
        assertThat(client.close(Duration.ofMillis(300))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(client.stats().lost()).isZero();
        assertThat(client.close(Duration.ofSeconds(1))).as("closing twice").isFalse();

        var next = new TestSink();
        try (UsageClient later = UsageClient.to(next).spillTo(folder).build()) {
            eventually("the rest is sent by the next start", () -> new HashSet<>(next.ids()).equals(expected(1_000)));
            assertThat(later.stats().lost()).isZero();
        }
        latch.countDown();
    }

    @Test
    void closeSendsWhatItCan(@TempDir Path folder) {
        UsageClient client =
                client().spillTo(folder).linger(Duration.ofSeconds(1)).build();
        for (int i = 0; i < 100; i++) {
            client.record(TestEvents.event("e" + i));
        }
        assertThat(client.close(Duration.ofSeconds(20))).isTrue();
        assertThat(new HashSet<>(sink.ids())).isEqualTo(expected(100));
    }

    @Test
    void anInterruptedCloseStillSpills(@TempDir Path folder) throws Exception {
        sink.from(TestSink.IS_DEAD);
        UsageClient client = client().spillTo(folder).build();
        client.record(TestEvents.event("e0"));
        Thread.currentThread().interrupt();
        assertThat(client.close(Duration.ofSeconds(20))).isFalse();
        assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
        try (UsageClient _ = UsageClient.to(sink).spillTo(folder).build()) {
            sink.from(TestSink.TAKES_ALL);
            eventually("it was spilled", () -> sink.ids().contains("e0"));
        }
    }

    @Test
    void whereToSpillHasToBeSaid() {
        assertThatThrownBy(() -> UsageClient.to(sink).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("spillTo");
    }

    @Test
    void whoMayWaitCanWaitForRoom() throws Exception {
        sink.from(TestSink.IS_DEAD);
        try (UsageClient client = client().withoutSpill()
                .buffer(10, 1_000_000)
                .closeTimeout(Duration.ZERO)
                .build()) {
            for (int i = 0; i < 6; i++) {
                client.record(TestEvents.event("e" + i));
            }
            assertThat(client.awaitRoom(Duration.ofMillis(50))).isFalse();
            sink.from(TestSink.TAKES_ALL);
            assertThat(client.awaitRoom(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static long sum(List<Loss> losses, Loss.Reason reason) {
        return losses.stream()
                .filter(loss -> loss.reason() == reason)
                .mapToLong(Loss::events)
                .sum();
    }
}
