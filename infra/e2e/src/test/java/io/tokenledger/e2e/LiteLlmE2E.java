package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.stack.LocalStack;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls as LiteLLM's generic logger sends them, followed to the ledger. */
@ExtendWith(Suite.class)
class LiteLlmE2E {
    private static final String TENANT = "litellm-gateway";
    private static final String JSON = "application/json";

    /** gpt-4o-mini on 2025-07-01: 60 x $0.15 + 40 x $0.075 + 20 x $0.60 per million. */
    private static final String COST = "0.000024";

    private static String call(String id) {
        return """
                {"id":"%s","litellm_call_id":"%s","call_type":"acompletion","status":"success","cache_hit":null,\
                "custom_llm_provider":"openai","model":"openai/gpt-4o-mini","startTime":1751364000.25,\
                "endTime":1751364001.5,"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,\
                "response_cost":0.000024,"request_tags":["feature:triage"],\
                "metadata":{"user_api_key_alias":"search-prod","user_api_key_team_alias":"search","usage_object":{\
                "prompt_tokens":100,"completion_tokens":20,"total_tokens":120,\
                "prompt_tokens_details":{"cached_tokens":40}}},\
                "messages":[{"role":"user","content":"hello"}],\
                "response":{"id":"%s","choices":[{"message":{"role":"assistant","content":"hello"}}]}}""".formatted(id, id, id);
    }

    private static String failed(String id) {
        return """
                {"id":"%s","status":"failure","call_type":"acompletion","custom_llm_provider":"openai",\
                "model":"openai/gpt-4o-mini","startTime":1751364000.25,"endTime":1751364001.5,"prompt_tokens":0,\
                "completion_tokens":0,"total_tokens":0,"response_cost":0,"error_str":"rate limited"}""".formatted(id);
    }

    @Test
    void everyFormatOfTheLoggerIsBookedAtItsExactCost(LocalStack stack) {
        accepted(post(stack, call("single")), 1, 0);
        accepted(post(stack, "[" + call("array-1") + "," + failed("array-2") + "," + call("array-3") + "]"), 2, 1);
        accepted(post(stack, call("line-1") + "\n" + call("line-2")), 2, 0);

        for (String id : new String[] {"single", "array-1", "array-3", "line-1", "line-2"}) {
            JsonPath booked = booked(stack, id);
            assertThat(booked.getString("entries[0].cost")).isEqualTo(COST);
            assertThat(booked.getString("entries[0].occurred_at")).isEqualTo("2025-07-01T10:00:01.500Z");
            assertThat(booked.getString("entries[0].provider")).isEqualTo("openai");
            assertThat(booked.getString("entries[0].model")).isEqualTo("gpt-4o-mini");
            assertThat(booked.getString("entries[0].service_tier")).isEqualTo("standard");
            assertThat(booked.getInt("entries[0].cached_input_tokens")).isEqualTo(40);
        }
    }

    @Test
    void batchThatIsSentAgainChangesNothing(LocalStack stack) {
        accepted(post(stack, "[" + call("again") + "]"), 1, 0);
        accepted(post(stack, "[" + call("again") + "]"), 1, 0);
        accepted(post(stack, call("behind")), 1, 0);

        booked(stack, "behind");
        JsonPath booked = booked(stack, "again");
        assertThat(booked.getList("entries")).hasSize(1);
        assertThat(booked.getList("conflicts")).isEmpty();
    }

    @Test
    void whatIsNoJsonIsToldSo(LocalStack stack) {
        post(stack, "{\"id\":")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("event.malformed_json"));
    }

    private static ValidatableResponse post(LocalStack stack, String body) {
        return given().baseUri(stack.ingestUrl())
                .contentType(JSON)
                .header("Tokenledger-Tenant", TENANT)
                .body(body)
                .post("/v1/litellm")
                .then();
    }

    private static void accepted(ValidatableResponse answer, int accepted, int skipped) {
        answer.statusCode(202)
                .body("accepted", equalTo(accepted))
                .body("skipped", equalTo(skipped))
                .body("rejected", empty());
    }

    private static JsonPath booked(LocalStack stack, String id) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ask(stack, id), answer -> answer.statusCode() == 200)
                .jsonPath();
    }

    private static Response ask(LocalStack stack, String id) {
        return given().baseUri(stack.pricingUrl())
                .queryParam("tenant", TENANT)
                .queryParam("source", "litellm/openai")
                .queryParam("id", id)
                .get("/v1/ledger/events");
    }
}
