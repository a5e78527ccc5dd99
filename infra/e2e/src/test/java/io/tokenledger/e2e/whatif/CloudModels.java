package io.tokenledger.e2e.whatif;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;

/** What the models can take, as the catalog says; those of the tests' own provider are stated first. */
final class CloudModels {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudModels() {}

    static void state(LocalStack stack) {
        state(stack, """
                "model":"heron","context_window":400000,"max_input_tokens":300000,"max_output_tokens":64000,
                 "images":"no","audio":"no","tools":"yes\"""");
        state(stack, """
                "model":"wren","images":"unknown","audio":"unknown","tools":"no\"""");
    }

    private static void state(LocalStack stack, String facts) {
        given().baseUri(stack.reportUrl())
                .contentType("application/json")
                .body("""
                        {"provider":"whatif-cloud",%s,"tokenizer":"o200k_base","source":"e2e",
                         "source_date":"2026-01-01","author":"e2e","reason":"what-if"}""".formatted(facts))
                .post("/v1/models")
                .then()
                .statusCode(201);
    }

    static JsonNode all(LocalStack stack) throws IOException {
        return JSON.readTree(given().baseUri(stack.reportUrl())
                        .get("/v1/models")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .get("models");
    }
}
