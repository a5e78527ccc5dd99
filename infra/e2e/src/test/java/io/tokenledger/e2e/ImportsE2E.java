package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Service;
import io.tokenledger.stack.ServiceProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files of usage, larger than any request may be, followed to the ledger. */
@ExtendWith(Suite.class)
class ImportsE2E {
    private static final String TENANT = "imports";
    private static final int ROWS = 200_000;
    private static final int BROKEN_EVERY = 20_000;
    private static final int BROKEN = ROWS / BROKEN_EVERY;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String HEADER = "time,provider,model,team,input_tokens,output_tokens,comment\n";

    /** Longer than what is read, so that the file has some 90 MB. */
    private static final String COMMENT = "c".repeat(400);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Row i from 1 on, equal ones among them; the file's line is one more. Every 20,000th has a count that is none. */
    private static String row(int i) {
        return "2025-07-01T10:%02d:00Z,openai,o4-mini,search,%d,%d,%s\n"
                .formatted(i % 60, i % BROKEN_EVERY == 0 ? -1 : i % 100, i % 7, COMMENT);
    }

    /** o4-mini: 1 100 000 pico-USD an input token and 4 400 000 an output token. */
    private static long costPico() {
        return IntStream.rangeClosed(1, ROWS)
                .filter(i -> i % BROKEN_EVERY != 0)
                .mapToLong(i -> i % 100 * 1_100_000L + i % 7 * 4_400_000L)
                .sum();
    }

    /** Makes its rows when they are asked for, and waits in the middle until it may go on. */
    private static final class Rows extends InputStream {
        private final CountDownLatch goOn;
        private byte[] line = HEADER.getBytes(StandardCharsets.UTF_8);
        private int at;
        private int made;

        Rows(CountDownLatch goOn) {
            this.goOn = goOn;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            if (at == line.length) {
                if (made == ROWS) {
                    return -1;
                }
                if (made == ROWS / 2) {
                    awaitGoOn();
                }
                made++;
                line = row(made).getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, to, from, count);
            at += count;
            return count;
        }

        private void awaitGoOn() {
            try {
                assertThat(goOn.await(50, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aLargeFileIsBookedOnceHoweverOftenItIsImported(LocalStack stack) throws Exception {
        var goOn = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> first = http.sendAsync(
                request(stack, "import_id=large&format=csv&set.tenant=" + TENANT, new Rows(goOn)),
                BodyHandlers.ofString());
        try (ServiceProcess other = stack.startAnother(Service.INGEST)) {
            for (String url : new String[] {stack.ingestUrl(), other.url()}) {
                await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                    JsonPath state = state(url, "large");
                    assertThat(state.getString("status")).isEqualTo("running");
                    assertThat(state.getInt("lines")).isBetween(1, ROWS / 2);
                });
            }
            goOn.countDown();
            assertDone(first.get(3, TimeUnit.MINUTES));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(state(other.url(), "large").getString("status"))
                            .isEqualTo("done"));
        }
        assertThat(JsonPath.from(first.join().body()).getInt("first_rejected[0].line"))
                .isEqualTo(BROKEN_EVERY + 1);

        try (var ledger = new TestLedger(stack)) {
            awaitBooks(ledger, BROKEN);
            assertThat(ledger.number(
                            "SELECT count(*) FROM ledger.rejected_event WHERE tenant_id = ? AND code = ?"
                                    + " AND rejection_id LIKE 'import/large@%'",
                            TENANT, "count.negative"))
                    .isEqualTo(BROKEN);

            HttpResponse<String> again = http.send(
                    request(stack, "format=csv&set.tenant=" + TENANT, new Rows(goOn)), BodyHandlers.ofString());
            assertDone(again);
            assertThat(JsonPath.from(again.body()).getString("sha256"))
                    .isEqualTo(JsonPath.from(first.join().body()).getString("sha256"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ledger.number(
                                    "SELECT coalesce(sum(duplicates), 0)::bigint FROM ledger.intake_count"
                                            + " WHERE tenant_id = ?",
                                    TENANT))
                            .isEqualTo(ROWS - BROKEN));
            awaitBooks(ledger, 2 * BROKEN);
        }
    }

    @Test
    void everyLineHasAVerdictWhereItIsAskedFor(LocalStack stack) throws Exception {
        String file = HEADER + row(1) + row(1) + row(BROKEN_EVERY) + row(2);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(stack.ingestUrl() + "/v1/imports"))
                        .header("Content-Type", "text/csv")
                        .header("Accept", "application/x-ndjson")
                        .header("Tokenledger-Tenant", "imports-lines")
                        .POST(BodyPublishers.ofString(file))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        String[] lines = answer.body().split("\n");
        assertThat(lines).hasSize(5);
        for (int i = 0; i < 4; i++) {
            JsonPath verdict = JsonPath.from(lines[i]);
            assertThat(verdict.getInt("line")).isEqualTo(i + 2);
            assertThat(verdict.getString("verdict")).isEqualTo(i == 2 ? "rejected" : "accepted");
            assertThat(verdict.getString("id")).hasSize(32);
        }
        assertThat(JsonPath.from(lines[2]).getString("code")).isEqualTo("count.negative");
        assertThat(JsonPath.from(lines[4]).getInt("accepted")).isEqualTo(3);
        try (var ledger = new TestLedger(stack)) {
            ledger.awaitEntries("imports-lines", 3);
        }
    }

