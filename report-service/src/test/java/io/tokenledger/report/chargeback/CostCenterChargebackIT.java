package io.tokenledger.report.chargeback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cost centres, comparisons and movers of chargeback over HTTP; figures from {@link FilledLedger}, added up by hand. */
@QuarkusTest
@QuarkusTestResource(value = FilledLedger.class, restrictToAnnotatedClass = true)
class CostCenterChargebackIT {
    private static final String NOVEMBER = "from=2026-11&to=2026-12&filter.tenant=acme";
    private static boolean organised;

    @BeforeEach
    void organise() {
        if (organised) {
            return;
        }
        organised = true;
        given().contentType("application/json")
                .body("""
                {"tenant":"acme","valid_from":"2026-10-01","author":"ann","reason":"set up",
                 "changes":[{"action":"create","code":"ORG","name":"All"},
                            {"action":"create","code":"SEARCH","name":"Search","parent":"ORG"},
                            {"action":"create","code":"ADS","name":"Ads","parent":"ORG"}],
                 "rules":[{"action":"create","conditions":{"team":["search"]},"cost_center":"SEARCH"},
                          {"action":"create","conditions":{"team":["ads"]},"cost_center":"ADS"}]}
                """)
                .post("/v1/cost-centers/reorganisations")
                .then()
                .statusCode(200);
    }

    @Test
    void usageIsToldByThoseWhoPayAndAddsUpToEverything() {
        get("/v1/chargeback?" + NOVEMBER + "&group_by=cost_center")
                .statusCode(200)
                .body("lines.group.cost_center", contains("SEARCH", "ADS", null))
                .body("lines.cost", contains("1", "0.333333333333", "0.005"))
                .body("total.cost", equalTo("1.338333333333"))
                .body("total.unpriced_requests", equalTo(1))
                .body("cost_center_names.SEARCH", equalTo("Search"));
        get("/v1/chargeback?" + NOVEMBER + "&group_by=cost_center.1")
                .body("lines.group.'cost_center.1'", contains("ORG", null))
                .body("lines.cost", contains("1.333333333333", "0.005"));
        get("/v1/chargeback?" + NOVEMBER + "&filter.cost_center=ORG&group_by=team")
                .body("lines.group.team", contains("search", "ads"))
                .body("total.cost", equalTo("1.333333333333"));
    }

    /** Before October nobody pays. */
    @Test
    void restatedUsageStandsBeside() {
        get("/v1/chargeback?" + NOVEMBER + "&group_by=cost_center&restate_at=2026-09-30")
                .statusCode(200)
                .body("compared_to.restated_at", equalTo("2026-09-30"))
                .body("lines.group.cost_center", contains("SEARCH", "ADS", null))
                .body("lines.compared.cost", contains("0", "0", "1.338333333333"))
                .body("lines[0].change.cost", equalTo("1"))
                .body("lines[0].change.percent", nullValue())
                .body("total.change.cost", equalTo("0"));
    }

    /** October cost 3.005 dollars, all of it in search on o3. */
    @Test
    void anotherTimeStandsBeside() {
        get("/v1/chargeback?" + NOVEMBER + "&group_by=team&compare_to=previous")
                .statusCode(200)
                .body("compared_to.from", equalTo("2026-10-01T00:00:00Z"))
                .body("compared_to.to", equalTo("2026-11-01T00:00:00Z"))
                .body("lines.find { it.group.team == 'search' }.compared.cost", equalTo("3.005"))
                .body("lines.find { it.group.team == 'search' }.change.cost", equalTo("-2.005"))
                .body("lines.find { it.group.team == 'search' }.change.percent", equalTo("-66.72"))
                .body("lines.find { it.group.team == 'ads' }.compared.cost", equalTo("0"))
                .body("total.compared.cost", equalTo("3.005"))
                .body("total.change.cost", equalTo("-1.666666666667"));
        get("/v1/chargeback?" + NOVEMBER + "&group_by=team&compare_to=year")
                .body("compared_to.from", equalTo("2025-11-01T00:00:00Z"))
                .body("total.compared.cost", equalTo("0"))
                .body("total.change.percent", nullValue());
        String csv = get("/v1/chargeback?" + NOVEMBER + "&group_by=team&compare_to=previous&format=csv")
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .extract()
                .asString();
        assertThat(csv.lines().findFirst().orElseThrow())
                .isEqualTo("row,team,requests,input_tokens,cached_input_tokens,cache_write_tokens,output_tokens,"
                        + "reasoning_tokens,cost,currency,unpriced_requests,compared_cost,change_cost,change_percent");
        assertThat(csv).contains("total,,").contains("3.005,-1.666666666667,-55.46");
    }

    /** Another model is other usage: what is gone and what is new are volume. */
    @Test
    void moversTellPriceAndVolumeApart() {
        get("/v1/chargeback/movers?" + NOVEMBER + "&group_by=team&limit=1")
                .statusCode(200)
                .body("currency", equalTo("USD"))
                .body("movers", hasSize(1))
                .body("movers[0].group.team", equalTo("search"))
                .body("movers[0].before", equalTo("3.005"))
                .body("movers[0].now", equalTo("1"))
                .body("movers[0].change", equalTo("-2.005"))
                .body("others.change", equalTo("0.338333333333"))
                .body("total.change", equalTo("-1.666666666667"))
                .body("compared_from", equalTo("2026-10-01T00:00:00Z"));
        get("/v1/chargeback/movers?" + NOVEMBER + "&group_by=cost_center")
                .body("movers.group.cost_center", contains("SEARCH", "ADS", null));
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        refused("parameter.invalid", "group_by=cost_center", "filter.tenant must name one tenant");
        refused("dimension.unknown", NOVEMBER + "&group_by=cost_center.0", "from 1");
        refused("dimension.repeated", NOVEMBER + "&group_by=cost_center,cost_center", "twice");
        refused("parameter.invalid", NOVEMBER + "&compare_to=last", "previous, year");
        refused("parameter.invalid", NOVEMBER + "&group_by=cost_center&restate_at=May", "2026-05-01");
        refused("parameter.invalid", NOVEMBER + "&group_by=team&restate_at=2026-05-01", "needs cost_center");
        refused(
                "parameter.invalid",
                NOVEMBER + "&group_by=cost_center&restate_at=2026-05-01&compare_to=year",
                "exclude each other");
        get("/v1/chargeback/movers?" + NOVEMBER + "&group_by=user")
                .statusCode(400)
                .body("code", equalTo("dimension.not_available"));
        get("/v1/chargeback/movers?from=2026-11&to=2026-12").statusCode(400).body("code", equalTo("parameter.invalid"));
        get("/v1/chargeback/movers?" + NOVEMBER + "&limit=0").statusCode(400).body("detail", containsString("1000"));
    }

    private static void refused(String code, String query, String detail) {
        get("/v1/chargeback?" + query)
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }
}
