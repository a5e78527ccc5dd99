package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.stack.LocalStack;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Prices, imports of prices, and what the ledger says of its events, over HTTP. */
@ExtendWith(Suite.class)
class PricingApiE2E {
    @Test
    void pricesAreShownAsInForceAtATimeAndByAlias(LocalStack stack) {
        JsonPath before = prices(
                stack, Map.of("model", "o3-2025-04-16", "at", "2025-06-09T23:59:59Z", "service_tier", "standard"));
        JsonPath after = prices(stack, Map.of("model", "o3", "at", "2025-06-10T00:00:00Z", "service_tier", "standard"));

        assertThat(before.getString("prices[0].model")).isEqualTo("o3");
        assertThat(before.getList("prices[0].aliases")).contains("o3-2025-04-16");
        assertThat(before.getString("prices[0].valid_until")).isEqualTo("2025-06-10T00:00:00Z");
        assertThat(before.getString("prices[0].rates.find { it.meter == 'input' }.per_million"))
                .isEqualTo("10");
        assertThat(after.getList("prices")).hasSize(1);
        assertThat(after.getString("prices[0].rates.find { it.meter == 'output' }.per_million"))
                .isEqualTo("8");
        assertThat(after.getString("prices[0].source")).isNotBlank();
        assertThat(prices(stack, Map.of("model", "o3", "at", "2025-04-15T00:00:00Z"))
                        .getList("prices"))
                .isEmpty();
    }

    @Test
    void pagesOfPricesCarryACursor(LocalStack stack) {
        JsonPath first = prices(stack, Map.of("provider", "openai", "limit", "5"));
        JsonPath second =
                prices(stack, Map.of("provider", "openai", "limit", "5", "cursor", first.getString("next_cursor")));

        assertThat(first.getList("prices")).hasSize(5);
        assertThat(second.getList("prices.price_id"))
                .hasSize(5)
                .doesNotContainAnyElementsOf(first.getList("prices.price_id"));
        problem(given().baseUri(stack.pricingUrl()).get("/v1/prices?limit=0").then(), 400, "parameter.invalid");
        problem(given().baseUri(stack.pricingUrl()).get("/v1/prices?at=noon").then(), 400, "parameter.invalid");
    }

    @Test
    void importIsTriedThenAppliedThenChangesNothingAndIsKnownFromThenOn(LocalStack stack) throws Exception {
        String file = """
                provider,model,aliases,service_tier,valid_from,currency,input,output,source,source_date
                e2e-prices,mynah,mynah-1,standard,2025-01-01,USD,3,7,invoice,2025-01-01
                """;
        Instant before = Instant.now();

        imported(stack, file, Map.of("dry_run", "true"))
                .statusCode(200)
                .body("dry_run", equalTo(true))
                .body("import_id", nullValue())
                .body("added", hasSize(1))
                .body("added[0].model", equalTo("mynah"));
        assertThat(prices(stack, Map.of("provider", "e2e-prices")).getList("prices"))
                .isEmpty();

        Map<String, String> why = Map.of("author", "e2e", "reason", "a new supplier");
        imported(stack, file, why)
                .statusCode(200)
                .body("import_id", notNullValue())
                .body("added", hasSize(1));
        quote(stack, """
                {"provider":"e2e-prices","model":"mynah-1","usage":{"input_tokens":1000000,"output_tokens":1000000}}""").body("cost", equalTo("10"));

        imported(stack, file, why)
                .statusCode(200)
                .body("import_id", nullValue())
                .body("added", empty())
                .body("unchanged", hasSize(1));

        imported(stack, file.replace(",3,7,", ",4,7,"), why)
                .statusCode(200)
                .body("changed[0].was[0].rates.find { it.meter == 'input' }.per_million", equalTo("3"))
                .body("changed[0].differences", hasSize(1))
                .body("changed[0].differences[0].percent", equalTo("33.33"))
                .body("superseded", hasSize(1));
        JsonPath now = prices(stack, Map.of("provider", "e2e-prices"));
        assertThat(now.getList("prices")).hasSize(1);
        assertThat(now.getString("prices[0].rates.find { it.meter == 'input' }.per_million"))
                .isEqualTo("4");
        assertThat(prices(stack, Map.of("provider", "e2e-prices", "known_at", before.toString()))
                        .getList("prices"))
                .isEmpty();
        assertThat(prices(stack, Map.of("provider", "e2e-prices", "history", "true"))
                        .getList("prices"))
                .hasSize(2);
    }

