package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.stack.LocalStack;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is learnt after the booking, over HTTP: a price that comes late, a price that was wrong, books that are closed. */
@ExtendWith(Suite.class)
class RepricingE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void eventWithoutAPriceIsPricedByItselfAndRepricedWhenThePriceWasWrong(LocalStack stack) {
        String tenant = "e2e-repricing";
        send(stack, tenant, "late");
        assertThat(BookedEvent.of(stack, tenant, "late").getString("entries[0].unpriced_reason"))
                .isEqualTo("model_unknown");
        get(stack, "/v1/ledger/unpriced?tenant=" + tenant)
                .statusCode(200)
                .body("unpriced", hasSize(1))
                .body("unpriced[0].model", equalTo("wren"))
                .body("unpriced[0].events", equalTo(1))
                .body("unpriced[0].input_tokens", equalTo(1_000_000));

        importPrice(stack, "3");
        JsonPath priced = await().atMost(PATIENCE)
                .until(
                        () -> BookedEvent.of(stack, tenant, "late"),
                        event -> event.getList("entries").size() == 3);
        assertThat(priced.getList("entries.entry_kind")).containsExactly("usage", "reversal", "pricing");
        assertThat(priced.getString("entries[2].cost")).isEqualTo("3");
        get(stack, "/v1/ledger/unpriced?tenant=" + tenant).body("unpriced", empty());

        importPrice(stack, "2.5");
        reprice(stack, tenant, true)
                .statusCode(200)
                .body("events_changed", equalTo(1))
                .body("total[0].old_cost", equalTo("3"))
                .body("total[0].new_cost", equalTo("2.5"))
                .body("total[0].difference", equalTo("-0.5"))
                .body("by_day[0].day", equalTo("2025-06-10"))
                .body("by_model[0].model", equalTo("wren"));
        String id = reprice(stack, tenant, false)
                .statusCode(202)
                .header("Location", containsString("/v1/repricings/"))
                .extract()
                .path("id");
        await().atMost(PATIENCE)
                .until(() -> get(stack, "/v1/repricings/" + id).extract().path("state"), "done"::equals);
        get(stack, "/v1/repricings/" + id)
                .body("events_changed", equalTo(1))
                .body("differences[0].amount", equalTo("-0.5"));
        get(stack, "/v1/repricings").statusCode(200).body("repricings.id", hasItem(id));

        JsonPath corrected = BookedEvent.of(stack, tenant, "late");
        assertThat(corrected.getString("entries[3].entry_kind")).isEqualTo("correction");
        assertThat(corrected.getString("entries[3].cost")).isEqualTo("-0.5");
        assertThat(corrected.getString("entries[3].reference")).isEqualTo("repricing/" + id);
        get(stack, "/v1/ledger/checks").body("passed", equalTo(true)).body("wait_differences", equalTo(0));
    }

    @Test
    void booksAreClosedForwardOnlyAndLateEventsAreAccountedAtTheFirstOpenMoment(LocalStack stack) {
        String tenant = "e2e-closing";
        close(stack, tenant, "2025-07-01T00:00:00Z").statusCode(201).body("closed_at", notNullValue());
        problem(close(stack, tenant, "2025-06-01T00:00:00Z"), 409, "closings.not_forward");
        problem(close(stack, tenant, "2099-06-01T00:00:00Z"), 422, "closings.in_future");
        get(stack, "/v1/ledger/closings?tenant=" + tenant).statusCode(200).body("closings", hasSize(1));

        send(stack, tenant, "late");
        JsonPath event = BookedEvent.of(stack, tenant, "late");
        assertThat(event.getString("entries[0].occurred_at")).isEqualTo("2025-06-10T12:00:00Z");
        assertThat(event.getString("entries[0].accounted_at")).isEqualTo("2025-07-01T00:00:00Z");
    }

    @Test
    void badRequestsAreRefused(LocalStack stack) {
        problem(post(stack, "/v1/repricings", "{}"), 400, "field.missing");
        problem(post(stack, "/v1/repricings", "{\"dry_run\":true,\"when\":1}"), 400, "field.unknown");
        problem(get(stack, "/v1/repricings/7"), 404, "request.not_found");
        problem(get(stack, "/v1/ledger/unpriced?limit=0"), 400, "parameter.invalid");
        problem(get(stack, "/v1/ledger/closings"), 400, "parameter.missing");
    }

    private static void send(LocalStack stack, String tenant, String id) {
        String event = """
                {"specversion":"1.0","id":"%s","source":"e2e","type":"io.tokenledger.usage.v1",
                 "time":"2025-06-10T12:00:00Z","data":{"tenant":"%s","provider":"e2e-late","model":"wren",
                 "service_tier":"standard","team":"search","usage":{"input_tokens":1000000}}}""".formatted(id, tenant);
        given().baseUri(stack.ingestUrl())
                .contentType("application/cloudevents+json")
                .body(event)
                .post("/v1/events")
                .then()
                .statusCode(202);
    }

    private static void importPrice(LocalStack stack, String inputPerMillion) {
        String prices = """
                provider,model,service_tier,valid_from,currency,input,output,source,source_date
                e2e-late,wren,standard,2025-01-01,USD,%s,7,invoice,2025-01-01
                """.formatted(inputPerMillion);
        given().baseUri(stack.pricingUrl())
                .contentType("text/csv")
                .queryParam("format", "native")
                .queryParam("author", "e2e")
                .queryParam("reason", "the invoice has come")
                .body(prices)
                .post("/v1/prices/imports")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse reprice(LocalStack stack, String tenant, boolean dryRun) {
        return post(stack, "/v1/repricings", """
                {"scope":{"tenant":"%s"},"from":"2025-06-01T00:00:00Z","to":"2025-07-01T00:00:00Z","dry_run":%s,
                 "author":"e2e","reason":"the vendor has corrected its list"}""".formatted(tenant, dryRun));
    }

    private static ValidatableResponse close(LocalStack stack, String tenant, String until) {
        return post(stack, "/v1/ledger/closings", """
                {"tenant":"%s","closed_until":"%s","author":"e2e","reason":"done"}""".formatted(tenant, until));
    }

    private static ValidatableResponse post(LocalStack stack, String path, String body) {
        return given().baseUri(stack.pricingUrl())
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse get(LocalStack stack, String path) {
        return given().baseUri(stack.pricingUrl()).get(path).then();
    }

    private static void problem(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }
}
