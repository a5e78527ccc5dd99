package io.tokenledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tokenledger.client.Attribution;
import io.tokenledger.client.Rejection;
import io.tokenledger.client.Sink;
import io.tokenledger.client.UsageClient;
import io.tokenledger.client.UsageCounts;
import io.tokenledger.client.UsageEvent;
import io.tokenledger.client.http.HttpSink;
import io.tokenledger.client.kafka.KafkaSink;
import io.tokenledger.stack.LocalStack;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an application records with the client is in the ledger once, at its exact cost, over both sinks. */
@ExtendWith(Suite.class)
class ClientE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<Rejection> rejections = new CopyOnWriteArrayList<>();

    @Test
    void eventsOverHttpAreBooked(LocalStack stack, @TempDir Path folder) throws Exception {
        Map<String, TestEvent> events = events("client-http", 2_000);
        try (UsageClient client = client(HttpSink.to(URI.create(stack.ingestUrl())), folder)) {
            events.values().forEach(event -> client.record(recorded(event)));
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertBooked(stack, "client-http", events);
    }

    @Test
    void eventsOverKafkaAreBooked(LocalStack stack, @TempDir Path folder) throws Exception {
        Map<String, TestEvent> events = events("client-kafka", 2_000);
        try (UsageClient client = client(KafkaSink.to(stack.kafkaBootstrap()), folder)) {
            events.values().forEach(event -> client.record(recorded(event)));
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertBooked(stack, "client-kafka", events);
    }

    @Test
    void whatIngestRejectsIsTold(LocalStack stack, @TempDir Path folder) throws Exception {
        String late = """
                {"specversion":"1.0","id":"late","source":"e2e","type":"io.tokenledger.usage.v1",\
                "time":"2999-01-01T00:00:00Z","data":{"tenant":"client-http","provider":"openai","model":"o3",\
                "usage":{"input_tokens":1,"output_tokens":1}}}""";
        try (UsageClient client = client(HttpSink.to(URI.create(stack.ingestUrl())), folder)) {
            client.recordJson("late", late.getBytes(StandardCharsets.UTF_8));
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(rejections)
                .extracting(Rejection::id, Rejection::code)
                .containsExactly(tuple("late", "time.out_of_range"));
    }

    @Test
    void whileKafkaIsDeadBothKeepWhatIsRecorded(LocalStack stack, @TempDir Path folder) throws Exception {
        Map<String, TestEvent> overKafka = events("client-outage-kafka", 5_000);
        Map<String, TestEvent> overHttp = events("client-outage-http", 5_000);
        KafkaSink kafkaSink = KafkaSink.builder(stack.kafkaBootstrap())
                .property("max.block.ms", 1_000)
                .property("request.timeout.ms", 1_000)
                .property("delivery.timeout.ms", 2_000)
                .build();
        try (UsageClient kafka = client(kafkaSink, folder.resolve("kafka"));
                UsageClient http = client(HttpSink.to(URI.create(stack.ingestUrl())), folder.resolve("http"))) {
            record(kafka, overKafka, 0, 1_000);
            record(http, overHttp, 0, 1_000);
            stack.kafka().kill();
            try {
                record(kafka, overKafka, 1_000, 4_000);
                record(http, overHttp, 1_000, 4_000);
                await().atMost(PATIENCE)
                        .until(() -> kafka.stats().spilled() > 0 && http.stats().spilled() > 0);
            } finally {
                stack.kafka().restart();
            }
            record(kafka, overKafka, 4_000, 5_000);
            record(http, overHttp, 4_000, 5_000);
            assertThat(kafka.flush(PATIENCE)).as(() -> kafka.stats().toString()).isTrue();
            assertThat(http.flush(PATIENCE)).as(() -> http.stats().toString()).isTrue();
            assertThat(kafka.stats().lost() + http.stats().lost()).isZero();
        }
        assertBooked(stack, "client-outage-kafka", overKafka);
        assertBooked(stack, "client-outage-http", overHttp);
    }

    private UsageClient client(Sink sink, Path folder) {
        return UsageClient.to(sink)
                .spillTo(folder)
                .retry(Duration.ofMillis(100), Duration.ofSeconds(2))
                .onRejected(rejections::add)
                .build();
    }

    private static Map<String, TestEvent> events(String tenant, int count) {
        long seed = System.nanoTime();
        System.out.println(tenant + ": seed " + seed);
        var random = new Random(seed);
        var events = new HashMap<String, TestEvent>();
        for (int i = 0; i < count; i++) {
            String id = tenant + "-" + i;
            events.put(id, TestEvent.random(tenant, id, random));
        }
        return events;
    }

    private static void record(UsageClient client, Map<String, TestEvent> events, int from, int to) {
        events.values().stream().skip(from).limit(to - from).forEach(event -> client.record(recorded(event)));
    }

    private static UsageEvent recorded(TestEvent event) {
        return UsageEvent.builder()
                .id(event.id())
                .source("e2e")
                .time(event.at())
                .attribution(
                        Attribution.of(event.tenant()).withTeam(event.team()).withEnvironment("prod"))
                .provider("openai")
                .model(event.model())
                .serviceTier(event.tier())
                .usage(UsageCounts.builder()
                        .inputTokens(event.input())
                        .cachedInputTokens(event.cached())
                        .outputTokens(event.output())
                        .reasoningTokens(event.reasoning())
                        .build())
                .build();
    }

    private void assertBooked(LocalStack stack, String tenant, Map<String, TestEvent> events) throws Exception {
        assertThat(rejections).isEmpty();
        var expected = new HashMap<String, BigInteger>();
        events.forEach((id, event) -> expected.put(id, event.costPico()));
        try (var ledger = new TestLedger(stack)) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(ledger.entries(tenant)).isEqualTo(events.size()));
            assertThat(ledger.costs(tenant)).isEqualTo(expected);
        }
    }
}
