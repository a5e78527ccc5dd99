package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The front door in every form that it takes events, followed to the ledger. */
@ExtendWith(Suite.class)
class IngestApiE2E {
    private static final String TENANT = "ingest-api";
    private static final String EVENT = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String JSON = "application/json";

    /** o4-mini: 90 x $1.10 + 10 x $0.275 + 50 x $4.40 per million. */
    private static final String COST = "0.00032175";

    @Test
    void nativeEventIsBookedAtItsExactCost(LocalStack stack) {
        accepted(post(stack, EVENT, event("native")), 1);

        JsonPath booked = BookedEvent.of(stack, TENANT, "native");
        assertThat(booked.getList("entries")).hasSize(1);
        assertThat(booked.getString("entries[0].cost")).isEqualTo(COST);
        assertThat(booked.getString("entries[0].currency")).isEqualTo("USD");
        assertThat(booked.getInt("entries[0].input_tokens")).isEqualTo(100);
        assertThat(booked.getInt("entries[0].cached_input_tokens")).isEqualTo(10);
        assertThat(booked.getInt("entries[0].output_tokens")).isEqualTo(50);
        assertThat(booked.getInt("entries[0].reasoning_tokens")).isEqualTo(20);
        assertThat(booked.getString("entries[0].input_provenance")).isEqualTo("provider");
        assertThat(booked.getList("conflicts")).isEmpty();
    }

    @Test
    void plainArrayAndCloudEventsBatchAreTakenEventByEvent(LocalStack stack) {
        accepted(post(stack, JSON, "[" + event("array-1") + ", " + event("array-2") + "]"), 2);
        accepted(post(stack, BATCH, "[" + event("batch-1") + "," + event("batch-2") + "," + event("batch-3") + "]"), 3);

        for (String id : new String[] {"array-1", "array-2", "batch-1", "batch-2", "batch-3"}) {
            assertThat(BookedEvent.of(stack, TENANT, id).getString("entries[0].cost"))
                    .isEqualTo(COST);
        }
    }

    @Test
    void chatCompletionOfOpenAiIsUnderstood(LocalStack stack) {
        accepted(post(stack, JSON, """
                {"specversion":"1.0","id":"chat","source":"e2e","type":"openai.chat.completion","data":{
                 "tenant":"ingest-api","team":"search","response":{"id":"chatcmpl-1","object":"chat.completion",
                  "created":1751364000,"model":"gpt-4.1-2025-04-14","service_tier":"default",
                  "choices":[{"index":0,"message":{"role":"assistant","content":"done"},"finish_reason":"stop"}],
                  "usage":{"prompt_tokens":1000,"completion_tokens":200,"total_tokens":1200,
                   "prompt_tokens_details":{"cached_tokens":400,"audio_tokens":0},
                   "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}}}}}"""), 1);

        JsonPath booked = BookedEvent.of(stack, TENANT, "chat");
        assertThat(booked.getString("entries[0].occurred_at")).isEqualTo("2025-07-01T10:00:00Z");
        assertThat(booked.getString("entries[0].provider")).isEqualTo("openai");
        assertThat(booked.getInt("entries[0].cached_input_tokens")).isEqualTo(400);
        // 600 x $2 + 400 x $0.50 + 200 x $8 per million.
        assertThat(booked.getString("entries[0].cost")).isEqualTo("0.003");
    }

    @Test
    void responseOfOpenAiIsUnderstood(LocalStack stack) {
        accepted(post(stack, JSON, """
                {"specversion":"1.0","id":"response","source":"e2e","type":"openai.response",
                 "time":"2025-07-01T10:00:00Z","data":{"tenant":"ingest-api","response":{"object":"response",
                  "model":"o3-2025-04-16","service_tier":"flex","output":[{"type":"reasoning","summary":[]}],
                  "usage":{"input_tokens":1000,"input_tokens_details":{"cached_tokens":0},"output_tokens":500,
                   "output_tokens_details":{"reasoning_tokens":450},"total_tokens":1500}}}}"""), 1);

        JsonPath booked = BookedEvent.of(stack, TENANT, "response");
        assertThat(booked.getString("entries[0].service_tier")).isEqualTo("flex");
        assertThat(booked.getInt("entries[0].reasoning_tokens")).isEqualTo(450);
        // Half of $2 and $8: 1000 x $1 + 500 x $4 per million.
        assertThat(booked.getString("entries[0].cost")).isEqualTo("0.003");
    }

