package io.tokenledger.report.recommendation;

import static io.restassured.RestAssured.given;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a recommendation over its acceptance to its tracking, over HTTP with the facts that come with the product. */
@QuarkusTest
@QuarkusTestResource(value = RecommendingLedger.class, restrictToAnnotatedClass = true)
class RecommendationResourceIT {
    private static final String JUNE = "from=2025-06&to=2025-07";
    private static final String VERDICT =
            "{\"tenant\":\"acme\",\"author\":\"ann\",\"from\":\"2025-06\",\"to\":\"2025-07\",\"reason\":\"why not\"";

    @Test
    void recommendationIsTrackedFromItsAcceptanceUntilItIsWithdrawn() {
        state("{\"tenant\":\"acme\"}").statusCode(200);
        String id = june("").statusCode(200)
                .body("recommendations", hasSize(1))
                .body("recommendations[0].kind", equalTo("swap"))
                .body("recommendations[0].state", equalTo("open"))
                .body("recommendations[0].savings.expected", equalTo("16.2"))
                .body("recommendations[0].savings.percent", equalTo("45"))
                .body("recommendations[0].confidence.level", equalTo("low")) // 28 % less on one of the benchmarks
                .body("recommendations[0].evidence.benchmarks.benchmark", hasItem("swe_bench_verified"))
                .body("recommendations[0].evidence.requests", equalTo("1000"))
                .body("best_sets[0].recommendations", empty())
                .body("best_sets[1].savings.expected", equalTo("16.2"))
                .extract()
                .path("recommendations[0].id");
        Map<String, Object> question = june("").extract().path("recommendations[0].question");
        given().contentType(ContentType.JSON)
                .body(question)
                .post("/v1/what-if")
                .then()
                .statusCode(200)
                .body("savings.amount", equalTo("16.2"));

        decide(id, "accept", VERDICT + ",\"starts_on\":\"2025-07-01\"}")
                .statusCode(201)
                .body("decision.state", equalTo("accepted"))
                .body("recommendation.savings.expected", equalTo("16.2"));
        june("").body("recommendations[0].state", equalTo("accepted"))
                .body("recommendations[0].decision.author", equalTo("ann"));
        decide(id, "accept", VERDICT + "}")
                .statusCode(409)
                .body("code", equalTo("recommendation.state"))
                .body("detail", containsString("is accepted"));

        tracking(id, "2025-08-01")
                .statusCode(200)
                .body("title", equalTo("Move 'bot' from o3 to o4-mini"))
                .body("months", hasSize(1))
                .body("months[0].adoption_percent", equalTo("50"))
                .body("months[0].counterfactual_cost", equalTo("36"))
                .body("months[0].actual_cost", equalTo("27.9"))
                .body("months[0].realised_saving", equalTo("8.1"))
                .body("months[0].price_effect", equalTo("0"))
                .body("months[0].baseline_requests", equalTo(1033)) // 31 of 30 days
                .body("months[0].rate_effect", equalTo("8.37"))
                .body("months[0].volume_effect", equalTo("-0.27"))
                .body("months[0].forecast.expected", equalTo("16.2"))
                .body("months[0].realised_percent", equalTo("50"))
                .body("total.realised_saving", equalTo("8.1"));

        decide(id, "dismiss", VERDICT + "}").statusCode(201);
        june("").body("recommendations", empty());
        june("&include=dismissed").body("recommendations[0].state", equalTo("dismissed"));
        tracking(id, "2025-08-01").statusCode(409).body("detail", containsString("only accepted"));
        decide(id, "withdraw", VERDICT + "}").statusCode(201);
        decide(id, "withdraw", VERDICT + "}").statusCode(409).body("detail", containsString("is open"));
        june("").body("recommendations[0].state", equalTo("open"));
    }

