package io.tokenledger.report.whatif;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that the product exists for, over HTTP on a real ledger. */
@QuarkusTest
@QuarkusTestResource(value = MissionLedger.class, restrictToAnnotatedClass = true)
class WhatIfResourceIT {
    private static final String APRIL = "\"from\":\"2025-04\",\"to\":\"2025-05\"";
    private static final String TO_MINI = "\"from\":{\"model\":\"o3\"},\"to\":{\"model\":\"o4-mini\"}";

    @Test
    void atLaunchPricesTheSmallModelSavesEightyNinePercent() {
        ask("{" + APRIL + ",\"swaps\":[{" + TO_MINI + "}]}")
                .statusCode(200)
                .body("baseline.cost", equalTo("180"))
                .body("baseline.requests", equalTo(1000))
                .body("scenario.cost", equalTo("19.8"))
                .body("savings.amount", equalTo("160.2"))
                .body("savings.percent", equalTo("89"))
                .body("swaps[0].requests", equalTo("1000"))
                .body("excluded", empty())
                .body("individually_rated_requests", equalTo(0));
    }

    @Test
    void atTodaysPricesItSavesFortyFivePercent() {
        ask("{" + APRIL + ",\"prices_at\":\"now\",\"swaps\":[{" + TO_MINI + "}]}")
                .statusCode(200)
                .body("baseline.cost", equalTo("36"))
                .body("scenario.cost", equalTo("19.8"))
                .body("savings.percent", equalTo("45"));
    }

    @Test
    void strongModelOnFlexIsCheaperThanTheSmallOneOnStandard() {
        ask("{" + APRIL
                        + ",\"prices_at\":\"now\",\"swaps\":[{\"from\":{\"model\":\"o3\"},\"to\":{\"service_tier\":\"flex\"}}]}")
                .statusCode(200)
                .body("scenario.cost", equalTo("18"))
                .body("assumptions.find { it.name == 'reasoning_token_ratio' }.expected", equalTo("1"));
    }

    @Test
    void ninetyToTenIsTheWeightedFigure() {
        ask("{" + APRIL + ",\"swaps\":[{" + TO_MINI + ",\"share\":\"0.9\"}]}")
                .statusCode(200)
                .body("scenario.cost", equalTo("35.82")) // 0.9 x 19.80 + 0.1 x 180
                .body("swaps[0].requests", equalTo("900"));
    }

    @Test
    void hybridByAppKeepsTheCriticalTenth() {
        ask("{" + APRIL
                        + ",\"group_by\":[\"app\"],\"swaps\":[{\"from\":{\"model\":\"o3\",\"app\":\"bulk\"},\"to\":{\"model\":\"o4-mini\"}}]}")
                .statusCode(200)
                .body("scenario.cost", equalTo("35.82"))
                .body("lines.find { it.group.app == 'critical' }.savings", equalTo("0"))
                .body("lines.find { it.group.app == 'bulk' }.savings", equalTo("144.18"));
    }

    @Test
    void tierThatIsNotOfferedThenIsSetApartWithItsCost() {
        ask("{" + APRIL + ",\"swaps\":[{\"from\":{\"model\":\"o3\"},\"to\":{\"service_tier\":\"flex\"}}]}")
                .statusCode(200)
                .body("savings.amount", equalTo("0"))
                .body("excluded[0].reason", equalTo("target_unpriced"))
                .body("excluded[0].requests", equalTo("1000"))
                .body("excluded[0].cost", equalTo("180"));
    }

    @Test
    void requestsThatFillTheWindowFitAndOneTokenMoreDoesNot() {
        ask("{\"from\":\"2025-06\",\"to\":\"2025-07\",\"swaps\":[{\"from\":{\"model\":\"gpt-4.1\"},\"to\":{\"model\":\"o4-mini\"},"
                        + "\"output_token_ratio\":1,\"input_token_ratio\":1,\"reasoning_token_ratio\":1}]}")
                .statusCode(200)
                .body("swaps[0].requests", equalTo("2"))
                .body("excluded.reason", contains("context_window"))
                .body("excluded[0].requests", equalTo("1"))
                .body("excluded[0].cost", equalTo("1"))
                // 198 999 and 199 000 in, 1 000 out each: at $1.10 and $4.40, beside one dollar that stays
                .body("scenario.cost", equalTo("1.4465989"));
    }

    @Test
    void ratioThatMakesARequestTooLongIsFoundByLookingAtRequestsSingly() {
        ask("{\"from\":\"2025-06\",\"to\":\"2025-07\",\"swaps\":[{\"from\":{\"model\":\"gpt-4.1\"},\"to\":{\"model\":\"o4-mini\"},"
                        + "\"output_token_ratio\":1,\"input_token_ratio\":\"1.000005\",\"reasoning_token_ratio\":1}]}")
                .statusCode(200)
                .body("swaps[0].requests", equalTo("1"))
                .body("excluded[0].requests", equalTo("2"))
                .body("individually_rated_requests", equalTo(2));
    }