    @Test
    void contentIsCountedWhereUsageIsMissing(LocalStack stack) {
        accepted(post(stack, JSON, """
                {"specversion":"1.0","id":"counted","source":"e2e","type":"io.tokenledger.usage.v1",
                 "time":"2025-07-01T10:00:00Z","data":{"tenant":"ingest-api","provider":"openai","model":"o4-mini",
                 "content":{"messages":[{"role":"user","content":"hello world"}],"output":"hello world"}}}"""), 1);

        JsonPath booked = BookedEvent.of(stack, TENANT, "counted");
        // "hello world" is two tokens, "user" one; three a message, and three that open the answer.
        assertThat(booked.getInt("entries[0].input_tokens")).isEqualTo(2 + 1 + 3 + 3);
        assertThat(booked.getInt("entries[0].output_tokens")).isEqualTo(2);
        assertThat(booked.getString("entries[0].input_provenance")).isEqualTo("counted");
        assertThat(booked.getString("entries[0].output_provenance")).isEqualTo("counted");
        // 9 x $1.10 + 2 x $4.40 per million.
        assertThat(booked.getString("entries[0].cost")).isEqualTo("0.0000187");
    }

    @Test
    void binaryModeTakesTheAttributesFromTheHeaders(LocalStack stack) {
        String data = """
                {"tenant":"ingest-api","provider":"openai","model":"o4-mini","team":"search",
                 "usage":{"input_tokens":100,"cached_input_tokens":10,"output_tokens":50,"reasoning_tokens":20}}""";
        accepted(
                given().baseUri(stack.ingestUrl())
                        .contentType(JSON)
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "by%20http")
                        .header("ce-source", BookedEvent.SOURCE)
                        .header("ce-type", "io.tokenledger.usage.v1")
                        .header("ce-time", "2025-07-01T10:00:00Z")
                        .body(data)
                        .post("/v1/events")
                        .then(),
                1);
        try (var sender = new Sender(stack)) {
            sender.kafka(
                    3,
                    data.getBytes(StandardCharsets.UTF_8),
                    Map.of(
                            "content-type", JSON,
                            "ce_specversion", "1.0",
                            "ce_id", "by kafka",
                            "ce_source", BookedEvent.SOURCE,
                            "ce_type", "io.tokenledger.usage.v1",
                            "ce_time", "2025-07-01T10:00:00Z"));
        }

        assertThat(BookedEvent.of(stack, TENANT, "by http").getString("entries[0].cost"))
                .isEqualTo(COST);
        assertThat(BookedEvent.of(stack, TENANT, "by kafka").getString("entries[0].cost"))
                .isEqualTo(COST);
    }

    @Test
    void sameEventThroughBothDoorsIsBookedOnce(LocalStack stack) {
        TestEvent event = testEvent("replays", "twice", 100);
        accepted(post(stack, EVENT, event.json()), 1);
        accepted(post(stack, EVENT, event.json()), 1);
        try (var sender = new Sender(stack)) {
            sender.kafka(1, event.bytes(), Map.of());
        }

        awaitIntake(stack, "replays", 1, 2, 0);
        assertThat(BookedEvent.of(stack, "replays", "twice").getList("entries")).hasSize(1);
    }

    @Test
    void sameIdWithAnotherPayloadIsAConflictAndTheFirstStands(LocalStack stack) {
        accepted(post(stack, EVENT, testEvent("conflicts", "claimed", 100).json()), 1);
        assertThat(BookedEvent.of(stack, "conflicts", "claimed").getList("conflicts"))
                .isEmpty();
        accepted(post(stack, EVENT, testEvent("conflicts", "claimed", 999_999).json()), 1);

        awaitIntake(stack, "conflicts", 1, 0, 1);
        JsonPath booked = BookedEvent.of(stack, "conflicts", "claimed");
        assertThat(booked.getString("entries[0].cost")).isEqualTo(COST);
        assertThat(booked.getList("entries")).hasSize(1);
        assertThat(booked.getInt("conflicts[0].metered.meters.input")).isEqualTo(999_989);
    }

    @Test
    void whatIsNoJsonByItsMediaTypeIsRefused(LocalStack stack) {
        post(stack, "text/plain", event("plain"))
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("media_type.unsupported"))
                .body("detail", containsString("'text/plain"));
    }

    private static void awaitIntake(LocalStack stack, String tenant, int priced, int duplicates, int conflicts) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().baseUri(stack.reportUrl())
                        .queryParam("filter.tenant", tenant)
                        .get("/v1/intake")
                        .then()
                        .statusCode(200)
                        .body("total.priced", equalTo(priced))
                        .body("total.duplicates", equalTo(duplicates))
                        .body("total.conflicts", equalTo(conflicts)));
    }

    private static void accepted(ValidatableResponse answer, int events) {
        answer.statusCode(202)
                .contentType(JSON)
                .body("accepted", equalTo(events))
                .body("rejected", empty());
    }

    private static ValidatableResponse post(LocalStack stack, String mediaType, String body) {
        return given().baseUri(stack.ingestUrl())
                .header("Content-Type", mediaType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/events")
                .then();
    }

    private static String event(String id) {
        return testEvent(TENANT, id, 100).json();
    }

    private static TestEvent testEvent(String tenant, String id, long input) {
        return new TestEvent(
                tenant, id, Instant.parse("2025-07-01T10:00:00Z"), "search", "o4-mini", "standard", input, 10, 50, 20);
    }
}
