package io.tokenledger.pricing.pricebook.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.pricing.pricebook.PriceFile.NotUnderstood;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** LiteLLM's real file, walked with plain Jackson: each price in it is in ours, each key is mapped or listed. */
class LiteLlmRealFilesTest {
    private static final String FILE = "litellm.2026-08-01.json";

    /** Written down from the file's keys, apart from the reader's own table. */
    private static final Map<String, String> METERS = new TreeMap<>();

    static {
        for (String line : """
                input_cost_per_token input
                output_cost_per_token output
                output_cost_per_reasoning_token reasoning
                cache_read_input_token_cost cached_input
                cache_creation_input_token_cost cache_write
                cache_creation_input_token_cost_above_1hr cache_write_1h
                cache_read_input_audio_token_cost cached_audio_input
                input_cost_per_audio_token audio_input
                output_cost_per_audio_token audio_output
                input_cost_per_image_token image_input
                output_cost_per_image_token image_output
                output_cost_per_video_token video_output
                input_cost_per_image images_input
                output_cost_per_image images_output
                input_cost_per_pixel pixels_input
                output_cost_per_pixel pixels_output
                input_cost_per_character characters_input
                output_cost_per_character characters_output
                input_cost_per_audio_per_second audio_input_seconds
                input_cost_per_video_per_second video_input_seconds
                output_cost_per_video_per_second video_output_seconds
                input_cost_per_request requests
                citation_cost_per_token citation_tokens
                ocr_cost_per_page ocr_pages
                ocr_cost_per_credit ocr_credits
                annotation_cost_per_page ocr_annotated_pages
                code_interpreter_cost_per_session code_interpreter_sessions
                """.lines().toList()) {
            METERS.put(line.split(" ", -1)[0], line.split(" ", -1)[1]);
        }
    }

    private static final Map<String, String> PROVIDERS = Map.ofEntries(
            Map.entry("gemini", "google"),
            Map.entry("bedrock", "aws"),
            Map.entry("bedrock_converse", "aws"),
            Map.entry("xai", "x-ai"),
            Map.entry("text-completion-openai", "openai"),
            Map.entry("text-completion-codestral", "codestral"),
            Map.entry("text-completion-inception", "inception"),
            Map.entry("azure_text", "azure"),
            Map.entry("cohere_chat", "cohere"),
            Map.entry("fireworks_ai", "fireworks"),
            Map.entry("fireworks_ai-embedding-models", "fireworks"),
            Map.entry("together_ai", "together"),
            Map.entry("voyage", "voyageai"),
            Map.entry("moonshot", "moonshotai"));
    private static final Pattern OVER = Pattern.compile("(.+)_above_([0-9]+)k_tokens");

    private record Expected(String key, String tier, long over, String meter, long pico) {}

    private static ReferenceFile file;
    private static PriceLists lists;
    private static Map<String, NotUnderstood> listed;

    @BeforeAll
    static void read() {
        file = ReferenceFile.of(FILE, LiteLlmPrices::read);
        file.printNotUnderstood();
        lists = new PriceLists(file.read());
        listed = new LinkedHashMap<>();
        file.read().notUnderstood().forEach(key -> listed.put(key.key(), key));
    }

    private static String provider(JsonNode model) {
        String provider = model.path("litellm_provider").asText();
        return provider.startsWith("vertex_ai") ? "vertex_ai" : PROVIDERS.getOrDefault(provider, provider);
    }

    private static boolean isLeftOut(String key) {
        NotUnderstood entry = listed.get(key);
        return entry != null
                && (entry.why().contains("left unpriced") || entry.why().contains("no model"));
    }

