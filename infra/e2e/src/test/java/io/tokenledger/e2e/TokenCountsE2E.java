package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tokenledger.stack.LocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counting a request that nobody has sent. */
@ExtendWith(Suite.class)
class TokenCountsE2E {
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private static ValidatableResponse count(LocalStack stack, String body) {
        return given().baseUri(stack.ingestUrl())
                .header("Content-Type", "application/json")
                .body(body.getBytes(UTF_8))
                .post("/v1/token-counts")
                .then();
    }

    /** "hello world" is 2 tokens, as is published; a message costs 3 and its role, the answer's beginning 3. */
    @Test
    void everyPartIsToldWithItsTokensAndWhereTheyAreFrom(LocalStack stack) {
        count(stack, """
                {"model":"gpt-4o","messages":[{"role":"user","content":"hello world"}],
                 "images":[{"width":1024,"height":1024,"detail":"high"}],"output":500}""")
                .statusCode(200)
                .body("model", equalTo("gpt-4o"))
                .body("encoding", equalTo("o200k_base"))
                .body("provenance", equalTo("estimated"))
                .body("input_tokens", equalTo(774))
                .body("output_tokens", nullValue())
                .body("complete", equalTo(true))
                .body("parts.part", contains("messages[0].content", "images[0]", "overhead"))
                .body("parts.tokens", contains(2, 765, 7))
                .body("parts.provenance", contains("counted", "estimated", "counted"))
                .body("context_window", equalTo(128_000))
                .body("max_output", equalTo(16_384))
                .body("fits", equalTo(true));
    }

    @Test
    void aMillionOfOneCharacterIsCounted(LocalStack stack) {
        count(stack, "{\"text\":\"" + "€".repeat(1_000_000) + "\",\"model\":\"gpt-4o\"}")
                .statusCode(200)
                .body("provenance", equalTo("counted"))
                .body("input_tokens", equalTo(1_000_000));
    }

    @Test
    void whatIsWrongIsToldWithoutTheText(LocalStack stack) {
        String problem = count(stack, "{\"text\":\"Quokka0818said\"}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("token_count.invalid"))
                .body("detail", containsString("model"))
                .extract()
                .asString();
        assertThat(problem).doesNotContain("Quokka0818said");
        count(stack, "{\"text\":Quokka0818said}").statusCode(400).body("code", equalTo("token_count.malformed_json"));
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithTheLimit(LocalStack stack) {
        count(stack, "{\"model\":\"gpt-4o\",\"text\":\"" + "a ".repeat(MAX_BYTES / 2) + "\"}")
                .statusCode(413)
                .body("code", equalTo("token_count.too_large"))
                .body("detail", containsString(Integer.toString(MAX_BYTES)));
    }
}
