package io.tokenledger.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tokenledger.pricing.PricingDatabase;
import io.tokenledger.pricing.pricebook.BundledPriceBook;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.pricebook.PriceImport;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.PricingProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuoteResourceIT {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static PricingDatabase database;
    private static QuoteResource quotes;

    @BeforeAll
    static void startDatabase() throws SQLException {
        database = PricingDatabase.start();
        new BundledPriceBook(new PriceImport(database.appDataSource())).importNew();
        quotes = new QuoteResource(database.appDataSource(), new CurrentPriceBook());
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    private static JsonNode quote(String body) throws SQLException, IOException {
        var stream = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return JSON.readTree(JSON.writeValueAsBytes(quotes.quote(stream)));
    }

    private static PricingProblem problem(String body) {
        var problem = catchThrowableOfType(PricingProblem.class, () -> quote(body));
        assertThat(problem).as("refusal of %s", body).isNotNull();
        return problem;
    }

    private static String o3(String usage) {
        return "{\"provider\":\"openai\",\"model\":\"o3\",\"at\":\"2025-06-09T23:59:59Z\",\"usage\":" + usage + "}";
    }

    @Test
    void gatewaysCacheHitIsQuotedAtNothingAndSaysWhy() throws Exception {
        ObjectNode quote = (ObjectNode) quote("""
                {"provider":"nobody","model":"unheard-of","service_tier":"gateway_cache",
                 "usage":{"meters":{"gateway_cached_input_tokens":1200}}}""");
        assertThat(quote.remove("book_version").isIntegralNumber()).isTrue();
        assertThat(quote.remove("detail").asText()).contains("cache");
        assertThat((JsonNode) quote).isEqualTo(JSON.readTree("""
                {"status":"priced","cost":"0","currency":"USD","price_id":null,"provider":"nobody",
                 "model":"unheard-of","service_tier":"gateway_cache","reason":"gateway_cache",
                 "lines":[{"meter":"requests","quantity":1,"unit_price":"0","cost":"0","provenance":"assumed"},
                          {"meter":"gateway_cached_input_tokens","quantity":1200,"unit_price":"0","cost":"0",
                           "provenance":"stated"}]}"""));
    }

    @Test
    void quoteTellsExactCostPriceAndLines() throws Exception {
        JsonNode quote = quote(o3("{\"input_tokens\":1200,\"cached_input_tokens\":1000,\"output_tokens\":800,"
                + "\"reasoning_tokens\":512}"));
        JsonNode expected = JSON.readTree("""
                {"status":"priced","cost":"0.0365","currency":"USD","tenant":null,"provider":"openai","model":"o3",
                 "model_matched_by":"exact","service_tier":"standard","region":null,"context_over_tokens":0,
                 "time_window":null,"valid_from":"2025-04-16T00:00:00Z",
                 "valid_until":"2025-06-10T00:00:00Z",
                 "lines":[{"meter":"input","quantity":200,"unit_price":"0.00001","cost":"0.002",
                           "provenance":"remainder"},
                          {"meter":"cached_input","quantity":1000,"unit_price":"0.0000025","cost":"0.0025",
                           "provenance":"stated"},
                          {"meter":"output","quantity":288,"unit_price":"0.00004","cost":"0.01152",
                           "provenance":"remainder"},
                          {"meter":"reasoning","quantity":512,"unit_price":"0.00004","cost":"0.02048",
                           "priced_as":"output","provenance":"stated"}]}
                """);
        assertThat(quote.path("price_id").asLong()).isPositive();
        assertThat(quote.path("book_version").asLong()).isPositive();
        ((ObjectNode) quote).remove(List.of("price_id", "book_version"));
        assertThat(quote).isEqualTo(expected);
    }

    @Test
    void hundredThousandTokensOnO4MiniCost11CentsNow() throws Exception {
        JsonNode quote =
                quote("{\"provider\":\"openai\",\"model\":\"o4-mini-2025-04-16\",\"usage\":{\"input_tokens\":100000}}");
        assertThat(quote.path("cost").textValue()).isEqualTo("0.11");
        assertThat(quote.path("model").textValue()).isEqualTo("o4-mini");
        assertThat(quote.path("lines").path(0).path("unit_price").textValue()).isEqualTo("0.0000011");
    }

    @Test
    void unknownModelIsUnpricedWithNullCost() throws Exception {
        JsonNode quote = quote("{\"provider\":\"openai\",\"model\":\"o9\",\"usage\":{\"input_tokens\":1}}");
        assertThat(quote.path("status").textValue()).isEqualTo("unpriced");
        assertThat(quote.path("reason").textValue()).isEqualTo("model_unknown");
        assertThat(quote.has("cost")).isTrue();
        assertThat(quote.path("cost").isNull()).isTrue();
    }

    @Test
    void arrayIsAnsweredInItsOrder() throws Exception {
        JsonNode answers = quote("[" + o3("{\"input_tokens\":1}") + "," + o3("{\"output_tokens\":1}") + "]");
        assertThat(answers).hasSize(2);
        assertThat(answers.path(0).path("cost").textValue()).isEqualTo("0.00001");
        assertThat(answers.path(1).path("cost").textValue()).isEqualTo("0.00004");
        assertThat(quote("[]")).isEmpty();
    }

    @Test
    void tenThousandQuotesAreTakenAndOneMoreIsNot() throws Exception {
        String one = o3("{\"input_tokens\":1}") + ",";
        assertThat(quote("[" + one.repeat(9_999) + o3("{}") + "]")).hasSize(10_000);
        assertThat(problem("[" + one.repeat(10_000) + o3("{}") + "]").error()).isEqualTo(PricingError.QUOTES_TOO_MANY);
    }

    @Test
    void badElementFailsTheCallAndIsNamed() {
        PricingProblem problem = problem("[" + o3("{}") + "," + o3("{\"input_tokens\":-1}") + "]");
        assertThat(problem.error()).isEqualTo(PricingError.COUNT_NEGATIVE);
        assertThat(problem.extensions()).containsEntry("index", 1);
        assertThat(problem.detail())
                .contains("quote 1")
                .contains("usage.input_tokens")
                .contains("-1");
    }

    static Stream<Arguments> faultyQuotes() {
        return Stream.of(
                arguments("", PricingError.BODY_EMPTY),
                arguments("{\"provider\":", PricingError.BODY_MALFORMED_JSON),
                arguments("{} {}", PricingError.BODY_MALFORMED_JSON),
                arguments("{\"provider\":\"a\",\"provider\":\"b\"}", PricingError.BODY_MALFORMED_JSON),
                arguments(o3("{\"input_tokens\":NaN}"), PricingError.BODY_MALFORMED_JSON),
                arguments("7", PricingError.FIELD_WRONG_TYPE),
                arguments("null", PricingError.FIELD_WRONG_TYPE),
                arguments("[[]]", PricingError.FIELD_WRONG_TYPE),
                arguments("{\"model\":\"o3\",\"usage\":{}}", PricingError.FIELD_MISSING),
                arguments("{\"provider\":\"openai\",\"model\":\"o3\"}", PricingError.FIELD_MISSING),
                arguments("{\"provider\":1,\"model\":\"o3\",\"usage\":{}}", PricingError.FIELD_WRONG_TYPE),
                arguments("{\"provider\":\" \",\"model\":\"o3\",\"usage\":{}}", PricingError.TEXT_INVALID),
                arguments(
                        "{\"provider\":\"openai\",\"model\":\"o3\",\"at\":\"June\",\"usage\":{}}",
                        PricingError.TIME_INVALID),
                arguments(
                        "{\"provider\":\"openai\",\"model\":\"o3\",\"tier\":\"x\",\"usage\":{}}",
                        PricingError.FIELD_UNKNOWN),
                arguments(o3("[]"), PricingError.FIELD_WRONG_TYPE),
                arguments(o3("{\"cached_tokens\":1}"), PricingError.FIELD_UNKNOWN),
                arguments(o3("{\"input_tokens\":1.5}"), PricingError.COUNT_NOT_AN_INTEGER),
                arguments(o3("{\"input_tokens\":1.0}"), PricingError.COUNT_NOT_AN_INTEGER),
                arguments(o3("{\"input_tokens\":\"12\"}"), PricingError.COUNT_NOT_AN_INTEGER),
                arguments(o3("{\"input_tokens\":1e400}"), PricingError.COUNT_NOT_AN_INTEGER),
                arguments(o3("{\"input_tokens\":true}"), PricingError.COUNT_NOT_AN_INTEGER),
                arguments(o3("{\"input_tokens\":-1}"), PricingError.COUNT_NEGATIVE),
                arguments(o3("{\"input_tokens\":10000000001}"), PricingError.COUNT_ABSURD),
                arguments(o3("{\"input_tokens\":99999999999999999999999}"), PricingError.COUNT_ABSURD),
                arguments(
                        o3("{\"input_tokens\":10,\"cached_input_tokens\":6,\"image_input_tokens\":5}"),
                        PricingError.COUNT_EXCEEDS_WHOLE),
                arguments(
                        o3("{\"input_tokens\":9,\"cache_write_tokens\":1,\"cache_write_1h_tokens\":2}"),
                        PricingError.COUNT_EXCEEDS_WHOLE),
                arguments(o3("{\"output_tokens\":5,\"reasoning_tokens\":6}"), PricingError.COUNT_EXCEEDS_WHOLE));
    }

    @ParameterizedTest
    @MethodSource("faultyQuotes")
    void faultIsToldByItsCode(String body, PricingError error) {
        assertThat(problem(body).error()).isEqualTo(error);
    }
}