    @Test
    void badPriceFileIsRefusedWithAllItsFaults(LocalStack stack) {
        String file = """
                provider,model,service_tier,valid_from,currency,input,source,source_date
                e2e-bad,m,standard,2025-01-01,USD,-3,x,2025-01-01
                e2e-bad,n,standard,someday,DOLLAR,3,x,2025-01-01
                """;

        problem(imported(stack, file, Map.of("author", "e2e", "reason", "r")), 422, "prices.file_invalid")
                .body("errors.line", hasItems(2, 3))
                .body("errors.column", hasItems("input", "valid_from", "currency"))
                .body("errors.value", hasItems("-3", "someday", "DOLLAR"))
                .body("errors.rule", everyItem(notNullValue()));
        assertThat(prices(stack, Map.of("provider", "e2e-bad")).getList("prices"))
                .isEmpty();
        problem(imported(stack, file, Map.of("dry_run", "perhaps")), 400, "parameter.invalid");
        problem(imported(stack, "provider,model\n", Map.of("dry_run", "true")), 422, "prices.file_invalid");
        problem(
                given().baseUri(stack.pricingUrl())
                        .contentType("text/csv")
                        .body(file)
                        .post("/v1/prices/imports?format=xml")
                        .then(),
                400,
                "prices.format_unknown");
    }

    @Test
    void booksAreRightAndSayWhatTheyCompared(LocalStack stack) {
        JsonPath check = given().baseUri(stack.pricingUrl())
                .get("/v1/ledger/checks")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(check.getBoolean("passed")).isTrue();
        assertThat(check.getLong("records_read")).isEqualTo(check.getLong("records_counted"));
        assertThat(check.getLong("events_booked")).isEqualTo(check.getLong("event_keys"));
        assertThat(check.getLong("rollup_differences")).isZero();
        assertThat(check.getLong("rollup_hour_differences")).isZero();
        assertThat(check.getLong("rollup_day_differences")).isZero();
        assertThat(check.getLong("journal_differences")).isZero();
        assertThat(check.getLong("profile_differences")).isZero();
    }

    @Test
    void questionsAboutEventsAreAnsweredOrRefused(LocalStack stack) {
        problem(ledger(stack, "events?tenant=nobody&source=s&id=1"), 404, "request.not_found")
                .body("detail", containsString("'nobody'"));
        problem(ledger(stack, "events?tenant=nobody"), 400, "parameter.missing")
                .body("detail", containsString("source"));
        ledger(stack, "conflicts?tenant=nobody")
                .statusCode(200)
                .body("conflicts", empty())
                .body("next_cursor", nullValue());
        problem(ledger(stack, "conflicts?tenant=nobody&cursor=x"), 400, "parameter.invalid");
    }

    private static ValidatableResponse ledger(LocalStack stack, String question) {
        return given().baseUri(stack.pricingUrl()).get("/v1/ledger/" + question).then();
    }

    private static ValidatableResponse quote(LocalStack stack, String body) {
        return given().baseUri(stack.pricingUrl())
                .contentType("application/json")
                .body(body)
                .post("/v1/quotes")
                .then();
    }

    private static JsonPath prices(LocalStack stack, Map<String, String> query) {
        Response answer = given().baseUri(stack.pricingUrl()).queryParams(query).get("/v1/prices");
        return answer.then().statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse imported(LocalStack stack, String file, Map<String, String> query) {
        return given().baseUri(stack.pricingUrl())
                .contentType("text/csv")
                .queryParam("format", "native")
                .queryParams(query)
                .body(file)
                .post("/v1/prices/imports")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("title", notNullValue());
    }
}