    @Test
    void aMappingThatDoesNotFitIsRefusedBeforeAnyLine(LocalStack stack) {
        given().baseUri(stack.ingestUrl())
                .header("Content-Type", "text/csv")
                .queryParam("set.tenant", "imports-mapping")
                .queryParam("map.user", "who")
                .body((HEADER + row(1)).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("import.mapping_invalid"))
                .body("detail", equalTo("map.user names the column 'who', which the header does not have"));
    }

    /** The limit of the other doors holds for bodies that do not say how long they are. */
    @Test
    void eventsHaveTheirLimitStill(LocalStack stack) throws Exception {
        byte[] body = "[]".concat(" ".repeat(40 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(stack.ingestUrl() + "/v1/events"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(JsonPath.from(answer.body()).getString("code")).isEqualTo("request.too_large");
    }

    @Test
    void anImportThatNobodyBeganIsNotFound(LocalStack stack) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(stack.ingestUrl() + "/v1/imports/nobody"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JsonPath.from(answer.body()).getString("code")).isEqualTo("import.unknown");
    }

    private static HttpRequest request(LocalStack stack, String query, InputStream body) {
        return HttpRequest.newBuilder(URI.create(stack.ingestUrl() + "/v1/imports?" + query))
                .POST(BodyPublishers.ofInputStream(() -> body))
                .build();
    }

    private static JsonPath state(String url, String importId) {
        return given().baseUri(url)
                .get("/v1/imports/" + importId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonPath state = JsonPath.from(answer.body());
        assertThat(state.getString("status")).isEqualTo("done");
        assertThat(state.getInt("lines")).isEqualTo(ROWS);
        assertThat(state.getInt("accepted")).isEqualTo(ROWS - BROKEN);
        assertThat(state.getInt("rejected")).isEqualTo(BROKEN);
        assertThat(state.getList("ignored_columns")).containsExactly("comment");
        assertThat(state.getLong("bytes"))
                .as("larger than any other body may be")
                .isGreaterThan(64L * 1024 * 1024);
        assertThat(state.getList("first_rejected.line"))
                .isEqualTo(IntStream.rangeClosed(1, BROKEN)
                        .mapToObj(i -> i * BROKEN_EVERY + 1)
                        .collect(Collectors.toList()));
    }

    private static void awaitBooks(TestLedger ledger, int rejected) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(ledger.entries(TENANT)).isEqualTo(ROWS - BROKEN);
            assertThat(ledger.number(
                            "SELECT coalesce(sum(cost_pico), 0)::bigint FROM ledger.usage_entry WHERE tenant_id = ?",
                            TENANT))
                    .isEqualTo(costPico());
            assertThat(ledger.number("SELECT count(*) FROM ledger.rejected_event WHERE tenant_id = ?", TENANT))
                    .isEqualTo(rejected);
        });
    }
}
