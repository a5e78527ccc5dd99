package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tokenledger.stack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first page that a person sees, and what the suite says of everything that came in. */
@ExtendWith(Suite.class)
class ConsolePageE2E {
    private static final String ATTACK = "<script>alert(1)</script>";

    @Test
    void pageShowsTheFiguresOfATenantAndRunsNothingOfItsNames(LocalStack stack) throws Exception {
        Instant now = Instant.now();
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            // 1 234 567 x $1.10 and 100 000 x $4.40 per million: $1.80 to the cent.
            sender.http(List.of(
                    new TestEvent("console", "1", now, ATTACK, "o4-mini", "standard", 1_234_567, 0, 100_000, 0),
                    new TestEvent("console", "2", now, "quiet team", "gpt-99", "standard", 10, 0, 10, 0)));
            ledger.awaitEntries("console", 2);
        }

        Response page = given().baseUri(stack.reportUrl())
                .queryParam("tenant", "console")
                .queryParam(
                        "month", YearMonth.from(now.atOffset(ZoneOffset.UTC)).toString())
                .get("/");

        page.then().statusCode(200).contentType("text/html");
        assertThat(page.asString())
                .contains("1.80", "quiet team", "gpt-99", "not known", "/v1/chargeback?group_by=team,model")
                .containsPattern("1.234.567|1234567")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void monthThatIsNoneIsToldOnThePage(LocalStack stack) {
        Response page = given().baseUri(stack.reportUrl())
                .queryParam("month", "Brumaire")
                .get("/");

        page.then().statusCode(400).contentType("text/html");
        assertThat(page.asString()).contains("No figures", "month Brumaire is not a month");
    }

    @Test
    void whatBecameOfEverythingCanBeRead(LocalStack stack) throws Exception {
        Instant at = Instant.parse("2025-07-01T10:00:00Z");
        TestEvent priced = new TestEvent("intake", "1", at, "a", "o4-mini", "standard", 10, 0, 10, 0);
        TestEvent unpriced = new TestEvent("intake", "2", at, "a", "gpt-99", "standard", 10, 0, 10, 0);
        TestEvent conflict = new TestEvent("intake", "1", at, "a", "o4-mini", "standard", 11, 0, 10, 0);
        String negative = priced.json().replace("\"output_tokens\":10", "\"output_tokens\":-1");
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            sender.http(List.of(priced, unpriced));
            ledger.awaitEntries("intake", 2);
            sender.http(List.of(priced, conflict));
        }
        given().baseUri(stack.ingestUrl())
                .contentType("application/json")
                .body(negative)
                .post("/v1/events");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonPath intake = given().baseUri(stack.reportUrl())
                    .queryParam("filter.tenant", "intake")
                    .queryParam("group_by", "tenant,day")
                    .get("/v1/intake")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(intake.getInt("total.priced")).isOne();
            assertThat(intake.getInt("total.unpriced")).isOne();
            assertThat(intake.getInt("total.duplicates")).isOne();
            assertThat(intake.getInt("total.conflicts")).isOne();
            assertThat(intake.getInt("total.rejected")).isOne();
            assertThat(intake.getString("lines[0].group.tenant")).isEqualTo("intake");
            assertThat(intake.getString("rejections[0].code")).isEqualTo("count.negative");
            assertThat(intake.getInt("rejections[0].events")).isOne();
        });
    }
}
