package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.stack.LocalStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices as people and files state them, take them back and get them wrong, over HTTP. */
@ExtendWith(Suite.class)
class PriceLifeE2E {
    private static final int TABLE_LINES = 12_000;

    private static String price(String model, String more, String inputPerMillion) {
        return """
                {"author":"ada","reason":"a new contract","prices":[{"provider":"e2e-life","model":"%s",%s
                 "valid_from":"2026-01-01","currency":"USD","source":"invoice 7","source_date":"2026-01-01",
                 "rates":[{"meter":"input","per_million":"%s"},{"meter":"web_searches","unit_price":"0.01"}]}]}""".formatted(model, more, inputPerMillion);
    }

    private static ValidatableResponse post(LocalStack stack, String path, String body) {
        return given().baseUri(stack.pricingUrl())
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse quote(LocalStack stack, String model, String more) {
        return post(stack, "/v1/quotes", """
                {"provider":"e2e-life","model":"%s",%s"usage":{"input_tokens":1000000,"web_searches":2}}""".formatted(model, more));
    }

    @Test
    void publishedPriceIsQuotedSupersededWithdrawnAndEverythingIsOnRecord(LocalStack stack) {
        JsonPath first = post(stack, "/v1/prices", price("swan", "", "3"))
                .statusCode(201)
                .extract()
                .jsonPath();
        quote(stack, "swan", "")
                .body("cost", equalTo("3.02"))
                .body("price_id", equalTo(first.getInt("price_ids[0]")))
                .body("book_version", notNullValue())
                .body("lines[0].provenance", equalTo("stated"));
        quote(stack, "swan-2026-02-03", "").body("cost", equalTo("3.02")).body("model_matched_by", equalTo("snapshot"));

        problem(post(stack, "/v1/prices", price("swan", "", "2")), 409, "prices.overlap")
                .body("price_ids", hasItem(first.getInt("price_ids[0]")))
                .body("detail", containsString("supersede"));
        JsonPath second = post(
                        stack,
                        "/v1/prices",
                        price("swan", "", "2").replace("\"author\"", "\"supersede\":true,\"author\""))
                .statusCode(201)
                .extract()
                .jsonPath();
        quote(stack, "swan", "").body("cost", equalTo("2.02"));
        String withdrawal = "{\"author\":\"bob\",\"reason\":\"a typing error\"}";
        post(stack, "/v1/prices/" + second.getInt("price_ids[0]") + "/withdrawal", withdrawal)
                .statusCode(200);
        quote(stack, "swan", "").body("cost", equalTo("3.02"));
        quote(stack, "swan", "\"known_at\":\"" + second.getString("known_from") + "\",")
                .body("cost", equalTo("2.02"));
        problem(
                post(stack, "/v1/prices/" + second.getInt("price_ids[0]") + "/withdrawal", withdrawal),
                404,
                "prices.not_found");

        JsonPath changes = given().baseUri(stack.pricingUrl())
                .get("/v1/price-changes?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(changes.getList("changes.findAll { it.author == 'bob' }.label"))
                .contains("price " + second.getInt("price_ids[0]"));
        assertThat(changes.getList("changes.findAll { it.author == 'ada' }.reason"))
                .contains("a new contract");
        given().baseUri(stack.pricingUrl())
                .get("/v1/prices?provider=e2e-life&model=swan&history=true")
                .then()
                .body("prices", hasSize(2))
                .body("prices[1].known_until", notNullValue())
                .body("prices[1].author", equalTo("ada"));
    }

    @Test
    void contractRegionHoursThresholdAndFurtherMeterPickThePrice(LocalStack stack) {
        post(stack, "/v1/prices", price("crane", "", "3")).statusCode(201);
        post(stack, "/v1/prices", price("crane", "\"tenant\":\"e2e-acme\",", "1"))
                .statusCode(201);
        post(stack, "/v1/prices", price("crane", "\"region\":\"mars\",", "9")).statusCode(201);
        post(stack, "/v1/prices", price("crane", "\"time_window\":\"sat-sun 00:00-24:00 UTC\",", "2"))
                .statusCode(201);
        String monday = "\"at\":\"2026-06-01T12:00:00Z\",";
        quote(stack, "crane", monday).body("cost", equalTo("3.02"));
        quote(stack, "crane", "\"at\":\"2026-05-31T23:59:59Z\",")
                .body("cost", equalTo("2.02"))
                .body("time_window", equalTo("sat,sun 00:00-00:00 UTC"));
        quote(stack, "crane", monday + "\"tenant\":\"e2e-acme\",").body("cost", equalTo("1.02"));
        quote(stack, "crane", monday + "\"region\":\"mars\",").body("cost", equalTo("9.02"));

        post(stack, "/v1/meters", """
                {"author":"ada","reason":"new tool","meter":"e2e_flights","unit":"flight","description":"Flights"}""").statusCode(201);
        problem(
                        post(stack, "/v1/prices", price("stork", "", "1").replace("web_searches", "e2e_fligths")),
                        422,
                        "prices.invalid")
                .body("errors[0].value", equalTo("e2e_fligths"));
        post(stack, "/v1/prices", price("stork", "", "1").replace("web_searches", "e2e_flights"))
                .statusCode(201);
        post(stack, "/v1/quotes", """
                {"provider":"e2e-life","model":"stork","usage":{"meters":{"e2e_flights":3}}}""").body("cost", equalTo("0.03")).body("lines[0].meter", equalTo("e2e_flights"));
    }

    @Test
    void upliftAndDiscountAreToldApart(LocalStack stack) {
        post(stack, "/v1/prices", price("heron", "", "3")).statusCode(201);
        int uplift = post(stack, "/v1/price-adjustments", """
                {"author":"ada","reason":"vendor page","kind":"uplift","provider":"e2e-life","model":"heron",
                 "region":"eu","percent":"10","valid_from":"2026-01-01"}""")
                .statusCode(201)
                .extract()
                .path("adjustment_id");
        post(stack, "/v1/price-adjustments", """
                {"author":"ada","reason":"contract","kind":"discount","tenant":"e2e-acme","provider":"e2e-life",
                 "percent":"15","valid_from":"2026-01-01"}""").statusCode(201);
        quote(stack, "heron", "\"tenant\":\"e2e-acme\",\"region\":\"eu\",")
                .body("uplift.factor", equalTo("1.1"))
                .body("lines[0].cost", equalTo("3.3"))
                .body("discount.percent", equalTo("15"))
                .body("discount.amount", equalTo("0.498"))
                .body("cost", equalTo("2.822"));
        problem(post(stack, "/v1/price-adjustments", """
                        {"author":"ada","reason":"again","kind":"uplift","provider":"e2e-life","model":"heron",
                         "region":"eu","percent":"12","valid_from":"2026-02-01"}"""), 409, "adjustments.overlap");
        post(stack, "/v1/price-adjustments/" + uplift + "/withdrawal", "{\"author\":\"bob\",\"reason\":\"ended\"}")
                .statusCode(200);
        quote(stack, "heron", "\"region\":\"eu\",").body("cost", equalTo("3.02"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\u0001',
            delimiter = '|',
            value = {
                "\"valid_from\":\"2026-01-01\"|\"valid_from\":\"2026-01-01\",\"valid_until\":\"2025-12-31\"|422|prices.invalid|after valid_from",
                "\"per_million\":\"3\"|\"per_million\":\"-3\"|422|prices.invalid|-3",
                "\"per_million\":\"3\"|\"per_million\":\"NaN\"|422|prices.invalid|NaN",
                "\"per_million\":\"3\"|\"per_million\":3|400|field.wrong_type|string",
                "\"per_million\":\"3\"|\"unit_price\":\"3\"|422|prices.invalid|is the unit right",
                "\"per_million\":\"3\"|\"per_million\":\"0.0000000001\"|422|prices.invalid|zero",
                "\"per_million\":\"3\"|\"per_thousand\":\"3\"|400|field.unknown|per_thousand",
                "\"currency\":\"USD\"|\"currency\":\"DOLLAR\"|422|prices.invalid|ISO 4217",
                "\"meter\":\"input\"|\"meter\":\"in put\"|400|field.unknown|in put",
                "\"author\":\"ada\"|\"author\":\" \"|400|text.invalid|author",
                "\"prices\":|\"price\":|400|field.unknown|price",
                "\"valid_from\":\"2026-01-01\"|\"valid_from\":\"2026-01-01T00:00:00.5Z\"|422|prices.invalid|whole seconds",
                "\"model\":\"owl\"|\"model\":\"owl\",\"time_window\":\"always\"|422|prices.invalid|mon-fri",
                "}]}|}]|400|body.malformed_json|line",
            })
    void whatIsWrongIsToldAndNothingIsPublished(
            String good, String bad, int status, String code, String said, LocalStack stack) {
        problem(post(stack, "/v1/prices", price("owl", "", "3").replace(good, bad)), status, code)
                .body("detail", containsString(said));
        given().baseUri(stack.pricingUrl())
                .get("/v1/prices?provider=e2e-life&model=owl")
                .then()
                .body("prices", hasSize(0));
    }

    @Test
    void tablesOfPeersAndYamlComeInWithADiffAndBySelection(LocalStack stack) {
        String litellm = """
                {"e2e-peer/robin": {"litellm_provider":"e2e-peer","mode":"chat","input_cost_per_token":1e-06,
                  "output_cost_per_token":4e-06,"input_cost_per_token_flex":5e-07,"output_cost_per_token_flex":2e-06,
                  "regional_processing_uplift_multiplier_eu":1.1,"future_cost_per_dream":1},
                 "e2e-peer/wren": {"litellm_provider":"e2e-peer","mode":"chat","input_cost_per_token":3e-06,
                  "output_cost_per_token":6e-06}}""";
        imported(stack, "litellm", "application/json", litellm, "dry_run=true")
                .body("import_id", equalTo(null))
                .body("added", hasSize(3))
                .body("not_understood.key", hasItem("future_cost_per_dream"));
        imported(
                        stack,
                        "litellm",
                        "application/json",
                        litellm,
                        "author=ada&reason=r&valid_from=2026-01-01&select.model=robin")
                .body("import_id", notNullValue())
                .body("added", hasSize(2))
                .body("not_selected", equalTo(1))
                .body("new_uplifts[0].region", equalTo("eu"));
        post(stack, "/v1/quotes", """
                [{"provider":"e2e-peer","model":"e2e-peer/robin","usage":{"input_tokens":1000000}},
                 {"provider":"e2e-peer","model":"robin","service_tier":"flex","usage":{"input_tokens":1000000}},
                 {"provider":"e2e-peer","model":"robin","region":"eu","usage":{"input_tokens":1000000}},
                 {"provider":"e2e-peer","model":"wren","usage":{"input_tokens":1000000}}]""").body("cost", contains("1", "0.5", "1.1", null));

        imported(stack, "genai-prices", "application/json", """
                        [{"id":"e2e-genai","name":"E2E","models":[{"id":"finch","match":{"starts_with":"finch"},
                          "prices":[{"prices":{"input_mtok":0.5}},
                                    {"constraint":{"start_date":"2026-06-01"},"prices":{"input_mtok":0.75}}]}]}]""", "author=ada&reason=r&valid_from=2026-01-01")
                .body("added", hasSize(2));
        post(stack, "/v1/quotes", """
                [{"provider":"e2e-genai","model":"finch-large","at":"2026-05-31T23:59:59Z","usage":{"input_tokens":1000000}},
                 {"provider":"e2e-genai","model":"finch-large","at":"2026-06-01T00:00:00Z","usage":{"input_tokens":1000000}}]""")
                .body("cost", contains("0.5", "0.75"))
                .body("model_matched_by", contains("pattern", "pattern"));

        imported(stack, "native", "application/yaml", """
                - provider: e2e-yaml
                  model: ibis
                  service_tier: standard
                  context_from_tokens: 1000
                  valid_from: 2026-01-01
                  currency: USD
                  input: 2.50
                  output: 10
                  source: invoice
                  source_date: 2026-01-01
                """, "author=ada&reason=r")
                .body("added[0].context_over_tokens", equalTo(999));
    }

    private static ValidatableResponse imported(
            LocalStack stack, String format, String contentType, String file, String query) {
        return given().baseUri(stack.pricingUrl())
                .contentType(contentType)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/prices/imports?format=" + format + "&" + query)
                .then()
                .statusCode(200);
    }

    /** Every line is in the book, or none is, wherever the kill met the import. */
    @Test
    void importIsAllOrNothingWhenTheServiceIsKilled(LocalStack stack) throws Exception {
        long seed = System.nanoTime();
        System.out.println("importIsAllOrNothingWhenTheServiceIsKilled: seed " + seed);
        var random = new Random(seed);
        for (int attempt = 0; attempt < 3; attempt++) {
            String provider = "e2e-killed-" + attempt;
            CompletableFuture<Integer> importing = CompletableFuture.supplyAsync(
                    () -> importTable(stack, provider),
                    task -> Thread.ofVirtual().start(task));
            TimeUnit.MILLISECONDS.sleep(150 + random.nextInt(4_000));
            stack.pricing().kill();
            boolean answered = importing
                    .handle((status, _) -> status != null && status == 200)
                    .get();
            stack.pricing().restart();
            int booked = listed(stack, provider);
            System.out.printf("killed import %d: answered %b, %d lines in the book%n", attempt, answered, booked);
            assertThat(booked).as("seed %d", seed).isIn(0, TABLE_LINES);
            if (answered) {
                assertThat(booked).isEqualTo(TABLE_LINES);
            }
            assertThat(importTable(stack, provider)).as("the same file again").isEqualTo(200);
            assertThat(listed(stack, provider)).isEqualTo(TABLE_LINES);
        }
    }

    private static int importTable(LocalStack stack, String provider) {
        var table = new StringBuilder("provider,model,service_tier,valid_from,currency,input,source,source_date\n");
        for (int i = 0; i < TABLE_LINES; i++) {
            table.append(provider).append(",m").append(i).append(",standard,2026-01-01,USD,1.5,test,2026-01-01\n");
        }
        return given().baseUri(stack.pricingUrl())
                .contentType("text/csv")
                .body(table.toString())
                .post("/v1/prices/imports?format=native&author=e2e&reason=kill")
                .statusCode();
    }

    private static int listed(LocalStack stack, String provider) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> given().baseUri(stack.pricingUrl())
                                .get("/q/health/ready")
                                .statusCode()
                        == 200);
        int listed = 0;
        Map<String, String> query = Map.of("provider", provider, "limit", "1000");
        String cursor = null;
        do {
            var asked = given().baseUri(stack.pricingUrl()).queryParams(query);
            JsonPath page = (cursor == null ? asked : asked.queryParam("cursor", cursor))
                    .get("/v1/prices")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed += page.getList("prices").size();
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        return listed;
    }

    @Test
    void importOfAHundredMegabytesIsRefusedAndTheServiceLivesOn(LocalStack stack) throws Exception {
        URI imports = URI.create(stack.pricingUrl() + "/v1/prices/imports?format=litellm&dry_run=true");
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(imports)
                            .header("Content-Type", "application/json")
                            .expectContinue(true)
                            .POST(BodyPublishers.ofByteArray(new byte[100_000_000]))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
        }
        problem(
                        given().baseUri(stack.pricingUrl())
                                .contentType("application/json")
                                .body(new byte[30_000_001])
                                .post("/v1/prices/imports?format=litellm&dry_run=true")
                                .then(),
                        413,
                        "body.too_large")
                .body("detail", containsString("30000000 bytes"));
        problem(
                given().baseUri(stack.pricingUrl())
                        .contentType("application/json")
                        .body("{\"o3\": {\"input_cost_per_token\": 1e-6,")
                        .post("/v1/prices/imports?format=litellm&dry_run=true")
                        .then(),
                422,
                "prices.file_invalid");
        quote(stack, "nothing", "").statusCode(200).body("status", equalTo("unpriced"));
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("title", notNullValue());
    }
}
