package io.tokenledger.report.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FilledLedger.class)
class ModelResourceIT {
    private static final String FINETUNE = """
            {"provider":"acme","model":"acme-finetune-7b","aliases":["finetune"],"context_window":32768,
             "max_output_tokens":4096,"images":"no","tools":"yes","tokenizer":"o200k_base","released":"2026-10-01",
             "source":"model card","source_date":"2026-10-02","author":"ann","reason":"ours"}
            """;

    @Test
    void modelIsFoundByADatedName() {
        get("/v1/models?model=o4-mini-2025-04-16")
                .statusCode(200)
                .body("models.model", contains("o4-mini"))
                .body("models[0].provider", equalTo("openai"))
                .body("models[0].context_window", equalTo(200_000))
                .body("models[0].max_input_tokens", nullValue())
                .body("models[0].max_output_tokens", equalTo(100_000))
                .body("models[0].images", equalTo("yes"))
                .body("models[0].audio", equalTo("unknown"))
                .body("models[0].tokenizer", equalTo("o200k_base"))
                .body("models[0].source", equalTo("OpenAI announcement"))
                .body("models[0].source_date", equalTo("2025-04-16"));
    }

    @Test
    void modelsOfAProviderAreListed() {
        get("/v1/models?provider=anthropic")
                .body("models.provider", everyItem(equalTo("anthropic")))
                .body("models.model", hasItem("claude-opus-4-1"));
        get("/v1/models?provider=nobody").statusCode(200).body("models", hasSize(0));
    }

    @Test
    void laterStatementCountsAsAWhole() {
        post("/v1/models", FINETUNE).statusCode(201).body("context_window", equalTo(32_768));
        get("/v1/models?model=finetune")
                .body("models.model", contains("acme-finetune-7b"))
                .body("models[0].released", equalTo("2026-10-01"))
                .body("models[0].images", equalTo("no"));
        post("/v1/models", FINETUNE.replace("\"context_window\":32768,", "").replace("4096", "8192"))
                .statusCode(201);
        get("/v1/models?model=finetune")
                .body("models", hasSize(1))
                .body("models[0].context_window", nullValue())
                .body("models[0].max_output_tokens", equalTo(8192));
    }

    @Test
    void whatCannotBeUsedIsToldWithItsValueAndTheRule() {
        refused("32768", "0", "field.invalid", "context_window is 0: a whole number from 1");
        refused("32768", "1.5", "field.invalid", "context_window is 1.5: ");
        refused("32768", "1e400", "field.invalid", "context_window is ");
        refused("32768", "\"many\"", "field.invalid", "context_window is the text 'many'");
        refused("\"no\"", "\"perhaps\"", "field.invalid", "images is 'perhaps': one of yes, no, unknown");
        refused("2026-10-02", "2026-13-02", "field.invalid", "source_date is '2026-13-02': a date");
        refused("[\"finetune\"]", "\"finetune\"", "field.invalid", "aliases is the text 'finetune': an array");
        refused("[\"finetune\"]", "[1]", "field.invalid", "aliases[0] is 1: a string");
        refused("\"author\":\"ann\",", "", "field.missing", "author is missing");
        refused("context_window", "contextwindow", "field.unknown", "'contextwindow' is not known");
        refused("\"images\":", "\"tools\":", "body.malformed_json", "not readable as JSON");
        refused("}", "", "body.malformed_json", "not readable as JSON");
    }

    private static void refused(String part, String other, String code, String detail) {
        post("/v1/models", FINETUNE.replace(part, other))
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @Test
    void ratiosAreListedAndStated() {
        get("/v1/tokenizer-ratios")
                .body("ratios.find { it.to_family == 'cl100k_base' }.expected", equalTo("1.0052"))
                .body("ratios.find { it.from_family == '*' }.origin", equalTo("default"));
        String ratio = """
                {"from_family":"o200k_base","to_family":"gemini","low":"0.9","expected":1.05,"high":"1.2",
                 "origin":"measured","source":"our texts","source_date":"2026-11-01","author":"ann"}
                """;
        post("/v1/tokenizer-ratios", ratio).statusCode(201).body("expected", equalTo("1.05"));
        get("/v1/tokenizer-ratios").body("ratios.find { it.to_family == 'gemini' }.high", equalTo("1.2"));
        post("/v1/tokenizer-ratios", ratio.replace("0.9", "1.1"))
                .statusCode(400)
                .body(
                        "detail",
                        equalTo("low 1.1, expected 1.05, high 1.2: 0 < low <= expected <= high <= 100 is expected"));
    }

    @Test
    void unknownParameterAndMethodAreRefused() {
        get("/v1/models?modle=o3").statusCode(400).body("code", equalTo("parameter.unknown"));
        given().delete("/v1/models").then().statusCode(405).body("code", equalTo("request.method_not_allowed"));
        given().contentType("text/plain")
                .body("x")
                .post("/v1/models")
                .then()
                .statusCode(415)
                .body("code", equalTo("request.media_type_unsupported"));
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }
}