    @Test
    void rangeSpansWhatIsNotKnownAndSaysWhatMattersMost() {
        ask("{" + APRIL + ",\"swaps\":[{" + TO_MINI
                        + ",\"output_token_ratio\":{\"low\":\"0.5\",\"expected\":\"1\",\"high\":\"2\"}}]}")
                .statusCode(200)
                .body("savings.amount", equalTo("160.2"))
                .body("range.low", equalTo("151.4")) // twice the output: 8.80 more
                .body("range.high", equalTo("164.6"))
                .body("most_sensitive.name", equalTo("output_token_ratio"))
                .body("most_sensitive.swing", equalTo("13.2"));
    }

    @Test
    void benchmarksStandBesideTheMoney() {
        ask("{" + APRIL + ",\"swaps\":[{" + TO_MINI + "}]}")
                .statusCode(200)
                .body("swaps[0].quality.find { it.benchmark == 'swe_bench_verified' }.points_lost", equalTo("1"))
                .body(
                        "swaps[0].quality.find { it.benchmark == 'swe_bench_verified' }.savings_per_point",
                        equalTo("160.2"))
                .body("swaps[0].quality.find { it.benchmark == 'aime_2024' }.savings_per_point", nullValue());
    }

    @Test
    void ownEvaluationsStandBesideThemIfTheTenantPostsThem() {
        evaluation("o3", "0.90");
        evaluation("o4-mini-2025-04-16", "0.85"); // a snapshot of the model is the model
        ask("{" + APRIL + ",\"swaps\":[{" + TO_MINI + "}]}")
                .statusCode(200)
                .body("swaps[0].quality.find { it.kind == 'evaluation' }.benchmark", equalTo("triage"))
                .body("swaps[0].quality.find { it.kind == 'evaluation' }.app", equalTo("bulk"))
                .body("swaps[0].quality.find { it.kind == 'evaluation' }.points_lost", equalTo("0.05"))
                .body("swaps[0].quality.find { it.kind == 'evaluation' }.savings_per_point", equalTo("3204"));
        ask("{" + APRIL
                        + ",\"swaps\":[{\"from\":{\"model\":\"o3\",\"app\":\"critical\"},\"to\":{\"model\":\"o4-mini\"}}]}")
                .statusCode(200)
                .body("swaps[0].quality.find { it.kind == 'evaluation' }", nullValue());
    }

    private static void evaluation(String model, String score) {
        given().contentType(ContentType.JSON)
                .body(
                        "{\"tenant\":\"acme\",\"evaluation\":\"triage\",\"app\":\"bulk\",\"model\":\"" + model
                                + "\",\"score\":\"" + score
                                + "\",\"unit\":\"share\",\"measured_on\":\"2025-04-30\",\"source\":\"our own\",\"author\":\"ann\"}")
                .post("/v1/evaluations")
                .then()
                .statusCode(lessThan(300));
    }

    @Test
    void periodWithoutUsageClaimsNothing() {
        ask("{\"from\":\"2025-05\",\"to\":\"2025-06\",\"swaps\":[{" + TO_MINI + "}]}")
                .statusCode(200)
                .body("baseline.cost", equalTo("0"))
                .body("savings.percent", nullValue())
                .body("warnings", hasItem("swap 1 matches no usage of the period"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'swaps':[]} | swap.invalid | from 1 to 50",
                "{'swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'},'share':'1.1'}]} | field.invalid | '1.1'",
                "{'swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'},'share':-1}]} | field.invalid | -1",
                "{'swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'},'share':0.1234567}]} | field.invalid | 6 decimal",
                "{'swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'},'share':0.6},{'from':{'model':'o3'},'to':{'model':'o3','service_tier':'flex'},'share':0.5}]} | swap.shares_over_one | 1.1",
                "{'swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'}},{'from':{'model':'o4-mini'},'to':{'model':'o3'}}]} | swap.cycle | swap 2",
                "{'swaps':[{'from':{'model':'o3'},'to':{'model':'o3'}}]} | swap.invalid | changes nothing",
                "{'swaps':[{'from':{'model':'o3'},'to':{'model':'o33'}}]} | model.unknown | 'o33'",
                "{'swaps':[{'from':{'model':'o33'},'to':{'model':'o3'}}]} | model.unknown | 'o33'",
                "{'swaps':[{'from':{'modell':'o3'},'to':{'model':'o4-mini'}}]} | dimension.unknown | modell",
                "{'swap':[]} | field.unknown | 'swap'",
                "[1] | field.invalid | an array",
                "{ | body.malformed_json | line 1",
                "{'from':'2025-05','to':'2025-04','swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'}}]} | period.empty | 2025-04",
                "{'swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'},'output_token_ratio':{'low':2,'expected':1,'high':3}}]} | field.invalid | must not fall",
                "{'prices':'cheap','swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'}}]} | field.invalid | 'cheap'",
                "{'prices_at':'soon','swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'}}]} | field.invalid | 'soon'"
            })
    void badQuestionIsToldWithItsValueAndTheRule(String body, String code, String detail) {
        ask(body.replace('\'', '"'))
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail.replace("'o33'", "'o33'")));
    }

    private static ValidatableResponse ask(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/what-if")
                .then();
    }
}