    @Test
    void constraintsCountAsAWholeAndAreOneTenantsOwn() {
        state(
                        "{\"tenant\":\"globex\",\"author\":\"bob\",\"reason\":\"privacy\","
                                + "\"minimum_scores\":[{\"benchmark\":\"swe_bench_verified\",\"score\":68.5}],"
                                + "\"allowed_providers\":[\"openai\"],\"deferrable\":[{\"app\":\"nightly\",\"share\":\"0.25\"}]}")
                .statusCode(200)
                .body("minimum_scores[0].score", equalTo("68.5"));
        long version = ((Number) get("tenant=globex")
                        .body("allowed_providers", contains("openai"))
                        .body("deferrable[0].share", equalTo("0.25"))
                        .body("author", equalTo("bob"))
                        .extract()
                        .path("version"))
                .longValue();
        state("{\"tenant\":\"globex\",\"allowed_regions\":[\"eu\"]}");
        get("tenant=globex")
                .body("version", equalTo((int) version + 1))
                .body("allowed_providers", empty())
                .body("allowed_regions", contains("eu"))
                .body("author", nullValue());
        get("tenant=initech").body("version", equalTo(0)).body("minimum_scores", empty());
        get("tenant=").statusCode(400).body("detail", containsString("tenant is empty"));
        given().get("/v1/recommendation-constraints")
                .then()
                .statusCode(400)
                .body("detail", containsString("tenant is missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "limit=5 | parameter.invalid | tenant is missing",
                "tenant=acme&limit=0 | parameter.invalid | limit 0",
                "tenant=acme&limit=1001 | parameter.invalid | limit 1001",
                "tenant=acme&minimum_saving=-1 | parameter.invalid | minimum_saving -1",
                "tenant=acme&minimum_percent=101 | parameter.invalid | minimum_percent 101",
                "tenant=acme&include=all | parameter.invalid | include all",
                "tenant=acme&group_by=team | parameter.unknown | group_by",
                "tenant=acme&filter.team=x | parameter.unknown | filter",
                "tenant=acme&aap=x | parameter.unknown | aap",
                "tenant=acme&period=someday | period.invalid | someday",
                "tenant=acme&currency=XXQ | currency.invalid | XXQ"
            })
    void questionThatCannotBeUsedIsTold(String query, String code, String detail) {
        given().get("/v1/recommendations?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'minimum_scores':[]} | 400 | tenant is missing",
                "{'tenant':'acme','minimum_score':[]} | 400 | 'minimum_score'",
                "{'tenant':'acme','minimum_scores':[{'benchmark':'iq','score':1}]} | 422 | 'iq' is none of",
                "{'tenant':'acme','minimum_scores':[{'benchmark':'mmmu'}]} | 400 | minimum_scores[0].score is missing",
                "{'tenant':'acme','minimum_scores':[{'benchmark':'mmmu','score':'NaN'}]} | 400 | 'NaN'",
                "{'tenant':'acme','minimum_scores':[{'benchmark':'mmmu','score':1},{'benchmark':'mmmu','score':2}]} | 400 | twice",
                "{'tenant':'acme','deferrable':[{'app':'a','share':1.5}]} | 400 | deferrable[0].share is 1.5",
                "{'tenant':'acme','deferrable':[{'app':'a','share':1},{'app':'a','share':0}]} | 400 | twice",
                "{'tenant':'acme','allowed_providers':['openai','openai']} | 400 | one twice",
                "{'tenant':'acme','allowed_providers':[3]} | 400 | is 3",
                "{'tenant':'acme','author':'\\ud800'} | 400 | author",
                "[] | 400 | an array"
            })
    void constraintsThatCannotBeUsedAreTold(String body, int status, String detail) {
        state(body.replace('\'', '"')).statusCode(status).body("detail", containsString(detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "accept | {'author':'ann'} | 400 | tenant is missing",
                "accept | {'tenant':'acme'} | 400 | author is missing",
                "accept | {'tenant':'acme','author':'ann'} | 404 | 'nothing' is none of",
                "accept | {'tenant':'acme','author':'ann','starts_on':'soon'} | 400 | 'soon'",
                "accept | {'tenant':'acme','author':'ann','starts_on':'2019-12-31'} | 400 | 2019-12-31",
                "dismiss | {'tenant':'acme','author':'ann','starts_on':'2026-01-01'} | 400 | starts_on",
                "dismiss | {'tenant':'acme','author':'ann','period':'someday'} | 400 | someday",
                "withdraw | {'tenant':'acme','author':'ann'} | 409 | is open"
            })
    void decisionThatCannotBeMadeIsTold(String verb, String body, int status, String detail) {
        decide("nothing", verb, body.replace('\'', '"')).statusCode(status).body("detail", containsString(detail));
    }

    @Test
    void trackingOfNothingIsTold() {
        tracking("nothing", "2025-08-01").statusCode(404).body("code", equalTo("recommendation.unknown"));
        tracking("nothing", "soon").statusCode(400).body("detail", containsString("to soon"));
    }

    @Test
    void openApiDescribesTheEndpoints() {
        given().get("/q/openapi?format=json")
                .then()
                .body("paths", not(nullValue()))
                .body("paths.'/v1/recommendations'.get.summary", containsString("saved most"))
                .body("paths.'/v1/recommendations/{id}/tracking'.get.summary", containsString("month by month"))
                .body("paths.'/v1/recommendation-constraints'.put.summary", containsString("allows"));
    }

    private static ValidatableResponse june(String more) {
        return given().get("/v1/recommendations?tenant=acme&" + JUNE + more).then();
    }

    private static ValidatableResponse get(String query) {
        return given().get("/v1/recommendation-constraints?" + query).then();
    }

    private static ValidatableResponse state(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .put("/v1/recommendation-constraints")
                .then();
    }

    private static ValidatableResponse decide(String id, String verb, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/recommendations/" + id + "/" + verb)
                .then();
    }

    private static ValidatableResponse tracking(String id, String to) {
        return given().get("/v1/recommendations/" + id + "/tracking?tenant=acme&to=" + to)
                .then();
    }
}