    private static List<Expected> expected(JsonNode model) {
        var expected = new ArrayList<Expected>();
        for (var property : model.properties()) {
            Expected price = expected(model, property.getKey(), property.getValue());
            if (price != null) {
                expected.add(price);
            }
        }
        BigDecimal out = model.path("output_cost_per_second").decimalValue();
        BigDecimal in = model.path("input_cost_per_second").decimalValue();
        String mode = model.path("mode").asText();
        if (model.has("output_cost_per_second") && (out.signum() != 0 || !model.has("input_cost_per_second"))) {
            String meter = Map.of(
                            "audio_transcription", "audio_input_seconds",
                            "audio_speech", "audio_output_seconds",
                            "video_generation", "video_output_seconds")
                    .getOrDefault(mode, "compute_seconds");
            expected.add(standard("output_cost_per_second", meter, out));
        } else if (model.has("input_cost_per_second")) {
            String meter = mode.equals("audio_transcription") ? "audio_input_seconds" : "compute_seconds";
            expected.add(standard("input_cost_per_second", meter, in));
        }
        if (model.has("input_cost_per_query")) {
            String meter = Map.of("search", "web_searches", "vector_store", "file_searches")
                    .getOrDefault(mode, "rerank_searches");
            expected.add(standard(
                    "input_cost_per_query",
                    meter,
                    model.get("input_cost_per_query").decimalValue()));
        }
        if (model.has("input_cost_per_token_cache_hit") && !model.has("cache_read_input_token_cost")) {
            expected.add(standard(
                    "input_cost_per_token_cache_hit",
                    "cached_input",
                    model.get("input_cost_per_token_cache_hit").decimalValue()));
        }
        JsonNode searches = model.path("search_context_cost_per_query");
        searches.properties()
                .forEach(size -> expected.add(standard(
                        size.getKey(),
                        "web_searches"
                                + size.getKey()
                                        .replace("search_context_size", "")
                                        .replace("_medium", ""),
                        size.getValue().decimalValue())));
        for (JsonNode step : model.path("tiered_pricing")) {
            if (step.has("range")) {
                long over = step.get("range").get(0).decimalValue().longValueExact();
                step.properties().stream()
                        .filter(price -> METERS.containsKey(price.getKey()))
                        .forEach(price -> expected.add(new Expected(
                                "tiered_pricing." + price.getKey(),
                                "standard",
                                over,
                                Objects.requireNonNull(METERS.get(price.getKey())),
                                PriceLists.pico(price.getValue().decimalValue(), 1))));
            }
        }
        return expected;
    }

    private static Expected standard(String key, String meter, BigDecimal price) {
        return new Expected(key, "standard", 0, meter, PriceLists.pico(price, 1));
    }

    private static @Nullable Expected expected(JsonNode model, String key, JsonNode value) {
        String tier = "standard";
        String rest = key;
        for (String suffix : List.of("flex", "priority", "batches")) {
            if (key.endsWith("_" + suffix)) {
                tier = suffix.equals("batches") ? "batch" : suffix;
                rest = key.substring(0, key.length() - suffix.length() - 1);
            }
        }
        long over = 0;
        Matcher above = OVER.matcher(rest);
        if (above.matches()) {
            rest = above.group(1);
            over = Long.parseLong(above.group(2)) * 1_000 - (provider(model).equals("x-ai") ? 1 : 0);
        }
        String meter = METERS.get(rest);
        return meter == null ? null : new Expected(key, tier, over, meter, PriceLists.pico(value.decimalValue(), 1));
    }

