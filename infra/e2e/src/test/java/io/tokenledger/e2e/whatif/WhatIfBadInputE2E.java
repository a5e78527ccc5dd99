package io.tokenledger.e2e.whatif;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.tokenledger.e2e.Suite;
import io.tokenledger.stack.LocalStack;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that make no sense, or are about nothing, or are very large. */
@ExtendWith(Suite.class)
class WhatIfBadInputE2E {
    private static final String GOOD = """
            {"from":"2026-02","to":"2026-03","filter":{"tenant":"whatif-nobody"},"prices":"contract",
             "swaps":[{"from":{"model":"o3"},"to":{"model":"o4-mini"},"share":"0.6"}],"group_by":["team"]}""";
    private static final String SWAP = "{\"from\":{\"model\":\"o3\"},\"to\":{\"model\":\"o4-mini\"},\"share\":\"0.6\"}";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\u0001',
            delimiter = '|',
            value = {
                "\"share\":\"0.6\"|\"share\":\"1.000001\"|400|field.invalid|1.000001",
                "\"share\":\"0.6\"|\"share\":\"-0.1\"|400|field.invalid|-0.1",
                "\"share\":\"0.6\"|\"share\":\"0.1234567\"|400|field.invalid|0.1234567",
                "\"share\":\"0.6\"|\"share\":\"NaN\"|400|field.invalid|NaN",
                "\"share\":\"0.6\"|\"share\":NaN|400|body.malformed_json|line",
                "\"share\":\"0.6\"|\"share\":true|400|field.invalid|true",
                "\"share\":\"0.6\"|\"share\":\"1e999999999\"|400|field.invalid|1e999999999",
                "\"share\":\"0.6\"|\"share\":1e-999999999|400|field.invalid|share",
                "\"share\":\"0.6\"|\"share\":0.1000000000000000055|400|field.invalid|0.1000000000000000055",
                "\"share\":\"0.6\"|\"output_token_ratio\":\"-1\"|400|field.invalid|-1",
                "\"share\":\"0.6\"|\"output_token_ratio\":\"99999999999999999999999999999\"|400|field.invalid|1000",
                "\"share\":\"0.6\"|\"output_token_ratio\":\"Infinity\"|400|field.invalid|Infinity",
                "\"share\":\"0.6\"|\"output_token_ratio\":{\"low\":\"2\",\"expected\":\"1\",\"high\":\"3\"}|400|field.invalid|low",
                "\"share\":\"0.6\"|\"output_token_ratio\":{\"expected\":\"1\"}|400|field.missing|low",
                "\"share\":\"0.6\"|\"cache_kept\":\"1.1\"|400|field.invalid|1.1",
                "\"share\":\"0.6\"|\"cached_input_share\":\"often\"|400|field.invalid|often",
                "\"share\":\"0.6\"|\"shares\":\"0.6\"|400|field.unknown|shares",
                "\"to\":{\"model\"|\"to\":{\"modell\"|400|field.unknown|modell",
                "\"model\":\"o4-mini\"|\"model\":\"o4-minnie\"|422|model.unknown|o4-minnie",
                "\"model\":\"o4-mini\"|\"model\":\"\"|400|field.missing|model",
                "{\"model\":\"o3\"}|{\"model\":\"o33\"}|422|model.unknown|o33",
                "{\"model\":\"o3\"}|{\"modell\":\"o3\"}|400|dimension.unknown|modell",
                "{\"model\":\"o3\"}|{\"day\":\"2026-02-01\"}|400|dimension.not_available|day",
                "\"to\":{\"model\":\"o4-mini\"}|\"to\":{}|422|swap.invalid|changes nothing",
                "\"to\":{\"model\":\"o4-mini\"}|\"to\":{\"model\":\"o3\"}|422|swap.invalid|changes nothing",
                "\"swaps\":[{|\"swaps\":[],\"moves\":[{|400|field.unknown|moves",
                "\"prices\":\"contract\"|\"prices\":\"cheap\"|400|field.invalid|cheap",
                "\"prices\":\"contract\"|\"prices_at\":\"yesterday\"|400|field.invalid|yesterday",
                "\"from\":\"2026-02\"|\"from\":\"2026-04\"|400|period.empty|2026-04",
                "\"from\":\"2026-02\"|\"from\":\"2019-02\"|400|period.too_long|5 years",
                "\"from\":\"2026-02\"|\"from\":\"2026-02-01T00:07:00Z\"|400|period.not_on_quarter_hour|quarter",
                "\"from\":\"2026-02\"|\"timezone\":\"Mars/Olympus\",\"from\":\"2026-02\"|400|timezone.unknown|Mars/Olympus",
                "\"from\":\"2026-02\"|\"currency\":\"DOLLAR\",\"from\":\"2026-02\"|400|currency.invalid|DOLLAR",
                "\"group_by\":[\"team\"]|\"group_by\":[\"mood\"]|400|dimension.unknown|mood",
                "\"group_by\":[\"team\"]|\"group_by\":[\"team\",\"team\"]|400|dimension.repeated|team",
                "\"group_by\":[\"team\"]}|\"group_by\":[\"team\"]|400|body.malformed_json|line",
                "{\"from\":\"2026-02\"|{\"from\":\"2026-02\",\"from\":\"2026-01\"|400|body.malformed_json|line",
            })
    void whatMakesNoSenseIsToldWithItsValue(
            String good, String bad, int status, String code, String told, LocalStack stack) {
        String body = GOOD.replace(good, bad);
        assertThat(body).as("the bad question").isNotEqualTo(GOOD);
        problem(post(stack, body), status, code, told);
    }

    @Test
    void sharesOfTheSameUsageOverOneAreRefused(LocalStack stack) {
        problem(post(stack, GOOD.replace(SWAP, SWAP + "," + SWAP)), 422, "swap.shares_over_one", "1.2");
    }

    @Test
    void swapsThatGoInACircleAreRefused(LocalStack stack) {
        String back = "{\"from\":{\"model\":\"o4-mini\"},\"to\":{\"model\":\"o3\"}}";
        problem(post(stack, GOOD.replace(SWAP, SWAP + "," + back)), 422, "swap.cycle", "circle");
    }

    @Test
    void bodyOfTwoMegabytesIsRefused(LocalStack stack) {
        problem(post(stack, GOOD.replace("o4-mini", "x".repeat(2_000_000))), 413, "body.too_large", "bytes");
        problem(post(stack, ""), 400, "body.malformed_json", "empty");
        problem(post(stack, "[" + GOOD + "]"), 400, "field.invalid", "object");
    }

    /** Nothing was used, so nothing is saved, and nobody can say how many per cent that is. */
    @Test
    void periodWithoutUsageClaimsNothing(LocalStack stack) {
        post(stack, GOOD)
                .then()
                .statusCode(200)
                .body("baseline.cost", equalTo("0"))
                .body("baseline.requests", equalTo(0))
                .body("scenario.cost", equalTo("0"))
                .body("savings.amount", equalTo("0"))
                .body("savings.percent", nullValue())
                .body("range.low", equalTo("0"))
                .body("range.high", equalTo("0"))
                .body("lines", empty())
                .body("excluded", empty())
                .body("swaps[0].requests", equalTo("0"));
    }

    /** Over all tenants of this stack, every dimension, and by hours that no day fits. */
    @Test
    void fiftySwapsOverFiveYearsAreAnsweredInBoundedTime(LocalStack stack) {
        String swaps =
                IntStream.range(0, 50).mapToObj(i -> """
                        {"from":{"model":"o3","app":"app-%d"},"to":{"model":"o4-mini"},"share":"0.5",
                         "input_token_ratio":"1.%d"}""".formatted(i, i + 10)).collect(Collectors.joining(","));
        String question = """
                {"from":"2021-11-21","to":"2026-11-21","timezone":"Asia/Kathmandu","swaps":[%s],
                 "group_by":["team","app","model","service_tier"]}""";
        long began = System.nanoTime();

        Response answer = post(stack, question.formatted(swaps));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("swaps")).hasSize(50);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        problem(post(stack, question.formatted(swaps + "," + SWAP)), 422, "swap.invalid", "51");
    }

    private static Response post(LocalStack stack, String body) {
        return given().baseUri(stack.reportUrl())
                .contentType("application/json")
                .body(body)
                .post("/v1/what-if");
    }

    private static void problem(Response answer, int status, String code, String told) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(told));
    }
}
