package io.tokenledger.report.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.report.fixture.ReferenceData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The facts that come with the product, held against the price book and the table that most of them are from. */
class BundledModelsTest {
    private static final Path PRICES =
            Path.of(System.getProperty("tokenledger.home", ".."), "pricing-service/src/main/resources/price-book");
    private static final String LITELLM = "LiteLLM model price list: ";
    private static final List<ModelFacts> MODELS = ModelFactsForm.modelsOf(resource("models.csv"));
    private static final ModelCatalog CATALOG =
            new ModelCatalog(1, MODELS, ModelFactsForm.ratiosOf(resource("tokenizer-ratios.csv")));

    static String resource(String file) {
        try (InputStream stream =
                Objects.requireNonNull(BundledModelsTest.class.getResourceAsStream("/facts/" + file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyNameOfThePriceBookHasItsFacts() throws IOException {
        int names = 0;
        for (String line : priceLines()) {
            List<String> fields = Arrays.asList(line.split(",", -1));
            List<String> known = new ArrayList<>(List.of(fields.get(1)));
            known.addAll(Stream.of(fields.get(2).split(";"))
                    .filter(alias -> !alias.isEmpty())
                    .toList());
            for (String name : known) {
                ModelFacts facts = Objects.requireNonNull(CATALOG.factsOf(fields.get(0), name), name);
                assertThat(facts.provider()).as(name).isEqualTo(fields.get(0));
                assertThat(CATALOG.homeProvider(name)).as(name).isEqualTo(fields.get(0));
                assertThat(facts.isInputLimitKnown()).as("limit of %s", name).isTrue();
                names++;
            }
        }
        System.out.println("BundledModelsTest: " + names + " names in the price book, " + MODELS.size() + " models");
        assertThat(names).isGreaterThan(250);
    }

    private static List<String> priceLines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(PRICES)) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#") && !line.startsWith("provider,"))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    @Test
    void noNameStandsForTwoModelsOfOneProvider() {
        List<String> names = MODELS.stream()
                .flatMap(facts -> Stream.concat(Stream.of(facts.model()), facts.aliases().stream())
                        .map(name -> facts.provider() + " " + name))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void whatLiteLlmSaysIsWhatTheFactsSay() throws IOException {
        JsonNode table = new ObjectMapper()
                .readTree(ReferenceData.file("price_tables/litellm.2026-08-01.json")
                        .toFile());
        int compared = 0;
        for (ModelFacts facts : MODELS) {
            if (facts.source().startsWith(LITELLM)) {
                String key = facts.source().substring(LITELLM.length()).replaceFirst(";.*", "");
                hold(facts, table.path(key));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(55);
    }

    /** One number stands for the window, or for the input alone; which of the two is said in the file's header. */
    private static void hold(ModelFacts facts, JsonNode stated) {
        boolean ofInputAlone = facts.provider().equals("google")
                || stated.path("max_input_tokens").longValue() == 272_000;
        assertThat(ofInputAlone ? facts.maxInputTokens() : facts.contextWindow())
                .as("input of %s", facts.model())
                .isEqualTo(stated.path("max_input_tokens").longValue());
        assertThat(facts.maxOutputTokens())
                .as("output of %s", facts.model())
                .isEqualTo(stated.path("max_output_tokens").longValue());
        assertThat(facts.images()).as("images of %s", facts.model()).isEqualTo(support(stated, "vision"));
        assertThat(facts.tools()).as("tools of %s", facts.model()).isEqualTo(support(stated, "function_calling"));
        if (!facts.source().contains("audio: ")) {
            assertThat(facts.audio()).as("audio of %s", facts.model()).isEqualTo(support(stated, "audio_input"));
        }
    }

    private static Support support(JsonNode stated, String feature) {
        JsonNode value = stated.path("supports_" + feature);
        return value.isBoolean() ? Support.of(value.booleanValue()) : Support.UNKNOWN;
    }

    @Test
    void windowsOfTheGpt5FamilyAreThoseOfThePeersTable() throws IOException {
        JsonNode providers = new ObjectMapper()
                .readTree(ReferenceData.file("price_tables/genai-prices.0.1.8.json")
                        .toFile());
        int compared = 0;
        for (JsonNode provider : providers.isArray() ? providers : providers.path("providers")) {
            for (JsonNode model : provider.path("models")) {
                ModelFacts facts = CATALOG.factsOf("openai", model.path("id").asText());
                if (facts != null && provider.path("id").asText().equals("openai") && isWindow(facts, model)) {
                    assertThat(facts.contextWindow())
                            .as(facts.model())
                            .isEqualTo(model.path("context_window").longValue());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(6);
    }

    private static boolean isWindow(ModelFacts facts, JsonNode model) {
        return facts.model().equals(model.path("id").asText())
                && facts.source().contains("genai-prices")
                && model.path("context_window").isNumber();
    }

    @Test
    void theModelsThatMostIsAskedAboutAreAsTheirVendorAnnouncedThem() {
        for (String model : List.of("o4-mini", "o3", "o3-pro", "o3-mini", "o1")) {
            ModelFacts facts = Objects.requireNonNull(CATALOG.factsOf("openai", model));
            assertThat(facts.contextWindow()).as(model).isEqualTo(200_000);
            assertThat(facts.maxOutputTokens()).as(model).isEqualTo(100_000);
            assertThat(facts.images()).as(model).isEqualTo(model.equals("o3-mini") ? Support.NO : Support.YES);
            assertThat(facts.tools()).as(model).isEqualTo(Support.YES);
            assertThat(facts.tokenizer()).as(model).isEqualTo("o200k_base");
        }
        assertThat(CATALOG.tokenizerRatio("o3", "claude-opus-4-1").measured()).isFalse();
        assertThat(CATALOG.tokenizerRatio("claude-opus-4-7", "claude-opus-4-6").expected())
                .isEqualByComparingTo("0.754717");
    }
}