    @Test
    void everyPriceOfEveryModelIsThereExactly() {
        int prices = 0;
        var wrong = new ArrayList<String>();
        for (var model : file.raw().properties()) {
            String provider = provider(model.getValue());
            if (isLeftOut(model.getKey())) {
                continue;
            }
            for (Expected price : expected(model.getValue())) {
                prices++;
                Long found = lists.pico(provider, model.getKey(), price.tier(), price.over(), price.meter());
                if (found == null || found != price.pico()) {
                    wrong.add(model.getKey() + " " + price + " but found " + found);
                }
            }
        }
        System.out.printf("price file %s: %d prices of the file found exactly%n", FILE, prices - wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(prices).isGreaterThan(8_000);
    }

    @Test
    void modelsAreLeftOutOnlyForNoPriceOrForZerosOnly() {
        int leftOut = 0;
        for (var model : file.raw().properties()) {
            if (!isLeftOut(model.getKey())) {
                assertThat(lists.has(provider(model.getValue()), model.getKey()))
                        .as("prices of %s", model.getKey())
                        .isTrue();
                continue;
            }
            leftOut++;
            if (Objects.requireNonNull(listed.get(model.getKey())).why().contains("zero")) {
                assertThat(expected(model.getValue()).stream()
                                .filter(price -> !price.key().startsWith("search_context"))
                                .map(Expected::pico))
                        .as("prices of %s", model.getKey())
                        .containsOnly(0L);
            } else if (!Objects.requireNonNull(listed.get(model.getKey())).why().contains("no model")) {
                assertThat(expected(model.getValue()))
                        .as("prices of %s", model.getKey())
                        .isEmpty();
            }
        }
        System.out.printf(
                "price file %s: %d of %d entries left out%n",
                FILE, leftOut, file.raw().size());
    }

    @Test
    void everyKeyIsMappedOrListed() {
        Set<String> mapped = new HashSet<>(Set.of(
                "litellm_provider",
                "mode",
                "input_cost_per_second",
                "output_cost_per_second",
                "input_cost_per_query",
                "input_cost_per_token_cache_hit",
                "search_context_cost_per_query",
                "regional_processing_uplift_multiplier_eu",
                "regional_processing_uplift_multiplier_us",
                "tiered_pricing",
                "tiered_pricing.range",
                "provider_specific_entry",
                "provider_specific_entry.us",
                "provider_specific_entry.fast"));
        var unseen = new TreeSet<String>();
        for (var model : file.raw().properties()) {
            if (isLeftOut(model.getKey())
                    && Objects.requireNonNull(listed.get(model.getKey())).why().contains("no model")) {
                continue;
            }
            var keys = model.getValue().properties().stream()
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            model.getValue()
                    .path("provider_specific_entry")
                    .fieldNames()
                    .forEachRemaining(name -> keys.add("provider_specific_entry." + name));
            for (JsonNode step : model.getValue().path("tiered_pricing")) {
                step.fieldNames()
                        .forEachRemaining(name -> keys.add(METERS.containsKey(name) ? name : "tiered_pricing." + name));
            }
            for (String key : keys) {
                boolean isPrice = model.getValue().has(key)
                        && expected(model.getValue(), key, model.getValue().get(key)) != null;
                if (!isPrice && !mapped.contains(key) && !METERS.containsKey(key) && !listed.containsKey(key)) {
                    unseen.add(key);
                }
            }
        }
        assertThat(unseen).isEmpty();
    }

    @Test
    void everyUpliftAndEveryFactorIsThere() {
        var uplifts = file.read().uplifts().stream()
                .map(uplift ->
                        uplift.provider() + " " + uplift.model() + " " + uplift.region() + " " + uplift.millionths())
                .collect(Collectors.toSet());
        for (var model : file.raw().properties()) {
            String provider = provider(model.getValue());
            for (String region : List.of("eu", "us")) {
                JsonNode factor = model.getValue().has("regional_processing_uplift_multiplier_" + region)
                        ? model.getValue().get("regional_processing_uplift_multiplier_" + region)
                        : model.getValue().path("provider_specific_entry").path(region);
                if (factor.isNumber()) {
                    long millionths = factor.decimalValue().movePointRight(6).longValueExact();
                    assertThat(uplifts)
                            .as("%s", model.getKey())
                            .contains(provider + " " + model.getKey() + " " + region + " " + millionths);
                }
            }
            JsonNode fast = model.getValue().path("provider_specific_entry").path("fast");
            if (fast.isNumber()) {
                BigDecimal input = model.getValue().get("input_cost_per_token").decimalValue();
                assertThat(lists.pico(provider, model.getKey(), "fast", 0, "input"))
                        .as("%s", model.getKey())
                        .isEqualTo(PriceLists.pico(input.multiply(fast.decimalValue()), 1));
            }
        }
        assertThat(uplifts).hasSizeGreaterThan(20);
    }

    /** A price of an entry that only repeats the one without a provider before its name. */
    private static boolean isTwin(String column) {
        String key = column.substring(0, column.indexOf(": "));
        return file.raw().has(key.substring(key.indexOf('/') + 1)) && key.indexOf('/') > 0;
    }

    @Test
    void whatWasRoundedIsListedOnceAndWasFinerThanAPico() {
        Set<String> finer = StreamSupport.stream(
                        ((Iterable<Map.Entry<String, JsonNode>>) file.raw().properties()).spliterator(), false)
                .filter(model -> !isLeftOut(model.getKey()))
                .flatMap(model -> model.getValue().properties().stream()
                        .filter(property -> property.getKey().contains("cost")
                                && !property.getKey().contains("dbu"))
                        .filter(property -> property.getValue().isNumber()
                                && property.getValue()
                                                .decimalValue()
                                                .stripTrailingZeros()
                                                .scale()
                                        > 12)
                        .map(property -> model.getKey() + ": " + property.getKey()))
                .collect(Collectors.toSet());
        assertThat(file.read().rounded().stream().map(rounded -> rounded.column()))
                .doesNotHaveDuplicates()
                .allSatisfy(column -> assertThat(finer).contains(column))
                .containsAll(finer.stream().filter(column -> !isTwin(column)).toList());
        assertThat(finer).hasSizeGreaterThan(50);
    }
}
