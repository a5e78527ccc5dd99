package io.tokenledger.report.quality;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import io.tokenledger.report.fixture.ReferenceData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FilledLedger.class)
class BenchmarkResourceIT {
    private static final String CSV = """
            benchmark,model,reasoning_effort,score,source,source_date
            mmmu,model-a,,70.5,vendor,2026-01-01
            mmmu,model-b (high),,71,vendor,2026-01-01
            """;

    @Test
    void announcedScoresOfO3AndO4MiniStandSideBySide() {
        get("benchmark=swe_bench_verified")
                .statusCode(200)
                .body("benchmarks.unit", hasItem("percent"))
                .body("scores.find { it.model == 'o3' }.score", equalTo("69.1"))
                .body("scores.find { it.model == 'o4-mini' }.score", equalTo("68.1"))
                .body("scores[0].source", equalTo("OpenAI announcement"))
                .body("scores[0].reasoning_effort", nullValue());
        get("model=o4-mini-2025-04-16&benchmark=codeforces").body("scores.score", hasItem("2719"));
        get("model=o4-mini&benchmark=aider_polyglot_whole").body("scores[0].reasoning_effort", equalTo("high"));
        get("model=unheard-of").body("scores", hasSize(0));
    }

    @Test
    void newBenchmarkIsDescribedAndScoredInOneCall() {
        String body = """
                {"author":"ann","benchmarks":[{"benchmark":"latency","title":"Latency","unit":"seconds","higher_is_better":false}],
                 "scores":[{"benchmark":"latency","model":"model-c (high)","score":2.5,"source":"us","source_date":"2026-11-01"},
                           {"benchmark":"latency","model":"model-d","score":"1.25","source":"us","source_date":"2026-11-01"}]}
                """;
        post(body).statusCode(201).body("scores", hasSize(2));
        get("benchmark=latency")
                .body("benchmarks[0].higher_is_better", equalTo(false))
                .body("scores[0].score", equalTo("1.25"))
                .body("scores[1].model", equalTo("model-c"))
                .body("scores[1].reasoning_effort", equalTo("high"))
                .body("scores[1].stated_model", equalTo("model-c (high)"));
        post(body.replace(
                        "\"benchmark\":\"latency\",\"model\":\"model-d\"",
                        "\"benchmark\":\"tone\",\"model\":\"model-d\""))
                .statusCode(422)
                .body("code", equalTo("benchmark.unknown"))
                .body("detail", containsString("'tone' of model-d is none of "));
        post("{\"author\":\"ann\"}").statusCode(400).body("code", equalTo("field.missing"));
        post(body.replace("2.5", "\"fast\""))
                .statusCode(400)
                .body("detail", containsString("scores[0].score is the text 'fast'"));
    }

    @Test
    void fileIsImportedOnce() {
        importing("native", CSV).statusCode(200).body("imported", equalTo(true)).body("scores", equalTo(2));
        importing("native", CSV)
                .statusCode(200)
                .body("imported", equalTo(false))
                .body("scores", equalTo(2));
        get("model=model-b").body("scores[0].score", equalTo("71")).body("scores[0].reasoning_effort", equalTo("high"));
    }

    @Test
    void everyFaultOfAFileIsToldAndNothingOfItIsKept() {
        importing("native", CSV + "mmmu,model-e,,much,vendor,2026-01-01\nmmmu,,,1,vendor,2026-01-01\nmmmu,x\n")
                .statusCode(422)
                .body("code", equalTo("file.invalid"));
        importing("native", CSV + "mmmu,model-e,,much,vendor,2026-01-01\nmmmu,,,1,vendor,2026-01-01\n")
                .statusCode(422)
                .body(
                        "detail",
                        equalTo("line 4: score is the text 'much': a decimal of at most 13 digits and 6 places is"
                                + " expected; line 5: model is missing"));
        get("model=model-e").body("scores", hasSize(0));
        importing("native", "benchmark,model\n").statusCode(422);
        importing("xml", CSV).statusCode(400).body("detail", containsString("one of native, aider"));
        given().contentType("text/csv")
                .body(CSV)
                .post("/v1/benchmarks/imports?format=native")
                .then()
                .statusCode(400)
                .body("detail", containsString("author is missing"));
        given().contentType("application/octet-stream")
                .body(new byte[] {(byte) 0xC3, (byte) 0x28})
                .post("/v1/benchmarks/imports?format=native&author=ann")
                .then()
                .statusCode(422)
                .body("detail", equalTo("the file is not UTF-8"));
        given().contentType("application/yaml")
                .body("x".repeat(4 * 1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8))
                .post("/v1/benchmarks/imports?format=aider&author=ann")
                .then()
                .statusCode(413)
                .body("code", equalTo("body.too_large"));
    }

    @Test
    void theRealLeaderboardIsImportedAndFoundByModelAndEffort() throws IOException {
        String yaml = Files.readString(ReferenceData.file("model_quality/aider_polyglot_leaderboard.yml"));
        importing("aider", yaml)
                .statusCode(200)
                .body("scores", equalTo(69))
                .body("benchmarks", hasItems("aider_polyglot_diff", "aider_polyglot_whole"))
                .body("unknown_models", hasItem("DeepSeek R1 (0528)"))
                .body("unknown_models", not(hasItem("o3 (high)")));
        get("model=gpt-5&benchmark=aider_polyglot_diff")
                .body("scores.find { it.reasoning_effort == 'high' }.score", equalTo("88"))
                .body("scores.find { it.reasoning_effort == 'high' }.cost_usd", equalTo("29.0829"))
                .body("scores.find { it.reasoning_effort == 'low' }.completion_tokens", equalTo(779_568));
        get("model=gemini-2.5-pro&benchmark=aider_polyglot_diff_fenced")
                .body("scores.stated_model", hasItem("gemini-2.5-pro-preview-06-05 (default think)"));
    }

    private static ValidatableResponse get(String query) {
        return given().get("/v1/benchmarks?" + query).then();
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/benchmarks")
                .then();
    }

    private static ValidatableResponse importing(String format, String file) {
        return given().contentType("text/csv")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/benchmarks/imports?author=ann&format=" + format)
                .then();
    }
}
