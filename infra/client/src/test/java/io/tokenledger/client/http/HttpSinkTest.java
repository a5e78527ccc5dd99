package io.tokenledger.client.http;

import static io.tokenledger.client.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.client.Rejection;
import io.tokenledger.client.TestEvents;
import io.tokenledger.client.UsageClient;
import io.tokenledger.client.UsageClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens between the client and a real HTTP server, every event arrives at least once. */
class HttpSinkTest {
    @TempDir
    Path folder;

    private final FakeIngest ingest = new FakeIngest();
    private final List<Rejection> rejections = new CopyOnWriteArrayList<>();

    HttpSinkTest() throws IOException {}

    @AfterEach
    void stop() {
        ingest.close();
    }

    private UsageClientBuilder client() {
        return client(HttpSink.builder(ingest.url())
                .timeout(Duration.ofMillis(500))
                .batch(100, 100_000)
                .header("Authorization", "Bearer of-a-test")
                .build());
    }

    private UsageClientBuilder client(HttpSink sink) {
        return UsageClient.to(sink)
                .spillTo(folder)
                .retry(Duration.ofMillis(5), Duration.ofMillis(50))
                .closeTimeout(Duration.ofSeconds(1))
                .onRejected(rejections::add);
    }

    private static void record(UsageClient client, int from, int to) {
        for (int i = from; i < to; i++) {
            client.record(TestEvents.event("e" + i));
        }
    }

    private static Set<String> ids(int to) {
        return IntStream.range(0, to).mapToObj(i -> "e" + i).collect(Collectors.toSet());
    }

    private void assertAllArrive(UsageClient client, int events) throws InterruptedException {
        assertThat(client.flush(Duration.ofSeconds(30))).isTrue();
        assertThat(new HashSet<>(ingest.ids())).isEqualTo(ids(events));
        assertThat(client.stats().lost()).isZero();
        assertThat(client.stats().trouble()).isNull();
    }

    @Test
    void eventsGoAsACloudEventsBatch() throws Exception {
        try (UsageClient client = client().build()) {
            record(client, 0, 250);
            assertAllArrive(client, 250);
            assertThat(client.stats().delivered()).isEqualTo(250);
        }
        assertThat(ingest.ids()).doesNotHaveDuplicates();
        assertThat(ingest.heads()).containsOnly("POST application/cloudevents-batch+json Bearer of-a-test");
        assertThat(ingest.requests())
                .allSatisfy(request -> assertThat(request.size()).isBetween(1, 100));
        assertThat(ingest.requests().getFirst().get(0)).isEqualTo(TestEvents.JSON.readTree("""
                {"specversion":"1.0","id":"e0","source":"test","type":"io.tokenledger.usage.v1",
                 "time":"2026-11-20T10:15:30Z","data":{"tenant":"acme","team":"search","provider":"openai",
                 "model":"o4-mini","usage":{"input_tokens":1200,"output_tokens":800}}}"""));
    }

