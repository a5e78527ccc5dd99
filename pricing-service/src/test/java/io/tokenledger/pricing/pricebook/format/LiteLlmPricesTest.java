package io.tokenledger.pricing.pricebook.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.pricebook.PriceFile.NotUnderstood;
import io.tokenledger.pricing.pricebook.PriceFile.RoundedPrice;
import io.tokenledger.pricing.pricebook.PriceFile.UpliftRow;
import io.tokenledger.pricing.pricebook.PriceKey;
import io.tokenledger.pricing.pricebook.PriceRow;
import io.tokenledger.pricing.pricebook.ValidRange;
import io.tokenledger.pricing.rating.ModelName;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule for LiteLLM's file on an entry of its own. */
class LiteLlmPricesTest {
    private static final FileContext CONTEXT =
            new FileContext(Instant.parse("2026-08-01T00:00:00Z"), "LiteLLM", LocalDate.parse("2026-08-01"));

    private static PriceFile read(String json) {
        return LiteLlmPrices.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), CONTEXT);
    }

    /** An entry of provider openai in mode chat. */
    private static PriceFile model(String keys) {
        return read("{'m': {'litellm_provider': 'openai', 'mode': 'chat', %s}}"
                .formatted(keys)
                .replace('\'', '"'));
    }

    /** The rates of model m in that list, by the name of the meter. */
    private static Map<String, Long> rates(PriceFile file, String tier, long over) {
        return file.rows().stream()
                .filter(row -> row.key().serviceTier().equals(tier) && row.key().contextOverTokens() == over)
                .findFirst()
                .map(LiteLlmPricesTest::byName)
                .orElse(Map.of());
    }

    private static Map<String, Long> byName(PriceRow row) {
        var byName = new HashMap<String, Long>();
        row.rates().own().forEach((meter, pico) -> byName.put(meter.id(), pico));
        return byName;
    }

    private static String why(PriceFile file, String key) {
        return file.notUnderstood().stream()
                .filter(entry -> entry.key().equals(key))
                .map(NotUnderstood::why)
                .findFirst()
                .orElse("");
    }

    @Test
    void standardListIsReadInPicoPerUnitFromTheContextsTimeOn() {
        PriceFile file = model("'input_cost_per_token': 1.1e-06, 'output_cost_per_token': 4.4e-06,"
                + "'cache_read_input_token_cost': 2.75e-07, 'supports_vision': true");
        assertThat(file.rows()).singleElement().satisfies(row -> {
            assertThat(row.key()).isEqualTo(PriceKey.list("openai", "m", "standard", 0));
            assertThat(row.range()).isEqualTo(new ValidRange(CONTEXT.validFrom(), null));
            assertThat(row.currency()).isEqualTo("USD");
            assertThat(row.source()).isEqualTo("LiteLLM");
            assertThat(row.sourceDate()).isEqualTo(LocalDate.parse("2026-08-01"));
            assertThat(row.line()).isZero();
            assertThat(byName(row))
                    .isEqualTo(Map.of("input", 1_100_000L, "output", 4_400_000L, "cached_input", 275_000L));
        });
        assertThat(file.notUnderstood())
                .containsExactly(new NotUnderstood("supports_vision", 1, "m", "a property of the model, no price"));
    }

    @ParameterizedTest
    @CsvSource({
        "gemini, gemini/g, google, g, gemini/g",
        "bedrock_converse, anthropic.c, aws, anthropic.c, ''",
        "bedrock, bedrock/us.c, aws, us.c, bedrock/us.c",
        "xai, xai/grok, x-ai, grok, xai/grok",
        "text-completion-openai, davinci, openai, davinci, ''",
        "vertex_ai-language-models, vertex_ai/g, vertex_ai, g, vertex_ai/g",
        "vertex_ai-anthropic_models, claude@1, vertex_ai, claude@1, ''",
        "azure, azure/eu/gpt, azure, eu/gpt, azure/eu/gpt",
        "azure_ai, azure_ai/gpt, azure_ai, gpt, azure_ai/gpt",
        "fireworks_ai-embedding-models, fireworks_ai/n, fireworks, n, fireworks_ai/n",
        "openai, high/1024-x-1024/dall-e, openai, high/1024-x-1024/dall-e, ''",
    })
    void providerAndModelGetTheNamesOfOurBook(String litellm, String key, String provider, String model, String alias) {
        PriceFile file = read("{'%s': {'litellm_provider': '%s', 'input_cost_per_token': 1e-06}}"
                .formatted(key, litellm)
                .replace('\'', '"'));
        assertThat(file.rows().getFirst().key()).isEqualTo(PriceKey.list(provider, model, "standard", 0));
        if (alias.isEmpty()) {
            assertThat(file.names()).isEmpty();
        } else {
            assertThat(file.names()).containsExactly(new ModelName(provider, ModelName.Syntax.EXACT, alias, model, 0));
        }
    }

    @Test
    void tierIsFilledFromStandardAndReasoningFollowsItsOwnOutput() {
        PriceFile file = model("'input_cost_per_token': 4e-06, 'output_cost_per_token': 8e-06,"
                + "'cache_read_input_token_cost': 1e-06, 'output_cost_per_reasoning_token': 9e-06,"
                + "'input_cost_per_request': 0.01, 'input_cost_per_token_flex': 2e-06, 'output_cost_per_token_flex': 4e-06,"
                + "'input_cost_per_token_priority': 7e-06");
        assertThat(rates(file, "flex", 0))
                .isEqualTo(Map.of(
                        "input",
                        2_000_000L,
                        "output",
                        4_000_000L,
                        "cached_input",
                        1_000_000L,
                        "requests",
                        10_000_000_000L));
        assertThat(rates(file, "priority", 0))
                .containsEntry("input", 7_000_000L)
                .containsEntry("output", 8_000_000L)
                .containsEntry("reasoning", 9_000_000L);
    }

    @Test
    void batchTakesNothingOfStandardButWhatIsNoToken() {
        PriceFile file = model("'input_cost_per_token': 4e-06, 'output_cost_per_token': 8e-06,"
                + "'cache_read_input_token_cost': 1e-06, 'input_cost_per_token_batches': 2e-06,"
                + "'output_cost_per_token_batches': 4e-06, 'input_cost_per_token_above_200k_tokens': 9e-06,"
                + "'search_context_cost_per_query': {'search_context_size_medium': 0.03}");
        assertThat(rates(file, "batch", 0))
                .isEqualTo(Map.of("input", 2_000_000L, "output", 4_000_000L, "web_searches", 30_000_000_000L));
        assertThat(rates(file, "batch", 200_000)).isEmpty();
    }

    @Test
    void listOverAThresholdIsFilledFromItsTierAndBeforeFromStandardOverIt() {
        PriceFile file = model("'input_cost_per_token': 1e-06, 'output_cost_per_token': 2e-06,"
                + "'cache_read_input_token_cost': 1e-07, 'input_cost_per_request': 0.5,"
                + "'input_cost_per_token_above_200k_tokens': 3e-06, 'output_cost_per_token_above_200k_tokens': 4e-06,"
                + "'input_cost_per_token_flex': 5e-07, 'cache_read_input_token_cost_flex': 5e-08,"
                + "'input_cost_per_token_above_200k_tokens_flex': 15e-07");
        assertThat(rates(file, "standard", 200_000))
                .isEqualTo(Map.of(
                        "input",
                        3_000_000L,
                        "output",
                        4_000_000L,
                        "cached_input",
                        100_000L,
                        "requests",
                        500_000_000_000L));
        assertThat(rates(file, "flex", 200_000))
                .isEqualTo(Map.of(
                        "input",
                        1_500_000L,
                        "output",
                        4_000_000L,
                        "cached_input",
                        50_000L,
                        "requests",
                        500_000_000_000L));
    }

    @Test
    void oneHourCacheAndItsThresholdAreTwoThings() {
        PriceFile file = model("'input_cost_per_token': 3e-06, 'cache_creation_input_token_cost_above_1hr': 6e-06,"
                + "'cache_creation_input_token_cost_above_1hr_above_200k_tokens': 12e-06");
        assertThat(rates(file, "standard", 0)).containsEntry("cache_write_1h", 6_000_000L);
        assertThat(rates(file, "standard", 200_000)).containsEntry("cache_write_1h", 12_000_000L);
    }

    @Test
    void thresholdOfXaiHoldsFromItsNumberOn() {
        PriceFile file = read("""
                {"xai/g": {"litellm_provider": "xai", "input_cost_per_token": 1e-06,
                           "input_cost_per_token_above_128k_tokens": 2e-06}}""");
        assertThat(rates(file, "standard", 127_999)).isEqualTo(Map.of("input", 2_000_000L));
    }

    @Test
    void searchesByContextSizeAreThreeMeters() {
        PriceFile file = model(
                "'input_cost_per_token': 1e-06, 'search_context_cost_per_query':"
                        + "{'search_context_size_low': 0.01, 'search_context_size_medium': 0.02, 'search_context_size_high': 0.03}");
        assertThat(rates(file, "standard", 0))
                .containsEntry("web_searches_low", 10_000_000_000L)
                .containsEntry("web_searches", 20_000_000_000L)
                .containsEntry("web_searches_high", 30_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "audio_transcription, input_cost_per_second, audio_input_seconds",
        "audio_transcription, output_cost_per_second, audio_input_seconds",
        "audio_speech, output_cost_per_second, audio_output_seconds",
        "video_generation, output_cost_per_second, video_output_seconds",
        "chat, input_cost_per_second, compute_seconds",
        "rerank, input_cost_per_query, rerank_searches",
        "search, input_cost_per_query, web_searches",
        "vector_store, input_cost_per_query, file_searches",
        "ocr, ocr_cost_per_page, ocr_pages",
        "ocr, annotation_cost_per_page, ocr_annotated_pages",
        "chat, code_interpreter_cost_per_session, code_interpreter_sessions",
        "chat, citation_cost_per_token, citation_tokens",
        "image_generation, input_cost_per_pixel, pixels_input",
        "image_generation, output_cost_per_image, images_output",
        "chat, vector_store_cost_per_gb_per_day, storage_gigabyte_days",
    })
    void unitOfAKeyDependsOnWhatTheModelDoes(String mode, String key, String meter) {
        PriceFile file = read("{'m': {'litellm_provider': 'p', 'mode': '%s', '%s': 0.002}}"
                .formatted(mode, key)
                .replace('\'', '"'));
        assertThat(rates(file, "standard", 0)).isEqualTo(Map.of(meter, 2_000_000_000L));
    }

    @Test
    void pricesPerThousandAreForOne() {
        PriceFile file = model("'file_search_cost_per_1k_calls': 2.5, 'computer_use_input_cost_per_1k_tokens': 0.003");
        assertThat(rates(file, "standard", 0))
                .isEqualTo(Map.of("file_searches", 2_500_000_000L, "computer_use_input", 3_000_000L));
    }

    @Test
    void heardSecondIsPricedByTheSideThatIsNotZero() {
        String keys = "{'m': {'litellm_provider': 'soniox', 'mode': 'audio_transcription',"
                + "'input_cost_per_second': %s, 'output_cost_per_second': %s}}";
        assertThat(rates(read(keys.formatted("0.0", "3e-05").replace('\'', '"')), "standard", 0))
                .isEqualTo(Map.of("audio_input_seconds", 30_000_000L));
        assertThat(rates(read(keys.formatted("2e-05", "0").replace('\'', '"')), "standard", 0))
                .isEqualTo(Map.of("audio_input_seconds", 20_000_000L));
    }

    @Test
    void cacheHitIsTheCachedPriceWhereNoOtherIsStated() {
        assertThat(rates(
                        model("'input_cost_per_token': 1e-06, 'input_cost_per_token_cache_hit': 1e-07"), "standard", 0))
                .containsEntry("cached_input", 100_000L);
        PriceFile both = model("'input_cost_per_token': 1e-06, 'input_cost_per_token_cache_hit': 1e-07,"
                + "'cache_read_input_token_cost': 2e-07");
        assertThat(rates(both, "standard", 0)).containsEntry("cached_input", 200_000L);
        assertThat(why(both, "input_cost_per_token_cache_hit")).startsWith("suspicious: another price of cached_input");
    }

    @Test
    void stepsByInputTokensStandAloneAndTakeOnlyTheModelsOutput() {
        PriceFile file = model(
                "'output_cost_per_token': 5e-06, 'cache_read_input_token_cost': 1e-09, 'tiered_pricing': ["
                        + "{'input_cost_per_token': 1e-06, 'range': [0, 32000.0]},"
                        + "{'input_cost_per_token': 2e-06, 'output_cost_per_token': 6e-06, 'range': [32000.0, 128000.0]}]");
        assertThat(rates(file, "standard", 0)).isEqualTo(Map.of("input", 1_000_000L, "output", 5_000_000L));
        assertThat(rates(file, "standard", 32_000)).isEqualTo(Map.of("input", 2_000_000L, "output", 6_000_000L));
    }

    @Test
    void stepsByResultsAreListedAndLeaveTheModelUnpriced() {
        PriceFile file = model("'tiered_pricing': [{'input_cost_per_query': 0.005, 'max_results_range': [0, 25]}]");
        assertThat(file.rows()).isEmpty();
        assertThat(why(file, "tiered_pricing.input_cost_per_query")).startsWith("suspicious: ");
        assertThat(why(file, "m")).contains("left unpriced");
    }

    @Test
    void upliftsAndFactorsBecomeRowsAndATier() {
        PriceFile file =
                model("'input_cost_per_token': 5e-06, 'output_cost_per_token': 25e-06, 'input_cost_per_request': 1,"
                        + "'regional_processing_uplift_multiplier_eu': 1.1,"
                        + "'provider_specific_entry': {'us': 1.15, 'fast': 6.0, 'schema': 'v2', 'turbo': 3}");
        var range = new ValidRange(CONTEXT.validFrom(), null);
        assertThat(file.uplifts())
                .containsExactlyInAnyOrder(
                        new UpliftRow("openai", "m", "eu", 1_100_000, range),
                        new UpliftRow("openai", "m", "us", 1_150_000, range));
        assertThat(rates(file, "fast", 0))
                .isEqualTo(Map.of("input", 30_000_000L, "output", 150_000_000L, "requests", 1_000_000_000_000L));
        assertThat(why(file, "provider_specific_entry.turbo")).startsWith("suspicious: ");
        assertThat(why(file, "provider_specific_entry.schema")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.0", "0.9", "11", "1.0000001"})
    void upliftThatIsNoneIsListed(String factor) {
        PriceFile file = model("'input_cost_per_token': 5e-06, 'regional_processing_uplift_multiplier_eu': " + factor);
        assertThat(file.uplifts()).isEmpty();
        assertThat(why(file, "regional_processing_uplift_multiplier_eu")).startsWith("suspicious: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'input_cost_per_token': 0.0, 'output_cost_per_token': 0.0",
                "'input_cost_per_token': 0, 'search_context_cost_per_query': {'search_context_size_medium': 0.01}",
                "'search_context_cost_per_query': {'search_context_size_medium': 0.0}",
                "'input_cost_per_token': 1e-06, 'input_cost_per_token_flex': 0.0",
            })
    void zerosOnlyAreNotFreeButAChoice(String keys) {
        PriceFile file = model(keys);
        assertThat(file.rows()).isEmpty();
        assertThat(why(file, "m")).startsWith("suspicious: every price of its ").contains("needs a choice");
    }

    @Test
    void zeroOutputOfAnEmbeddingIsKept() {
        assertThat(rates(model("'input_cost_per_token': 1e-07, 'output_cost_per_token': 0.0"), "standard", 0))
                .isEqualTo(Map.of("input", 100_000L, "output", 0L));
    }

    @Test
    void modelWithoutAPriceAndEntriesThatAreNoModelsAreListed() {
        PriceFile file = read("""
                {"sample_spec": {"input_cost_per_token": 1}, "fallback_generalizations": {"rules": []},
                 "bare": {"litellm_provider": "p", "max_tokens": 5}, "nobody": {"input_cost_per_token": 1e-06},
                 "text": "x"}""");
        assertThat(file.rows()).isEmpty();
        assertThat(file.notUnderstood())
                .extracting(NotUnderstood::key)
                .containsExactly("sample_spec", "fallback_generalizations", "max_tokens", "bare", "nobody", "text");
    }

    @ParameterizedTest
    @CsvSource({
        "input_cost_per_token, 1.01, is the unit right?",
        "input_cost_per_request, 1000.01, is the unit right?",
        "input_cost_per_token, 1e300, is the unit right?",
        "input_cost_per_token, -1e-06, negative",
        "input_cost_per_token, 1e-13, rounds to zero",
        "input_cost_per_token, 1e-999999999, rounds to zero",
        "input_cost_per_token, 1e999999999, is the unit right?",
        "input_cost_per_token, 1e2147483647, is the unit right?",
        "input_cost_per_token, 1e-2147483647, rounds to zero",
        "input_cost_per_token, '\"dear\"', is no number",
        "input_cost_per_token, '{\"a\": 1}', is no number",
    })
    void absurdPriceLeavesItsModelOutAndNoOther(String key, String value, String why) {
        PriceFile file = read("""
                {"bad": {"litellm_provider": "p", "provider_specific_entry": {"fast": 1.5}, "output_cost_per_token": 1e-06, "%s": %s},
                 "good": {"litellm_provider": "p", "input_cost_per_token": 1e-06}}""".formatted(key, value));
        assertThat(file.rows()).extracting(row -> row.key().model()).containsExactly("good");
        assertThat(why(file, "bad")).startsWith("suspicious: not imported: ").contains(why);
    }

    @Test
    void dearestBelievablePriceIsTakenAndAskedAbout() {
        PriceFile file = model("'input_cost_per_token': 1, 'input_cost_per_request': 1000");
        assertThat(rates(file, "standard", 0))
                .isEqualTo(Map.of("input", 1_000_000_000_000L, "requests", 1_000_000_000_000_000L));
        assertThat(why(file, "m"))
                .isEqualTo("suspicious: imported as written, but over $1000 for a million tokens: is the unit right?");
    }

    @Test
    void priceFinerThanPicoIsRoundedHalfEvenAndListedOnce() {
        PriceFile file = model("'input_cost_per_token': 2.5e-12, 'output_cost_per_token': 3.5e-12,"
                + "'output_cost_per_token_flex': 1e-06");
        assertThat(rates(file, "standard", 0)).isEqualTo(Map.of("input", 2L, "output", 4L));
        assertThat(rates(file, "flex", 0)).isEqualTo(Map.of("input", 2L, "output", 1_000_000L));
        assertThat(file.rounded())
                .containsExactlyInAnyOrder(
                        new RoundedPrice(0, "m: input_cost_per_token", "2.5E-12", "0.000000000002"),
                        new RoundedPrice(0, "m: output_cost_per_token", "3.5E-12", "0.000000000004"));
    }

    @Test
    void keyThatIsNewIsListedAndSuspiciousIfItLooksLikeAPrice() {
        PriceFile file = model("'input_cost_per_token': 1e-06, 'input_cost_per_smell': 1, 'off_peak_pricing': {},"
                + "'colour': 'red', 'input_dbu_cost_per_token': 1, 'output_cost_per_second_1080p': 1");
        assertThat(rates(file, "standard", 0)).isEqualTo(Map.of("input", 1_000_000L));
        assertThat(why(file, "input_cost_per_smell")).startsWith("suspicious: unknown");
        assertThat(why(file, "off_peak_pricing")).startsWith("suspicious: unknown");
        assertThat(why(file, "colour")).isEqualTo("unknown to this reader");
        assertThat(why(file, "input_dbu_cost_per_token")).contains("no money");
        assertThat(why(file, "output_cost_per_second_1080p")).startsWith("suspicious: ");
    }

    @Test
    void twoKeysOfOneNameAndPriceAreOneModelWithAnAlias() {
        PriceFile file = read("""
                {"gemini/g": {"litellm_provider": "gemini", "input_cost_per_token": 1e-06},
                 "g": {"litellm_provider": "gemini", "input_cost_per_token": 1e-06}}""");
        assertThat(file.rows()).hasSize(1);
        assertThat(file.names()).extracting(ModelName::name).containsExactly("gemini/g");
        assertThat(file.notUnderstood()).isEmpty();
    }

    @Test
    void twoKeysOfOneNameWithOtherPricesKeepBothAndSaySo() {
        PriceFile file = read("""
                {"gemini/g": {"litellm_provider": "gemini", "input_cost_per_token": 2e-06},
                 "g": {"litellm_provider": "gemini", "input_cost_per_token": 1e-06}}""");
        assertThat(file.rows())
                .extracting(row -> row.key().model(), row -> row.rates().own().get(Meter.INPUT))
                .containsExactly(tuple("g", 1_000_000L), tuple("gemini/g", 2_000_000L));
        assertThat(file.names()).isEmpty();
        assertThat(why(file, "gemini/g")).startsWith("suspicious: imported under its whole key");
    }

    @Test
    void starInAKeyStandsForAnyRegion() {
        PriceFile file = read("""
                {"bedrock/*/c": {"litellm_provider": "bedrock", "input_cost_per_token": 2e-06}}""");
        assertThat(file.names())
                .containsExactlyInAnyOrder(
                        ModelName.of("aws", "bedrock/*/c", "*/c"), ModelName.of("aws", "*/c", "*/c"));
    }
}
