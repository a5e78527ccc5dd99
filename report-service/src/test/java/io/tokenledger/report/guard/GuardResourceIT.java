package io.tokenledger.report.guard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.TestLedger;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The guard over HTTP, in a running service. */
@QuarkusTest
@QuarkusTestResource(value = GuardLedger.class, restrictToAnnotatedClass = true)
class GuardResourceIT {
    private static final TestLedger LEDGER = new TestLedger(GuardLedger.NAME);

    private static ValidatableResponse check(String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/v1/budgets/check")
                .then();
    }

    private static String tenantWithTokens(long tokens) {
        String tenant = "t-" + UUID.randomUUID();
        TestBudget.ofTokens("tokens", tokens).of(tenant).insert(LEDGER);
        return tenant;
    }

    @Test
    void roomIsToldAndHeldAndReleased() {
        String tenant = tenantWithTokens(1_000);
        String question = "{'tenant':'" + tenant + "','attribution':{'team':'search','tags':{'feature':'ask'}},"
                + "'estimate':{'provider':'openai','model':'o4-mini','usage':{'input_tokens':400,'output_tokens':200}}}";

        String id = check(question)
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("allowed", equalTo(true))
                .body("expires_at", notNullValue())
                .body("binding.name", equalTo("tokens"))
                .body("binding.unit", equalTo("tokens"))
                .body("binding.limit", equalTo("1000"))
                .body("binding.estimate", equalTo("600"))
                .body("binding", hasKey("remaining_after"))
                .body("budgets", hasSize(1))
                .body("estimated_cost", equalTo("0.00132"))
                .body("currency", equalTo("USD"))
                .body("estimated_tokens", equalTo(600))
                .extract()
                .path("reservation_id");
        check(question).statusCode(200).body("allowed", equalTo(false)).body("reservation_id", nullValue());
        given().delete("/v1/budgets/reservations/" + id + "?tenant=" + tenant)
                .then()
                .statusCode(204);
        String second = check(question).body("allowed", equalTo(true)).extract().path("reservation_id");
        given().post("/v1/budgets/reservations/" + second + "/settle?tenant=" + tenant)
                .then()
                .statusCode(204);
        check(question).body("allowed", equalTo(false));
    }

    @Test
    void sameRequestIsAnsweredTheSameAndAnotherUnderItsIdIsRefused() {
        String tenant = tenantWithTokens(1_000);
        String question = "{'tenant':'" + tenant + "','estimate':{'tokens':100},'request_id':'r1'}";

        String answer = check(question).statusCode(200).extract().asString();
        check(question).statusCode(200).body(equalTo(answer));
        check(question.replace("100", "101")).statusCode(409).body("code", equalTo("reservation.request_id_reused"));
    }

    @Test
    void whatCannotBeUsedIsToldAsAProblem() {
        check("").statusCode(400).body("code", equalTo("body.malformed_json"));
        check("{'tenant':").statusCode(400).body("code", equalTo("body.malformed_json"));
        check("{'tenant':'acme','estimate':{'tokens':1},'reserve_seconds':4000}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("field.invalid"))
                .body("detail", containsString("from 1 to 3600"));
        given().contentType("text/plain")
                .body("x")
                .post("/v1/budgets/check")
                .then()
                .statusCode(415);
        String path = "/v1/budgets/reservations/";
        given().delete(path + UUID.randomUUID() + "?tenant=acme")
                .then()
                .statusCode(404)
                .body("code", equalTo("reservation.unknown"));
        given().delete(path + "5?tenant=acme").then().statusCode(400).body("code", equalTo("parameter.invalid"));
        given().delete(path + UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("detail", containsString("tenant is missing"));
        given().post(path + UUID.randomUUID() + "/settle?tenant=acme&cost=1")
                .then()
                .statusCode(400)
                .body("code", equalTo("parameter.unknown"));
    }

    @Test
    void whoHasNoBudgetIsAllowed() {
        check("{'tenant':'nobody','estimate':{'tokens':1}}")
                .statusCode(200)
                .body("allowed", equalTo(true))
                .body("binding", nullValue())
                .body("reservation_id", nullValue())
                .body("budgets", hasSize(0));
    }
}
