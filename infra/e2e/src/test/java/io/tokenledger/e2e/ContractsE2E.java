package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.stack.LocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contracts over HTTP: terms in, charges in a chargeback, terms withdrawn. */
@ExtendWith(Suite.class)
class ContractsE2E {
    private static final String TENANT = "e2e-contracts";

    @Test
    void throughputThatNobodyUsedIsChargedAsIdleUntilItIsWithdrawn(LocalStack stack) {
        int id = post(stack, "provisioned-throughput", """
                {"tenant":"e2e-contracts","author":"e2e","reason":"signed","provider":"azure","model":"gpt-*",
                 "region":"eastus","from":"2026-02-01","until":"2026-02-02","currency":"USD",
                 "amount_per_unit_hour":"2","units":5,"tokens_per_unit_hour":150000}""")
                .statusCode(201)
                .body("kind", equalTo("provisioned_throughput"))
                .body("published.author", equalTo("e2e"))
                .body("withdrawn", nullValue())
                .extract()
                .path("id");

        post(stack, "settlements", "{\"tenant\":\"e2e-contracts\"}").statusCode(200);
        post(stack, "settlements", "{\"tenant\":\"e2e-contracts\"}")
                .statusCode(200)
                .body("tenants[0].entries", equalTo(0));

        JsonPath lines = chargeback(stack);
        assertThat(lines.getString("total.cost")).isEqualTo("240");
        assertThat(lines.getString("lines[0].group.service_tier")).isEqualTo("provisioned_idle");
        get(stack, "terms/" + id + "/status")
                .statusCode(200)
                .body("throughput.charged_hours", equalTo(24))
                .body("throughput.idle_percent", equalTo("100"))
                .body("charges.amount", equalTo("240"));

        post(stack, "terms/" + id + "/withdraw", "{\"author\":\"e2e\",\"reason\":\"not signed\"}")
                .statusCode(200)
                .body("withdrawn.reason", equalTo("not signed"));
        post(stack, "settlements", "").statusCode(200);
        assertThat(chargeback(stack).getString("total.cost")).isEqualTo("0");
        get(stack, "?tenant=" + TENANT + "&at=2026-02-01T12:00:00Z").body("terms", empty());
        problem(
                post(stack, "terms/" + id + "/withdraw", "{\"author\":\"e2e\",\"reason\":\"again\"}"),
                409,
                "contract.term_withdrawn");
    }

    @Test
    void volumeTiersAndCommitmentsArePublishedOnceAndListed(LocalStack stack) {
        String tiers = """
                {"tenant":"e2e-contracts-list","author":"e2e","reason":"signed","provider":"openai","from":"2026-11-01",
                 "timezone":"Europe/Berlin","currency":"USD","measure":"tokens","mode":"graduated",
                 "steps":[{"from":"0","discount_percent":"0"},{"from":"1000000000","discount_percent":"10"}]}""";
        String commitment = """
                {"tenant":"e2e-contracts-list","author":"e2e","reason":"signed","provider":"openai","from":"2026-01-01",
                 "until":"2099-01-01","currency":"USD","amount":"250000"}""";

        post(stack, "volume-tiers", tiers)
                .statusCode(201)
                .body("from", equalTo("2026-10-31T23:00:00Z"))
                .body("steps[1].from", equalTo("1000000000"));
        int id =
                post(stack, "commitments", commitment).statusCode(201).extract().path("id");

        problem(post(stack, "volume-tiers", tiers), 409, "contract.overlap");
        problem(post(stack, "commitments", commitment), 409, "contract.overlap")
                .body("detail", containsString("term " + id));
        get(stack, "?tenant=e2e-contracts-list").statusCode(200).body("terms", hasSize(2));
        get(stack, "?tenant=e2e-contracts-list&known_at=2026-01-01T00:00:00Z").body("terms", empty());
        get(stack, "terms/" + id + "/status")
                .statusCode(200)
                .body("drawdown.remaining", equalTo("250000"))
                .body("drawdown.percent", equalTo("0"))
                .body("drawdown.projected_end", nullValue());
    }

    @Test
    void whatCannotBeIsRefused(LocalStack stack) {
        problem(post(stack, "commitments", ""), 400, "body.empty");
        problem(post(stack, "commitments", "{"), 400, "body.malformed_json");
        problem(post(stack, "commitments", "{\"tenannt\":\"x\"}"), 400, "field.unknown");
        problem(get(stack, ""), 400, "parameter.missing");
        problem(get(stack, "?tenant=x&at=noon"), 400, "parameter.invalid");
        problem(get(stack, "terms/0/status"), 404, "contract.term_unknown");
        problem(get(stack, "terms/one/status"), 400, "parameter.invalid");
        problem(get(stack, "terms/1/status?at=2999-01-01T00:00:00Z"), 400, "parameter.invalid");
        problem(post(stack, "settlements", "{\"until\":\"2999-01-01T00:00:00Z\"}"), 400, "time.invalid");
        problem(post(stack, "settlements", "[]"), 400, "field.wrong_type");
    }

    private static ValidatableResponse post(LocalStack stack, String path, String body) {
        return given().baseUri(stack.pricingUrl())
                .contentType("application/json")
                .body(body)
                .post("/v1/contracts/" + path)
                .then();
    }

    private static ValidatableResponse get(LocalStack stack, String path) {
        return given().baseUri(stack.pricingUrl())
                .get("/v1/contracts" + (path.isEmpty() || path.startsWith("?") ? path : "/" + path))
                .then();
    }

    private static JsonPath chargeback(LocalStack stack) {
        return given().baseUri(stack.reportUrl())
                .queryParam("from", "2026-02-01")
                .queryParam("to", "2026-03-01")
                .queryParam("filter.tenant", TENANT)
                .queryParam("group_by", "service_tier")
                .get("/v1/chargeback")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", notNullValue());
    }
}
