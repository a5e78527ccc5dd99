package io.tokenledger.ingest.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.ingest.ReferenceData;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFamiliesTest {
    @ParameterizedTest
    @CsvSource({
        "o1, O200K_BASE",
        "o1-pro-2025-03-19, O200K_BASE",
        "o3-2025-04-16, O200K_BASE",
        "o3-mini, O200K_BASE",
        "o4-mini-2025-04-16, O200K_BASE",
        "gpt-4o, O200K_BASE",
        "gpt-4o-mini-2024-07-18, O200K_BASE",
        "chatgpt-4o-latest, O200K_BASE",
        "gpt-4.1, O200K_BASE",
        "gpt-4.1-nano-2025-04-14, O200K_BASE",
        "gpt-5, O200K_BASE",
        "gpt-5-mini-2025-08-07, O200K_BASE",
        "gpt-5.6-sol, O200K_BASE",
        "ft:gpt-4o-2024-08-06:acme::abc, O200K_BASE",
        "gpt-4, CL100K_BASE",
        "gpt-4-0613, CL100K_BASE",
        "gpt-4-turbo-2024-04-09, CL100K_BASE",
        "gpt-3.5-turbo, CL100K_BASE",
        "gpt-3.5-turbo-0125, CL100K_BASE",
        "gpt-35-turbo, CL100K_BASE",
        "ft:gpt-3.5-turbo:acme::abc, CL100K_BASE",
        "text-embedding-ada-002, CL100K_BASE",
        "text-embedding-3-large, CL100K_BASE",
        "openai/gpt-4o, O200K_BASE",
        "text-davinci-003, P50K_BASE",
        "code-cushman-001, P50K_BASE",
        "davinci, R50K_BASE",
        "davinci:ft-acme-2022-01-01, R50K_BASE",
        "davinci-002, CL100K_BASE",
        "text-curie-001, R50K_BASE"
    })
    void aKnownModelIsCountedWithItsOwnTokenizer(String model, TokenEncoding encoding) {
        ModelFamilies.Match match = ModelFamilies.of(model);
        assertThat(match.own()).isTrue();
        assertThat(match.family().encoding()).isEqualTo(encoding);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4.7",
        "gpt-40",
        "gpt-6",
        "gpt-6-astra",
        "o5",
        "o10",
        "claude-opus-4-5",
        "gemini-2.5-pro",
        "mistral-large"
    })
    void anyOtherModelIsEstimatedWithTheNewestTokenizer(String model) {
        ModelFamilies.Match match = ModelFamilies.of(model);
        assertThat(match.own()).isFalse();
        assertThat(match.family().encoding()).isEqualTo(TokenEncoding.O200K_BASE);
        assertThat(match.family().images()).isNull();
        assertThat(match.family().limits()).isEqualTo(ModelLimits.UNKNOWN);
    }

    /** The chat form of gpt-5 is one token leaner than the one before it. */
    @ParameterizedTest
    @CsvSource({"gpt-6, 2", "o5-mini, 2", "chatgpt-5, 2", "claude-opus-4-5, 3", "mistral-large, 3", "olmo-2, 3"})
    void whatLooksLikeOpenAiFollowsTheNewestFamily(String model, int priming) {
        assertThat(ModelFamilies.of(model).family().chat().priming()).isEqualTo(priming);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5-mini-2025-08-07, 400000, 272000, 128000",
        "gpt-5.4, 1050000, , 128000",
        "o4-mini, 200000, , 100000",
        "gpt-4o-2024-05-13, 128000, , 4096",
        "gpt-4.1-nano-2025-04-14, 1047576, , 32768"
    })
    void aModelsLimitsAreThoseOfTheVendor(String model, Long window, Long input, Long output) {
        assertThat(ModelFamilies.of(model).family().limits()).isEqualTo(new ModelLimits(window, input, output));
    }

    @Test
    void everyFamilySaysWhereItsFactsAreFromAndWhen() {
        assertThat(ModelFamilies.all())
                .hasSizeGreaterThan(60)
                .doesNotHaveDuplicates()
                .allSatisfy(family -> {
                    assertThat(family.sources().text()).matches(".*20[0-9]{2}.*");
                    assertThat(family.sources().images().isEmpty()).isEqualTo(family.images() == null);
                    boolean limited = family.limits().contextWindow() != null;
                    assertThat(family.sources().limits().isEmpty()).isNotEqualTo(limited);
                });
    }

    /** LiteLLM's table has one number for the input: the window, or of those with a window of 400 000 the input's limit. */
    @Test
    void theLimitsAreThoseOfThePriceListThatTheyAreFrom() throws IOException {
        JsonNode list = new ObjectMapper()
                .readTree(String.join("", ReferenceData.lines("price_tables/litellm.2026-08-01.json")));
        int compared = 0;
        for (ModelFamily family : ModelFamilies.all()) {
            JsonNode entry = list.path(family.name());
            if (family.sources().limits().startsWith("LiteLLM") && entry.has("max_input_tokens")) {
                Long input = family.limits().maxInput();
                assertThat(input == null ? family.limits().contextWindow() : input)
                        .as(family.name())
                        .isEqualTo(entry.path("max_input_tokens").longValue());
                if (entry.path("max_output_tokens").isNumber()) {
                    assertThat(family.limits().maxOutput())
                            .as(family.name())
                            .isEqualTo(entry.path("max_output_tokens").longValue());
                }
                compared++;
            }
        }
        System.out.println("limits of families that are the price list's: " + compared);
        assertThat(compared).isGreaterThan(20);
    }
}
