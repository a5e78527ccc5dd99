package io.tokenledger.report.rejection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list, the counts and asking to send again; that it is sent is shown against a real Kafka, elsewhere. */
@QuarkusTest
@QuarkusTestResource(value = RejectedLedger.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RejectionResourceIT {
    private static final String PATH = "/v1/rejected-events";

    private static ValidatableResponse get(String query) {
        return given().get(PATH + query).then();
    }

    private static ValidatableResponse resubmit(String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(PATH + "/resubmissions")
                .then();
    }

    @Test
    @Order(1)
    void latestFirstByPagesAndByEveryFilter() {
        var seen = new ArrayList<String>();
        String next = "";
        do {
            var page = get("?limit=3" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("events.event_id"));
            next = page.path("next");
        } while (next != null);
        assertThat(seen).containsExactly("e-7", "e-6", "e-5", "e-4", "e-3", "e-2", "e-1");
        get("?tenant=acme&code=provider.missing").body("events.event_id", contains("e-3", "e-2", "e-1"));
        get("?tenant_known=false")
                .body("events.event_id", contains("e-7", "e-6"))
                .body("events[0].tenant", nullValue());
        get("?source=cli").body("events.event_id", contains("e-3"));
        get("?event_id=e-5")
                .body("events.tenant", contains("globex"))
                .body("events[0].payload.data.tenant", equalTo("globex"));
        get("?topic=usage.events.v1.acme").body("events", empty());
        get("?type=openai.chat.completion").body("events", empty());
        get("?from=2026-11-20T10:02:00Z&to=2026-11-20T10:04:00Z").body("events.event_id", contains("e-3", "e-2"));
        get("?resubmitted=true").body("events", empty());
    }

    @Test
    @Order(2)
    void countsByTenantCodeAndSource() {
        get("/counts")
                .statusCode(200)
                .body("counts[0].tenant", equalTo("acme"))
                .body("counts[0].code", equalTo("provider.missing"))
                .body("counts[0].source", equalTo("bot"))
                .body("counts[0].events", equalTo(2))
                .body("counts[0].first_received_at", equalTo("2026-11-20T10:01:00Z"))
                .body("counts.events.sum()", equalTo(7));
        get("/counts?tenant=globex").body("counts.events", contains(1));
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "?limit=0|limit is '0'",
                "?limit=1001|limit is '1001'",
                "?cursor=abc|cursor is 'abc'",
                "?from=yesterday|from is 'yesterday'",
                "?resubmitted=maybe|resubmitted is 'maybe'",
                "?colour=red|colour",
                "?tenant=acme&tenant_known=false|one of them is expected",
                "?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z|from is before to"
            })
    void whatCannotBeAskedIsToldByName(String query, String detail) {
        get(query).statusCode(400).body("detail", containsString(detail));
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'tenant':'acme','author':'a','reason':'r'}|both missing",
                "{'tenant':'acme','author':'a','reason':'r','code':'x','rejection_ids':['y']}|both there",
                "{'tenant':'acme','author':'a','reason':'r','rejection_ids':['y'],'source':'s'}|source is 's'",
                "{'tenant':'acme','author':'a','reason':'r','code':'x','merge':[1]}|merge is no object",
                "{'tenant':'acme','reason':'r','code':'x'}|author",
                "{'tenant':'acme','author':'a','reason':'r','code':'x','colour':'red'}|colour"
            })
    void whatCannotBeSentAgainIsToldByName(String body, String detail) {
        resubmit(body).statusCode(400).body("detail", containsString(detail));
    }

    @Test
    @Order(4)
    void aDryRunTellsAndNotesNothing() {
        resubmit("{'tenant':'acme','code':'provider.missing','author':'ann','reason':'fixed','dry_run':true}")
                .statusCode(200)
                .body("id", nullValue())
                .body("events", equalTo(3));
        get("?resubmitted=true").body("events", empty());
    }

    @Test
    @Order(5)
    void eachIsNotedOnceHoweverManyAskAtOnce() throws Exception {
        String body = "{'tenant':'acme','code':'provider.missing','author':'ann','reason':'fixed',"
                + "'merge':{'data':{'provider':'openai'}}}";
        List<Callable<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asking.add(() -> resubmit(body).extract().path("events"));
        }
        int noted = 0;
        try (var askers = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> answer : askers.invokeAll(asking)) {
                noted += answer.get();
            }
        }
        assertThat(noted).isEqualTo(3);
        get("?resubmitted=true").body("events.event_id", contains("e-3", "e-2", "e-1"));
        get("/counts?tenant=acme&source=bot").body("counts[0].resubmitted", equalTo(2));
    }

    @Test
    @Order(6)
    void byIdsWithAReasonForEachThatIsNotSent() {
        String id = resubmit(
                        "{'author':'ann','reason':'forgot','merge':{'data':{'tenant':'acme'}},"
                                + "'rejection_ids':['usage.events.v1/0/6','usage.events.v1/0/7','usage.events.v1/0/1','nowhere']}")
                .statusCode(202)
                .body("events", equalTo(1))
                .body("id", notNullValue())
                .body("skipped_in_all", equalTo(3))
                .body("skipped.rejection_id", contains("usage.events.v1/0/7", "usage.events.v1/0/1", "nowhere"))
                .body("skipped[0].why", containsString("not readable"))
                .body("skipped[1].why", containsString("no such rejection"))
                .extract()
                .path("id");
        get("/resubmissions/" + id)
                .statusCode(200)
                .body("events", equalTo(1))
                .body("sent", equalTo(0))
                .body("author", equalTo("ann"));
        get("/resubmissions/" + id + "?tenant=globex").statusCode(404).body("code", equalTo("resubmission.unknown"));
        resubmit("{'author':'ann','reason':'again','rejection_ids':['usage.events.v1/0/6']}")
                .statusCode(200)
                .body("events", equalTo(0))
                .body("skipped[0].why", containsString("asked to be sent again"));
    }

    @Test
    @Order(7)
    void nothingOfAnotherTenantIsSent() {
        resubmit("{'tenant':'acme','author':'a','reason':'r','rejection_ids':['usage.events.v1/0/5']}")
                .statusCode(200)
                .body("events", equalTo(0));
        get("?tenant=globex&resubmitted=true").body("events", empty());
    }
}
