package io.tokenledger.report.allocation;

import static io.tokenledger.report.allocation.Rest.get;
import static io.tokenledger.report.allocation.Rest.item;
import static io.tokenledger.report.allocation.Rest.organise;
import static io.tokenledger.report.allocation.Rest.post;
import static io.tokenledger.report.allocation.Rest.rule;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manual items over HTTP; each test has a tenant of its own. */
@QuarkusTest
@QuarkusTestResource(value = AllocationLedger.class, restrictToAnnotatedClass = true)
class ManualItemResourceIT {
    private static String book(String tenant, String what) {
        return post("/v1/manual-items", item(tenant, what))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String fee(String name, String day, String amount) {
        return "'kind':'fee','name':'%s','cost_center':'unattributed','day':'%s','amount':'%s'"
                .formatted(name, day, amount);
    }

    @Test
    void itemCountsInThePeriodOfItsDayAndIsTakenBackOnce() {
        String id = book("taker", fee("seat", "2026-10-31", "12.000000000001"));
        book("taker", fee("seat", "2026-11-01", "5"));
        get("/v1/allocations?tenant=taker&period=2026-10").body("total", equalTo("12.000000000001"));
        get("/v1/manual-items/" + id + "?tenant=taker")
                .body("currency", equalTo("USD"))
                .body("amount", equalTo("12.000000000001"))
                .body("kind", equalTo("fee"))
                .body("reverses", nullValue());
        String why = "{'tenant':'taker','author':'bob','reason':'twice'}";
        String reversal = post("/v1/manual-items/" + id + "/reversal", why)
                .statusCode(201)
                .body("amount", equalTo("-12.000000000001"))
                .body("day", equalTo("2026-10-31"))
                .body("reverses", equalTo(id))
                .body("author", equalTo("bob"))
                .extract()
                .path("id");
        get("/v1/allocations?tenant=taker&period=2026-10").body("total", equalTo("0"));
        get("/v1/allocations?tenant=taker&period=2026-11").body("total", equalTo("5"));
        post("/v1/manual-items/" + id + "/reversal", why)
                .statusCode(409)
                .body("code", equalTo("manual_item.reversed"))
                .body("detail", containsString(id));
        post("/v1/manual-items/" + reversal + "/reversal", why)
                .statusCode(409)
                .body("code", equalTo("manual_item.reversal"));
        post("/v1/manual-items/" + id + "/reversal", why.replace("taker", "other"))
                .statusCode(404);
    }

    @Test
    void listIsLatestDayFirstInPagesOfOneTenant() {
        String a = book("lister", fee("a", "2026-10-01", "1"));
        String b = book("lister", fee("b", "2026-10-02", "1"));
        String c = book("lister", fee("c", "2026-10-03", "1"));
        String next = get("/v1/manual-items?tenant=lister&limit=2")
                .body("items.id", contains(c, b))
                .extract()
                .path("next");
        get("/v1/manual-items?tenant=lister&limit=2&cursor=" + next)
                .body("items.id", contains(a))
                .body("next", nullValue());
        get("/v1/manual-items?tenant=lister&from=2026-10-02&to=2026-10-03").body("items.id", contains(b));
        get("/v1/manual-items?tenant=lister&name=c").body("items.id", contains(c));
        get("/v1/manual-items?tenant=lister&cost_center=ads").body("items", empty());
    }

    @Test
    void otherCurrencyIsConvertedAtTheRateOfItsDay() {
        // 3 pounds at 1.25 dollars and 0.75 pounds for a euro: 5 dollars; the Friday's rate counts on Sunday
        book("pounds", fee("licence", "2026-10-11", "3") + ",'currency':'GBP'");
        get("/v1/allocations?tenant=pounds&period=2026-10")
                .statusCode(200)
                .body("total", equalTo("5"))
                .body("conversions.from", contains("GBP"))
                .body("conversions[0].rate_dates.first", equalTo("2026-10-09"));
        book("pounds", fee("licence", "2026-10-25", "3") + ",'currency':'GBP'");
        get("/v1/allocations?tenant=pounds&period=2026-10")
                .statusCode(422)
                .body("code", equalTo("currency.no_rate"))
                .body("detail", containsString("2026-10-25"));
    }

    @Test
    void closedDaysAreRefusedAndTheFirstOpenOneIsTold() {
        post("/v1/manual-items", item("closed", fee("late", "2026-09-30", "1")))
                .statusCode(409)
                .body("code", equalTo("books.closed"))
                .body("detail", containsString("2026-10-01"));
        String open = book("closed", fee("in time", "2026-10-01", "1"));
        post(
                        "/v1/manual-items/" + open + "/reversal",
                        "{'tenant':'closed','day':'2026-09-30','author':'bob','reason':'why'}")
                .statusCode(409)
                .body("code", equalTo("books.closed"));
        organise("closed");
        String even = "'origin':'unattributed','method':'even'";
        post("/v1/allocation-rules", rule("closed", 1, "early", even).replace("2026-10-01", "2026-09-30"))
                .statusCode(409)
                .body("code", equalTo("books.closed"))
                .body("detail", containsString("valid_from is 2026-09-30"));
        String id = post("/v1/allocation-rules", rule("closed", 1, "in time", even))
                .statusCode(201)
                .extract()
                .path("id");
        post(
                        "/v1/allocation-rules/" + id + "/end",
                        "{'tenant':'closed','version':1,'valid_until':'2026-09-30','author':'bob','reason':'why'}")
                .statusCode(409)
                .body("code", equalTo("books.closed"));
        post(
                        "/v1/markup-rules",
                        rule("closed", 1, "early", "'cost_center':'ads','percent':'1','counterpart':'labs'")
                                .replace("2026-10-01", "2026-09-30"))
                .statusCode(409)
                .body("code", equalTo("books.closed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'kind':'fee','amount':'-1' | 422 | manual_item.amount | amount is -1",
                "'kind':'credit','amount':'1' | 422 | manual_item.amount | credit",
                "'kind':'fee','amount':'0' | 422 | manual_item.amount | amount is 0",
                "'kind':'reconciliation','amount':'1' | 400 | field.invalid | 'reconciliation'",
                "'kind':'fee','amount':'1.0000000000001' | 400 | field.invalid | 12 decimal places",
                "'kind':'fee','amount':'1','currency':'usd' | 400 | currency.invalid | usd",
                "'kind':'fee','amount':'1','cost_center':'nowhere' | 422 | manual_item.cost_center_missing | 'nowhere'",
                "'kind':'fee','amount':'1','day':'2026-02-30' | 400 | field.invalid | 2026-02-30",
                "'amount':'1' | 400 | field.missing | kind",
                "'kind':'fee' | 400 | field.missing | amount",
                "'kind':'fee','amount':'1','reverses':'x' | 400 | field.unknown | reverses"
            })
    void badItemIsToldWithItsValueAndTheRule(String what, int status, String code, String detail) {
        String body = item(
                "errors",
                what + ",'name':'x'"
                        + (what.contains("cost_center") ? "" : ",'cost_center':'unattributed'")
                        + (what.contains("day") ? "" : ",'day':'2026-10-05'"));
        post("/v1/manual-items", body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }
}
