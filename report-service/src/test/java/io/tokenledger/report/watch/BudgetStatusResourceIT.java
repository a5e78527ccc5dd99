package io.tokenledger.report.watch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tokenledger.report.fixture.Booking;
import io.tokenledger.report.fixture.Journal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The watch as it runs in the service: from the journal to what is answered. */
@QuarkusTest
@QuarkusTestResource(value = WatchedLedger.class, restrictToAnnotatedClass = true)
class BudgetStatusResourceIT {
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void statusFollowsTheJournalWithinSeconds() {
        book("2500000000000", "search");
        String id = create("search", "'amount':'10','currency':'USD'", "'team':['search']");
        JsonPath first = until(id, status -> "2.5".equals(status.getString("spent")));
        LocalDate today = LocalDate.now(KATHMANDU);
        assertThat(first.getString("period.from")).startsWith(today.withDayOfMonth(1) + "T00:00:00+05:45");
        assertThat(first.getString("limit")).isEqualTo("10");
        assertThat(first.getString("remaining")).isEqualTo("7.5");
        assertThat(first.getString("percent")).isEqualTo("25.00");
        assertThat(first.getString("carried_over")).isEqualTo("0");
        assertThat(first.getLong("tokens")).isEqualTo(150);
        assertThat(first.getString("forecast_why")).isNotEmpty();
        assertThat(first.getString("why")).isNull();
        BigDecimal perDay =
                new BigDecimal(10).divide(new BigDecimal(today.lengthOfMonth()), 12, java.math.RoundingMode.HALF_EVEN);
        assertThat(new BigDecimal(first.getString("burn.planned_per_day"))).isEqualByComparingTo(perDay);

        book("6000000000000", "search");
        book("9000000000000", "ads");
        JsonPath then = until(id, status -> "8.5".equals(status.getString("spent")));
        assertThat(then.getString("remaining")).isEqualTo("1.5");
        assertThat(then.getLong("requests")).isEqualTo(2);
        until(id, status -> status.getLong("lag_millis") == 0);
        JsonPath alerts = given().queryParam("tenant", "acme").get("/v1/alerts").jsonPath();
        assertThat(alerts.getList("alerts.findAll { it.subject.id == '" + id + "' }"))
                .hasSize(2);
    }

    @Test
    void budgetOfTokensSaysWholeNumbers() {
        String id = create("tokens", "'tokens':600", "'team':['tokens']");
        book("1", "tokens");
        JsonPath status = until(id, found -> "150".equals(found.getString("spent")));
        assertThat(status.getString("unit")).isEqualTo("tokens");
        assertThat(status.getString("limit")).isEqualTo("600");
        assertThat(status.getString("percent")).isEqualTo("25.00");
    }

    @Test
    void periodsAreThoseThatWereWatched() {
        String id = create("periods", "'tokens':600", "'team':['periods']");
        book("1", "periods");
        until(id, found -> "150".equals(found.getString("spent")));
        given().queryParam("tenant", "acme")
                .get("/v1/budgets/" + id + "/periods")
                .then()
                .statusCode(200)
                .body("periods.size()", equalTo(1))
                .body("periods[0].spent", equalTo("150"))
                .body("periods[0].unit", equalTo("tokens"));
    }

    @Test
    void unknownBudgetAndThatOfAnotherTenantAreNotFound() {
        String id = create("mine", "'tokens':600", "'team':['mine']");
        for (String path : List.of("/status", "/periods")) {
            given().queryParam("tenant", "globex")
                    .get("/v1/budgets/" + id + path)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("budget.unknown"));
            given().queryParam("tenant", "acme")
                    .get("/v1/budgets/" + UUID.randomUUID() + path)
                    .then()
                    .statusCode(404);
            given().get("/v1/budgets/" + id + path).then().statusCode(400).body("code", equalTo("parameter.invalid"));
        }
        given().queryParam("tenant", "acme").get("/v1/budgets/" + id).then().statusCode(200);
    }

    @Test
    void watchSaysHowFarItHasRead() {
        create("positions", "'tokens':600", "'team':['positions']");
        long change = book("1", "positions");
        Instant end = Instant.now().plus(PATIENCE);
        JsonPath watch;
        do {
            watch = given().get("/v1/budget-watch")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        } while (watch.getLong("streams[0].position") < change && Instant.now().isBefore(end));
        assertThat(watch.getString("streams[0].stream")).isEqualTo("usage.metered.v1/0");
        assertThat(watch.getLong("streams[0].position")).isGreaterThanOrEqualTo(change);
    }

    private static long book(String costPico, String team) {
        Instant now = Instant.now();
        return Journal.book(
                WatchedLedger.LEDGER, "usage.metered.v1/0", now, List.of(Booking.event(now, costPico, "team", team)));
    }

    private static String create(String name, String limit, String scope) {
        return given().contentType("application/json")
                .body(("{'name':'" + name + "','tenant':'acme','scope':{" + scope
                                + "},'period':'month','timezone':'Asia/Kathmandu','thresholds':['0.5','0.8','1.0'],"
                                + limit + "}")
                        .replace('\'', '"'))
                .post("/v1/budgets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static JsonPath until(String id, Predicate<JsonPath> reached) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            JsonPath status = given().queryParam("tenant", "acme")
                    .get("/v1/budgets/" + id + "/status")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (reached.test(status)) {
                return status;
            }
            assertThat(Instant.now()).as(status.prettify()).isBefore(end);
        }
    }
}