    @Test
    void whatIsNotIngestsOwn202IsTriedAgain() throws Exception {
        List<FakeIngest.Conduct> faults = List.of(
                FakeIngest.answers(503, "{\"code\":\"kafka.unavailable\"}"),
                FakeIngest.answers(500, ""),
                FakeIngest.answers(401, "no key"),
                FakeIngest.answers(404, "not here"),
                FakeIngest.answers(302, ""),
                FakeIngest.answers(200, "<html>a proxy</html>"),
                FakeIngest.answers(202, "<html>a proxy</html>"),
                FakeIngest.answers(202, ""),
                FakeIngest.answers(202, "{\"accepted\":1000000,\"rejected\":[]}"),
                FakeIngest.answers(202, "{\"rejected\":[{\"index\":-1}]}"),
                (exchange, batch) -> exchange.close(),
                (exchange, batch) -> Thread.sleep(700),
                (exchange, batch) -> {
                    exchange.sendResponseHeaders(202, 1_000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    Thread.sleep(700); // The head is there, the body hangs.
                },
                (exchange, batch) -> {
                    ingest.book(batch);
                    exchange.close(); // Stored, and the answer got lost.
                });
        var calls = new AtomicInteger();
        ingest.from((exchange, batch) -> {
            int call = calls.getAndIncrement();
            (call < faults.size() ? faults.get(call) : (FakeIngest.Conduct) ingest::accept).answer(exchange, batch);
        });
        try (UsageClient client = client().build()) {
            record(client, 0, 50);
            assertAllArrive(client, 50);
        }
        assertThat(calls.get()).isGreaterThan(faults.size());
        assertThat(rejections).isEmpty();
    }

    @Test
    void rejectionsOfA202AreToldAndNotSentAgain() throws Exception {
        ingest.from((exchange, batch) -> {
            ingest.book(batch);
            FakeIngest.answer(
                    exchange,
                    202,
                    "{\"accepted\":" + (batch.size() - 1)
                            + ",\"rejected\":[{\"index\":3,\"id\":null,\"code\":\"time.out_of_range\",\"detail\":\"too late\"}],"
                            + "\"more\":{\"to\":[1]}}");
        });
        try (UsageClient client = client().linger(Duration.ofMillis(500)).build()) {
            record(client, 0, 10);
            assertAllArrive(client, 10);
            assertThat(client.stats().rejected()).isEqualTo(1);
            assertThat(client.stats().delivered()).isEqualTo(9);
        }
        assertThat(rejections).containsExactly(new Rejection("e3", "time.out_of_range", "too late"));
        assertThat(ingest.requests()).hasSize(1);
    }

    @Test
    void aBatchThatIsTooLargeIsHalvedUntilItFits() throws Exception {
        ingest.from((exchange, batch) -> {
            if (batch.size() > 7) {
                FakeIngest.answer(exchange, 413, "{\"code\":\"batch.too_large\",\"detail\":\"at most 7\"}");
            } else {
                ingest.accept(exchange, batch);
            }
        });
        try (UsageClient client = client().build()) {
            record(client, 0, 200);
            assertAllArrive(client, 200);
        }
        assertThat(ingest.ids()).doesNotHaveDuplicates();
        assertThat(rejections).isEmpty();
    }

    @Test
    void theOneEventThatSpoilsABatchIsFoundAndTold() throws Exception {
        ingest.from((exchange, batch) -> {
            for (var event : batch) {
                if (event.path("id").textValue().equals("e42")) {
                    FakeIngest.answer(
                            exchange, 400, "{\"status\":400,\"code\":\"event.malformed_json\",\"detail\":\"NaN\"}");
                    return;
                }
            }
            ingest.accept(exchange, batch);
        });
        try (UsageClient client = client().build()) {
            record(client, 0, 100);
            assertThat(client.flush(Duration.ofSeconds(30))).isTrue();
            assertThat(client.stats().rejected()).isEqualTo(1);
        }
        assertThat(rejections).containsExactly(new Rejection("e42", "event.malformed_json", "NaN"));
        Set<String> others = ids(100);
        others.remove("e42");
        assertThat(new HashSet<>(ingest.ids())).isEqualTo(others);
    }

    @Test
    void aServerThatDiesAndReturnsGetsEverything() throws Exception {
        try (UsageClient client = client().build()) {
            record(client, 0, 100);
            ingest.die();
            record(client, 100, 3_000);
            eventually("the outage is seen", () -> client.stats().trouble() != null);
            record(client, 3_000, 5_000);
            eventually("memory is on disk", () -> client.stats().bufferedEvents() == 0);
            ingest.comeBack();
            assertAllArrive(client, 5_000);
            assertThat(client.stats().spilled()).isPositive();
        }
    }

    @Test
    void aServerThatHangsHoldsNobodyUp() throws Exception {
        var latch = new CountDownLatch(1);
        ingest.from((exchange, batch) -> {
            latch.await();
            ingest.accept(exchange, batch);
        });
        try (UsageClient client = client().build()) {
            var done = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                record(client, 0, 10_000);
                done.countDown();
            });
            assertThat(done.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            assertThat(client.stats().delivered()).isZero();
            latch.countDown();
            assertAllArrive(client, 10_000);
        }
    }

    @Test
    void randomFaultsLoseNothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        ingest.from((exchange, batch) -> {
            int fate;
            synchronized (random) {
                fate = random.nextInt(6);
            }
            switch (fate) {
                case 0 -> FakeIngest.answer(exchange, 503, "");
                case 1 -> exchange.close();
                case 2 -> {
                    ingest.book(batch);
                    exchange.close();
                }
                case 3 -> FakeIngest.answer(exchange, batch.size() > 1 ? 413 : 500, "{}");
                default -> ingest.accept(exchange, batch);
            }
        });
        try (UsageClient client = client().buffer(500, 10_000_000).build()) {
            for (int i = 0; i < 5_000; i++) {
                assertThat(client.awaitRoom(Duration.ofSeconds(30))).isTrue();
                client.record(TestEvents.event("e" + i));
            }
            assertThat(client.flush(Duration.ofSeconds(60))).as("seed %d", seed).isTrue();
            assertThat(new HashSet<>(ingest.ids())).as("seed %d", seed).isEqualTo(ids(5_000));
            assertThat(client.stats().lost()).isZero();
        }
        assertThat(rejections).isEmpty();
    }

    @Test
    void aUrlOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> HttpSink.to(URI.create("localhost:8081")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost:8081");
    }
}
