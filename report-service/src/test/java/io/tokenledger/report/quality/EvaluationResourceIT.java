package io.tokenledger.report.quality;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FilledLedger.class)
class EvaluationResourceIT {
    private static final String ROUTING = """
            {"tenant":"acme","evaluation":"routing","app":"desk","model":"o4-mini-2025-04-16","reasoning_effort":"high",
             "score":"93.5","samples":400,"unit":"percent","measured_on":"2026-11-01","source":"eval run 17","author":"ann"}
            """;

    @Test
    void scoreMeasuredLastCounts() {
        post(ROUTING).statusCode(201).body("id", notNullValue()).body("score", equalTo("93.5"));
        post(ROUTING.replace("93.5", "95.125").replace("2026-11-01", "2026-11-10"))
                .statusCode(201);
        post(ROUTING.replace("93.5", "91").replace("2026-11-01", "2026-11-05")).statusCode(201);
        get("tenant=acme&evaluation=routing&model=o4-mini")
                .statusCode(200)
                .body("evaluations.score", contains("95.125"))
                .body("evaluations[0].samples", equalTo(400))
                .body("evaluations[0].reasoning_effort", equalTo("high"))
                .body("evaluations[0].higher_is_better", equalTo(true))
                .body("evaluations[0].id", nullValue());
    }

    @Test
    void evaluationsOfOneTenantAreNotShownToAnother() {
        post(ROUTING.replace("acme", "globex").replace("routing", "secret")).statusCode(201);
        get("tenant=acme&evaluation=secret").body("evaluations", hasSize(0));
        get("tenant=globex&evaluation=secret").body("evaluations", hasSize(1));
        get("evaluation=secret").statusCode(400).body("detail", containsString("tenant is missing"));
    }

    @Test
    void evaluationNeedsNoAppAndNoSamples() {
        post(ROUTING.replace("\"app\":\"desk\",", "")
                        .replace("\"samples\":400,", "")
                        .replace("routing", "tone"))
                .statusCode(201)
                .body("app", nullValue());
        get("tenant=acme&evaluation=tone").body("evaluations[0].samples", nullValue());
        get("tenant=acme&evaluation=tone&app=desk").body("evaluations", hasSize(0));
    }

    @Test
    void whatCannotBeUsedIsTold() {
        post(ROUTING.replace("400", "0")).statusCode(400).body("detail", containsString("samples is 0"));
        post(ROUTING.replace("\"93.5\"", "1e9")).statusCode(400).body("detail", containsString("less than 1e9"));
        post(ROUTING.replace("\"93.5\"", "\"NaN\"")).statusCode(400).body("code", equalTo("field.invalid"));
        post(ROUTING.replace("\"93.5\"", "0.1234567"))
                .statusCode(400)
                .body("detail", containsString("score is 0.1234567"));
        post(ROUTING.replace("acme", "")).statusCode(400).body("detail", containsString("tenant has 1 to 500"));
    }

    private static ValidatableResponse get(String query) {
        return given().get("/v1/evaluations?" + query).then();
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/evaluations")
                .then();
    }
}
