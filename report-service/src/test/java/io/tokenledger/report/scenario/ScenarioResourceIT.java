package io.tokenledger.report.scenario;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios over HTTP: a hundred requests of October 2025, 3.60 dollars on o3 and 1.98 on o4-mini. */
@QuarkusTest
@QuarkusTestResource(value = RecentLedger.class, restrictToAnnotatedClass = true)
class ScenarioResourceIT {
    private static final String OCTOBER = "'from':'2025-10','to':'2025-11'";
    private static final String TO_MINI = "'swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'}}]";
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    @Test
    void savedScenarioIsThereWithItsQuestionAndItsAnswer() {
        String id = save("kept", OCTOBER + "," + TO_MINI);
        get("/v1/scenarios/" + id)
                .statusCode(200)
                .body("name", equalTo("kept"))
                .body("author", equalTo("ann"))
                .body("note", nullValue())
                .body("link", equalTo("/scenarios/" + id))
                .body("question.from", equalTo("2025-10"))
                .body("question.swaps[0].to.model", equalTo("o4-mini"))
                .body("answer_when_saved.baseline.cost", equalTo("3.6"))
                .body("answer_when_saved.scenario.cost", equalTo("1.98"))
                .body("answer_when_saved.savings.percent", equalTo("45"));
        get("/v1/scenarios/" + id + "/answer")
                .statusCode(200)
                .body("baseline.requests", equalTo(100))
                .body("savings.amount", equalTo("1.62"));
    }

    @Test
    void questionWithoutATenantIsAboutTheScenarioSOwnUsage() {
        String id = post("/v1/scenarios", body("globex", "own usage", OCTOBER + "," + TO_MINI))
                .statusCode(201)
                .extract()
                .path("id");
        get("/v1/scenarios/" + id + "/answer").body("baseline.requests", equalTo(100));
        post("/v1/scenarios", body("globex", "other", OCTOBER + ",'filter':{'tenant':'acme'}," + TO_MINI))
                .statusCode(422)
                .body("code", equalTo("scenario.other_tenant"))
                .body("detail", containsString("acme"));
    }

    @Test
    void nameIsTakenUntilTheScenarioIsArchivedOrSuperseded() {
        String first = save("once", OCTOBER + "," + TO_MINI);
        post("/v1/scenarios", body("acme", "once", OCTOBER + "," + TO_MINI))
                .statusCode(409)
                .body("code", equalTo("name.taken"))
                .body("detail", containsString("'once'"));
        String body =
                body("acme", "once", OCTOBER + "," + TO_MINI).replaceFirst("\\{", "{\"supersedes\":\"" + first + "\",");
        String second = post("/v1/scenarios", body).statusCode(201).extract().path("id");
        get("/v1/scenarios/" + first).body("archived.reason", equalTo("superseded by " + second));
        get("/v1/scenarios/" + second).body("supersedes", equalTo(first));
        post("/v1/scenarios/" + second + "/archive", "{\"author\":\"bob\",\"reason\":\"decided\"}")
                .statusCode(200)
                .body("archived.author", equalTo("bob"));
        post("/v1/scenarios/" + second + "/archive", "{\"author\":\"bob\",\"reason\":\"decided\"}")
                .statusCode(409)
                .body("code", equalTo("scenario.archived"));
        save("once", OCTOBER + "," + TO_MINI);
        get("/v1/scenarios/" + first + "/answer").statusCode(200).body("savings.amount", equalTo("1.62"));
    }

    @Test
    void listIsOfOneTenantLatestFirstInPagesAndWithoutTheArchived() {
        String tenant = "lister";
        String a = post("/v1/scenarios", body(tenant, "a", TO_MINI))
                .statusCode(201)
                .extract()
                .path("id");
        String b = post("/v1/scenarios", body(tenant, "b", TO_MINI))
                .statusCode(201)
                .extract()
                .path("id");
        String c = post("/v1/scenarios", body(tenant, "c", TO_MINI))
                .statusCode(201)
                .extract()
                .path("id");
        get("/v1/scenarios?tenant=lister")
                .body("scenarios.id", contains(c, b, a))
                .body("next", nullValue());
        String next = get("/v1/scenarios?tenant=lister&limit=2")
                .body("scenarios.id", contains(c, b))
                .extract()
                .path("next");
        get("/v1/scenarios?tenant=lister&limit=2&cursor=" + next)
                .body("scenarios.id", contains(a))
                .body("next", nullValue());
        post("/v1/scenarios/" + b + "/archive", "{\"author\":\"bob\",\"reason\":\"decided\"}")
                .statusCode(200);
        get("/v1/scenarios?tenant=lister").body("scenarios.id", contains(c, a));
        get("/v1/scenarios?tenant=lister&include=archived").body("scenarios.id", contains(c, b, a));
        get("/v1/scenarios?tenant=acme").body("scenarios.id", not(hasItem(a)));
    }

