package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.tokenledger.stack.LocalStack;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was rejected is found, sent again after a fix, and booked once. */
@ExtendWith(Suite.class)
class RejectedEventsE2E {
    private static final String TENANT = "rejected-events";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EVENTS = 40;

    private static String event(int n) {
        return """
                {"specversion":"1.0","id":"r-%d","source":"bot","type":"io.tokenledger.usage.v1",\
                "time":"2026-07-01T10:00:00Z","data":{"tenant":"%s","model":"o4-mini","team":"search",\
                "tags":{"feature":"sum up"},"usage":{"input_tokens":100000,"output_tokens":0},\
                "content":{"output":"secret words"}}}""".formatted(n, TENANT);
    }

    private static JsonPath rejections(LocalStack stack, String query) {
        return given().baseUri(stack.reportUrl())
                .get("/v1/rejected-events?tenant=" + TENANT + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath resubmit(LocalStack stack, String body) {
        return given().baseUri(stack.reportUrl())
                .contentType(ContentType.JSON)
                .body("{\"tenant\":\"" + TENANT + "\",\"author\":\"ann\",\"reason\":\"fixed\"," + body + "}")
                .post("/v1/rejected-events/resubmissions")
                .jsonPath();
    }

    @Test
    void eventsWithoutAProviderAreBookedOnceWhenItIsSaid(LocalStack stack) throws Exception {
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            IntStream.range(0, EVENTS).forEach(n -> sender.kafka(event(n).getBytes(StandardCharsets.UTF_8)));
            sender.flush();
            await().atMost(PATIENCE)
                    .until(() -> rejections(stack, "&code=provider.missing&limit=1000")
                                    .getList("events")
                                    .size()
                            == EVENTS);
            assertThat(rejections(stack, "&limit=1000").prettify()).doesNotContain("secret words");

            String first = rejections(stack, "&event_id=r-0").getString("events[0].rejection_id");
            String id = resubmit(
                            stack,
                            "\"rejection_ids\":[\"" + first + "\"],\"merge\":{\"data\":{\"provider\":\"openai\"}}")
                    .getString("id");
            ledger.awaitEntries(TENANT, 1);
            assertThat(ledger.costs(TENANT).get("r-0")).isEqualTo(new BigInteger("110000000000")); // 11 cents
            assertThat(ledger.number(
                            "SELECT count(*) FROM ledger.usage_entry WHERE tenant_id = ? AND tags ->> 'feature' = 'sum up'",
                            TENANT))
                    .isEqualTo(1);
            JsonPath sent = given().baseUri(stack.reportUrl())
                    .get("/v1/rejected-events/resubmissions/" + id + "?tenant=" + TENANT)
                    .jsonPath();
            assertThat(sent.getInt("sent")).isEqualTo(1);
            assertThat(sent.getInt("rejected_again")).isZero();

            allOfTheCode(stack, "\"merge\":{\"data\":{\"provider\":\"openai\"}}");
            ledger.awaitEntries(TENANT, EVENTS);
            assertThat(rejections(stack, "&resubmitted=false").getList("events"))
                    .isEmpty();
        }
    }

    /** Asked by several at once. */
    private static void allOfTheCode(LocalStack stack, String merge) throws Exception {
        List<Callable<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            asking.add(() ->
                    resubmit(stack, "\"code\":\"provider.missing\"," + merge).getInt("events"));
        }
        int events = 0;
        try (var askers = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> answer : askers.invokeAll(asking)) {
                events += answer.get();
            }
        }
        assertThat(events).isEqualTo(EVENTS - 1);
    }
}
