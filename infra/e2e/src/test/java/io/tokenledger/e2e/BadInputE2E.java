package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tokenledger.contract.Topics;
import io.tokenledger.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever broken applications send: a clear rejection, kept without content, and the next event is booked. */
@ExtendWith(Suite.class)
class BadInputE2E {
    private static final String SECRET = "Wombat-4711-said-so";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITIONS = 4;

    @TestFactory
    Stream<DynamicTest> badRecordOfTheTopicIsRejectedWithItsReasonAndPlace(LocalStack stack) throws SQLException {
        List<BadEvent> events = BadEvent.ofEveryKind("bad-kafka", "kafka-", SECRET);
        var places = new LinkedHashMap<BadEvent, RecordMetadata>();
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            for (BadEvent event : events) {
                int partition = places.size() % PARTITIONS;
                // Kafka has no empty request: where nothing comes it is a tombstone.
                byte[] value = event.bytes() == 0 ? null : event.body();
                places.put(event, sender.kafka(partition, value, Map.of()));
                sender.kafka(
                        partition, good("bad-kafka", "behind-" + event.id()).bytes(), Map.of());
            }
            ledger.awaitEntries("bad-kafka", events.size());
        }
        return places.entrySet().stream()
                .map(sent -> dynamicTest(sent.getKey().name(), () -> {
                    RecordMetadata place = sent.getValue();
                    Map<String, @Nullable Object> row = onlyRow(
                            stack,
                            "topic = ? AND partition_no = ? AND record_offset = ?",
                            Topics.USAGE_EVENTS,
                            place.partition(),
                            place.offset());
                    assertRejection(row, sent.getKey(), "bad-kafka");
                    String id = Topics.USAGE_EVENTS + "/" + place.partition() + "/" + place.offset();
                    boolean array = sent.getKey().octets().startsWith("[");
                    assertThat(row).containsEntry("rejection_id", array ? id + "/0" : id);
                }));
    }

    @TestFactory
    Stream<DynamicTest> badRequestIsAnsweredWithItsReasonAndKept(LocalStack stack) throws SQLException {
        List<BadEvent> events = BadEvent.ofEveryKind("bad-http", "http-", SECRET);
        Instant before = Instant.now();
        var answers = new LinkedHashMap<BadEvent, Response>();
        try (var ledger = new TestLedger(stack)) {
            for (BadEvent event : events) {
                answers.put(event, post(stack, event.body()));
                assertThat(post(stack, good("bad-http", "behind-" + event.id()).bytes())
                                .statusCode())
                        .isEqualTo(202);
            }
            ledger.awaitEntries("bad-http", events.size());
        }
        return answers.entrySet().stream()
                .map(answered -> dynamicTest(answered.getKey().name(), () -> {
                    BadEvent event = answered.getKey();
                    assertAnswer(answered.getValue(), event);
                    Map<String, @Nullable Object> row = onlyRow(
                            stack,
                            "topic IS NULL AND received_at >= ?::timestamptz AND code = ? AND payload_bytes = ?",
                            before.toString(),
                            event.code(),
                            (long) event.bytes());
                    assertRejection(row, event, "bad-http");
                    assertThat((String) row.get("rejection_id"))
                            .startsWith("http/")
                            .endsWith("/0");
                }));
    }

    @Test
    void badEventsOfABatchSpoilOnlyThemselves(LocalStack stack) throws SQLException {
        List<BadEvent> bad = BadEvent.ofEveryKind("bad-batch", "batch-", SECRET).stream()
                .filter(BadEvent::fitsInABatch)
                .toList();
        String batch = mixedBatch("bad-batch", bad);

        JsonPath answer = post(stack, batch.getBytes(StandardCharsets.US_ASCII))
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();

        assertThat(answer.getInt("accepted")).isEqualTo(bad.size() + 1);
        assertThat(answer.getList("rejected.code"))
                .isEqualTo(bad.stream().map(BadEvent::code).toList());
        for (int i = 0; i < bad.size(); i++) {
            assertThat(answer.getInt("rejected[" + i + "].index")).isEqualTo(2 * i + 1);
        }
        assertThat(answer.getList("rejected.id", String.class).stream().filter(Objects::nonNull))
                .hasSizeGreaterThan(bad.size() / 2)
                .allMatch(id -> id.startsWith("batch-"));
        try (var ledger = new TestLedger(stack)) {
            ledger.awaitEntries("bad-batch", bad.size() + 1);
        }
    }

    @Test
    void badEventsOfABatchInOneRecordAreKeptWithTheirPlaceInIt(LocalStack stack) throws SQLException {
        List<BadEvent> bad = BadEvent.ofEveryKind("bad-record", "record-", SECRET).stream()
                .filter(BadEvent::fitsInABatch)
                .toList();
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            byte[] batch = mixedBatch("bad-record", bad).getBytes(StandardCharsets.US_ASCII);
            RecordMetadata place = sender.kafka(2, batch, Map.of());

            ledger.awaitEntries("bad-record", bad.size() + 1);
            for (int i = 0; i < bad.size(); i++) {
                Map<String, @Nullable Object> row = onlyRow(
                        stack,
                        "topic = ? AND partition_no = 2 AND record_offset = ? AND batch_index = ?",
                        Topics.USAGE_EVENTS,
                        place.offset(),
                        2 * i + 1);
                assertRejection(row, bad.get(i), "bad-record");
            }
        }
    }

    @Test
    void requestBeyondTheLimitIsRefusedAsAWhole(LocalStack stack) {
        byte[] body = new byte[32 * BadEvent.MEBIBYTE + 1];

        JsonPath problem = problem(post(stack, body), 413);

        assertThat(problem.getString("code")).isEqualTo("request.too_large");
        assertThat(problem.getString("detail")).contains("33554433 bytes", "at most 33554432");
    }

    @Test
    void batchOfMoreThanTenThousandIsRefusedAsAWhole(LocalStack stack) {
        JsonPath problem =
                problem(post(stack, ("[{}" + ",{}".repeat(10_000) + "]").getBytes(StandardCharsets.UTF_8)), 413);

        assertThat(problem.getString("code")).isEqualTo("batch.too_large");
        assertThat(problem.getString("detail")).contains("10001 events", "at most 10000");
    }

    /** Good ones around every bad one. */
    private static String mixedBatch(String tenant, List<BadEvent> bad) {
        var events = new ArrayList<String>();
        for (BadEvent event : bad) {
            events.add(good(tenant, "before-" + event.id()).json());
            events.add(event.octets());
        }
        events.add(good(tenant, "last").json());
        return events.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static void assertAnswer(Response response, BadEvent event) {
        String told;
        if (event.readable()) {
            JsonPath receipt = response.then().statusCode(202).extract().jsonPath();
            assertThat(receipt.getInt("accepted")).isZero();
            assertThat(receipt.getList("rejected")).hasSize(1);
            assertThat(receipt.getString("rejected[0].code")).isEqualTo(event.code());
            told = receipt.getString("rejected[0].detail");
        } else {
            JsonPath problem = problem(response, 400);
            assertThat(problem.getString("code")).isEqualTo(event.code());
            told = problem.getString("detail");
        }
        assertThat(told).contains(event.told()).doesNotContain(SECRET);
    }

    private static JsonPath problem(Response response, int status) {
        JsonPath problem = response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .extract()
                .jsonPath();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        return problem;
    }

    private static void assertRejection(Map<String, @Nullable Object> row, BadEvent event, String tenant) {
        assertThat(row).containsEntry("code", event.code());
        assertThat((String) row.get("detail")).contains(event.told());
        assertThat(row.get("payload_bytes")).isEqualTo((long) event.bytes());
        boolean wasRead = event.readable() && event.bytes() < BadEvent.MEBIBYTE;
        boolean saysItsTenant = wasRead
                && !event.code().equals("event.data_invalid")
                && event.octets().contains("\"tenant\":\"");
        assertThat(row.get("tenant_id")).isEqualTo(saysItsTenant ? tenant : "");
        assertThat(row.get("event_id")).isEqualTo(wasRead && event.octets().contains(event.id()) ? event.id() : null);
        String payload = (String) row.get("payload");
        if (wasRead) {
            assertThat(payload).startsWith("{").contains("\"source\":\"e2e\"", "[removed: ");
        } else {
            assertThat(payload).isEqualTo(event.code().equals("event.not_an_object") ? event.octets() : null);
        }
        assertThat(row.toString()).doesNotContain(SECRET);
    }

    private static Map<String, @Nullable Object> onlyRow(LocalStack stack, String where, Object... parameters)
            throws SQLException {
        String sql = "SELECT * FROM ledger.rejected_event WHERE " + where;
        try (var ledger = new TestLedger(stack)) {
            await().atMost(PATIENCE).until(() -> !ledger.rows(sql, parameters).isEmpty());
            List<Map<String, @Nullable Object>> rows = ledger.rows(sql, parameters);
            assertThat(rows).hasSize(1);
            return rows.getFirst();
        }
    }

    private static Response post(LocalStack stack, byte[] body) {
        return given().baseUri(stack.ingestUrl())
                .contentType("application/json")
                .body(body)
                .post("/v1/events");
    }

    private static TestEvent good(String tenant, String id) {
        return new TestEvent(
                tenant, id, Instant.parse("2025-07-01T10:00:00Z"), "search", "o4-mini", "standard", 100, 10, 50, 20);
    }
}
