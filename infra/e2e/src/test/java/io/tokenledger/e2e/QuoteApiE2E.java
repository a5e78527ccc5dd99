package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tokenledger.stack.LocalStack;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What usage would cost, over HTTP. */
@ExtendWith(Suite.class)
class QuoteApiE2E {
    private static final String O4_MINI = """
            {"provider":"openai","model":"o4-mini","usage":{"input_tokens":100000}}""";

    @Test
    void hundredThousandInputTokensOnO4MiniCostElevenCents(LocalStack stack) {
        quote(stack, O4_MINI)
                .statusCode(200)
                .body("status", equalTo("priced"))
                .body("cost", equalTo("0.11"))
                .body("currency", equalTo("USD"))
                .body("price_id", notNullValue())
                .body("lines[0].meter", equalTo("input"))
                .body("lines[0].quantity", equalTo(100_000))
                .body("lines[0].unit_price", equalTo("0.0000011"))
                .body("lines[0].cost", equalTo("0.11"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-09T23:59:59Z, o3, standard, 10, 2.5, 40",
        "2025-06-10T00:00:00Z, o3, standard, 2, 0.5, 8",
        "2025-06-10T05:29:59+05:30, o3, standard, 10, 2.5, 40",
        "2025-06-10T00:00:00Z, o3-2025-04-16, batch, 1, 0.25, 4",
        "2025-06-10T00:00:00Z, o4-mini-2025-04-16, standard, 1.1, 0.275, 4.4"
    })
    void timeAndTierPickThePrice(
            String at, String model, String tier, String input, String cached, String output, LocalStack stack) {
        String quote = """
                {"provider":"openai","model":"%s","service_tier":"%s","at":"%s","usage":{%s}}""";
        quote(stack, quote.formatted(model, tier, at, "\"input_tokens\":1000000"))
                .body("cost", equalTo(input));
        quote(stack, quote.formatted(model, tier, at, "\"input_tokens\":1000000,\"cached_input_tokens\":1000000"))
                .body("cost", equalTo(cached));
        quote(stack, quote.formatted(model, tier, at, "\"output_tokens\":1000000,\"reasoning_tokens\":700000"))
                .body("cost", equalTo(output));
    }

    @Test
    void whatHasNoPriceIsUnpricedAndNeverZero(LocalStack stack) {
        quote(stack, """
                {"provider":"openai","model":"gpt-99","usage":{"input_tokens":1}}""")
                .statusCode(200)
                .body("status", equalTo("unpriced"))
                .body("reason", equalTo("model_unknown"))
                .body("detail", containsString("gpt-99"))
                .body("cost", nullValue());
        quote(stack, """
                {"provider":"openai","model":"o3","at":"2025-04-15T23:59:59Z","usage":{"input_tokens":1}}""").body("reason", equalTo("no_price_at_time")).body("cost", nullValue());
    }

    @Test
    void arrayOfTenThousandIsQuotedInItsOrder(LocalStack stack) {
        String quotes = "[" + String.join(",", Collections.nCopies(9_999, O4_MINI)) + ","
                + O4_MINI.replace("100000", "200000") + "]";

        List<String> costs = quote(stack, quotes).statusCode(200).extract().path("cost");

        assertThat(costs).hasSize(10_000);
        assertThat(costs.subList(0, 9_999)).containsOnly("0.11");
        assertThat(costs.getLast()).isEqualTo("0.22");
        quote(stack, "[]").statusCode(200).body("$", empty());
    }

    @Test
    void moreThanTenThousandAreRefused(LocalStack stack) {
        problem(
                        quote(stack, "[" + String.join(",", Collections.nCopies(10_001, O4_MINI)) + "]"),
                        413,
                        "quotes.too_many")
                .body("detail", containsString("10001"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{                                                                   | body.malformed_json     | line 1",
                "~~                                                                  | body.empty              | expected",
                "17                                                                  | field.wrong_type        | 17",
                "{\"provider\":\"openai\",\"usage\":{}}                              | field.missing           | model",
                "{\"provider\":\"openai\",\"model\":\"o3\"}                          | field.missing           | usage",
                "{\"provider\":\"openai\",\"model\":\"o3\",\"at\":\"noon\",\"usage\":{}} | time.invalid        | 'noon'",
                "{\"provider\":\"openai\",\"model\":\"o3\",\"usage\":{\"input\":1}}  | field.unknown           | usage.input",
                "{\"provider\":\"p\",\"model\":\"m\",\"usage\":{\"input_tokens\":-1}}    | count.negative      | -1",
                "{\"provider\":\"p\",\"model\":\"m\",\"usage\":{\"input_tokens\":1.5}}   | count.not_an_integer | 1.5",
                "{\"provider\":\"p\",\"model\":\"m\",\"usage\":{\"input_tokens\":1e400}} | count.not_an_integer | 1E+400",
                "{\"provider\":\"p\",\"model\":\"m\",\"usage\":{\"output_tokens\":1,\"reasoning_tokens\":2}} | count.exceeds_whole | is 2"
            })
    void quoteThatCannotBeReadIsToldWhy(String body, String code, String told, LocalStack stack) {
        problem(quote(stack, body), 400, code).body("detail", containsString(told));
    }

    @Test
    void oneBadQuoteOfAnArrayIsNamedByItsIndex(LocalStack stack) {
        problem(quote(stack, "[" + O4_MINI + ",{\"provider\":\"openai\"}]"), 400, "field.missing")
                .body("index", equalTo(1));
    }

    private static ValidatableResponse quote(LocalStack stack, String body) {
        return given().baseUri(stack.pricingUrl())
                .contentType("application/json")
                .body(body)
                .post("/v1/quotes")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("title", notNullValue());
    }
}