    @Test
    void comparisonTellsAllFiguresSideBySide() {
        String all = save("all of it", OCTOBER + "," + TO_MINI);
        String most = save("nine tenths", OCTOBER + "," + TO_MINI.replace("'to'", "'share':'0.9','to'"));
        get("/v1/scenarios/comparison?id=" + all + "&id=" + most)
                .statusCode(200)
                .body("scenarios.id", contains(all, most))
                .body("scenarios.savings.amount", contains("1.62", "1.458"))
                .body("scenarios.scenario.cost", contains("1.98", "2.142"))
                .body("scenarios.moved.requests", contains("100", "90"))
                .body("scenarios.moved.share", contains("1", "0.9"))
                .body("scenarios[0].quality.find { it.benchmark == 'swe_bench_verified' }.points_lost", equalTo("1"))
                .body("differences", empty());
    }

    @Test
    void differentPeriodsCurrenciesAndUsageAreTold() {
        String all = save("dollars", OCTOBER + "," + TO_MINI);
        String other = save("euros", "'from':'2025-11','to':'2025-12','currency':'EUR'," + TO_MINI);
        get("/v1/scenarios/comparison?id=" + all + "," + other)
                .statusCode(200)
                .body("differences", hasItem("currencies differ: USD; EUR"))
                .body("differences", hasItem(containsString("periods differ: 2025-10-01T00:00:00Z to 2025-11-01")))
                .body("differences", hasItem(containsString("usage (baseline requests) differ: 100; 0")))
                .body("scenarios[1].moved.share", nullValue());
    }

    @Test
    void fewerThanTwoMoreThanTenAndAnotherTenantSAreNotCompared() {
        String one = save("lonely", OCTOBER + "," + TO_MINI);
        get("/v1/scenarios/comparison?id=" + one)
                .statusCode(400)
                .body("code", equalTo("comparison.size"))
                .body("detail", containsString("from 2 to 10"));
        String eleven = String.join(",", java.util.Collections.nCopies(11, one));
        get("/v1/scenarios/comparison?id=" + eleven).statusCode(400).body("detail", containsString("11 times"));
        get("/v1/scenarios/comparison?id=" + one + "," + one).statusCode(400).body("detail", containsString("twice"));
        get("/v1/scenarios/comparison?id=" + one + "," + UNKNOWN)
                .statusCode(404)
                .body("code", equalTo("scenario.unknown"))
                .body("detail", containsString(UNKNOWN));
        String theirs = post("/v1/scenarios", body("globex", "theirs", OCTOBER + "," + TO_MINI))
                .extract()
                .path("id");
        get("/v1/scenarios/comparison?id=" + one + "," + theirs)
                .statusCode(422)
                .body("code", equalTo("scenario.other_tenant"));
    }

    @Test
    void idsAreRandom() {
        UUID one = UUID.fromString(save("random one", OCTOBER + "," + TO_MINI));
        UUID two = UUID.fromString(save("random two", OCTOBER + "," + TO_MINI));
        assertThat(one.version()).isEqualTo(4);
        assertThat(two.getMostSignificantBits()).isNotEqualTo(one.getMostSignificantBits());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'tenant':'acme','author':'a','question':{}} | 400 | field.missing | name",
                "{'tenant':'acme','name':' ','author':'a','question':{}} | 400 | field.missing | name",
                "{'tenant':'acme','name':'x','author':'a'} | 400 | field.missing | question",
                "{'tenant':'acme','name':'x','author':'a','question':{'swaps':[]}} | 422 | swap.invalid | from 1 to 50",
                "{'tenant':'acme','name':'x','author':'a','question':{'swap':1}} | 400 | field.unknown | question.swap",
                "{'tenant':'acme','name':'x','author':'a','nota':'','question':{}} | 400 | field.unknown | nota",
                "{'tenant':'acme','name':'x','author':'a','supersedes':'y','question':{'swaps':[]}} | 400 | parameter.invalid | 'y'",
                "{'tenant':'acme','name':'x\\ud800','author':'a','question':{}} | 400 | field.invalid | surrogate"
            })
    void badScenarioIsToldWithItsValueAndTheRule(String body, int status, String code, String detail) {
        post("/v1/scenarios", body.replace('\'', '"').replace("\"y\"", "\"y\""))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @Test
    void unknownIdsAndParametersAreTold() {
        get("/v1/scenarios/" + UNKNOWN).statusCode(404).body("code", equalTo("scenario.unknown"));
        get("/v1/scenarios/" + UNKNOWN + "/answer").statusCode(404);
        get("/v1/scenarios/no-id").statusCode(400).body("detail", containsString("id is 'no-id'"));
        get("/v1/scenarios").statusCode(400).body("detail", containsString("tenant is missing"));
        get("/v1/scenarios?tenant=acme&limit=201").statusCode(400).body("detail", containsString("1 to 200"));
        get("/v1/scenarios?tenant=acme&include=all").statusCode(400).body("detail", containsString("include all"));
        get("/v1/scenarios?tenant=nobody").statusCode(200).body("scenarios", hasSize(0));
        post("/v1/scenarios/" + UNKNOWN + "/archive", "{\"author\":\"a\",\"reason\":\"b\"}")
                .statusCode(404);
    }

    static String save(String name, String question) {
        return post("/v1/scenarios", body("acme", name, question))
                .statusCode(201)
                .extract()
                .path("id");
    }

    static String body(String tenant, String name, String question) {
        return ("{'tenant':'" + tenant + "','name':'" + name + "','author':'ann','question':{" + question + "}}")
                .replace('\'', '"');
    }

    static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }
}
