package io.tokenledger.report.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTest {
    private static final LocalDate DATE = LocalDate.parse("2026-08-01");
    private static final TokenizerRatio MEASURED = ratio("o200k_base", "cl100k_base", "0.8", "1", "1.25", true);
    private static final TokenizerRatio DEFAULT = ratio("*", "*", "0.75", "1", "1.5", false);
    private static final ModelCatalog CATALOG = new ModelCatalog(
            7,
            List.of(
                    facts("openai", "o3", "o200k_base"),
                    facts("openai", "o4-mini", "o200k_base", "o4-mini-high"),
                    facts("openai", "gpt-4", "cl100k_base"),
                    facts("openai", "gpt-4o", "o200k_base", "gpt-4o-2024-11-20"),
                    facts("openai", "gpt-4o-2024-05-13", "o200k_base"),
                    facts("google", "gemini-2.5-pro", "gemini", "gemini-2.5-pro-preview-03-25"),
                    facts("acme", "finetune", null),
                    facts("azure", "o3", "o200k_base")),
            List.of(MEASURED, DEFAULT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o4-mini",
                "o4-mini-2025-04-16",
                "o4-mini-20250416",
                "o4-mini@20250416",
                "o4-mini-high",
                "O4-Mini",
                "o4 mini"
            })
    void modelIsFoundByAnyOfItsNames(String name) {
        assertThat(CATALOG.factsOf("openai", name))
                .isNotNull()
                .extracting(ModelFacts::model)
                .isEqualTo("o4-mini");
        assertThat(CATALOG.canonicalName(name)).isEqualTo("o4-mini");
        assertThat(CATALOG.homeProvider(name)).isEqualTo("openai");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "o4", "o4-minimal", "o4-mini-2025", "o4-mini-2025-04-16-x", "o4-mini-2025-04-16-2025-04-16"})
    void otherNamesAreNotKnown(String name) {
        assertThat(CATALOG.factsOf("openai", name)).isNull();
        assertThat(CATALOG.canonicalName(name)).isEqualTo(name);
        assertThat(CATALOG.homeProvider(name)).isNull();
    }

    @Test
    void ownFactsOfASnapshotGoBeforeThoseOfItsModel() {
        assertThat(modelOf("gpt-4o-2024-05-13")).isEqualTo("gpt-4o-2024-05-13");
        assertThat(modelOf("gpt-4o-2024-11-20")).isEqualTo("gpt-4o");
        assertThat(modelOf("gpt-4o-2024-08-06")).isEqualTo("gpt-4o");
    }

    @Test
    void resellerWithoutFactsOfItsOwnHasThoseOfTheModelsHome() {
        assertThat(providerOf("openrouter", "o3")).isEqualTo("openai");
        assertThat(providerOf("azure", "o3")).isEqualTo("azure");
        assertThat(providerOf("azure", "o4-mini")).isEqualTo("openai");
    }

    @Test
    void homeIsWhoeverTheModelWasFirstStatedOf() {
        assertThat(CATALOG.homeProvider("o3")).isEqualTo("openai");
    }

    @Test
    void nameThatIsVeryLongIsNotKnownAndNotSearchedForLong() {
        assertThat(CATALOG.factsOf("openai", "o3" + "-2025".repeat(1_000_000))).isNull();
    }

    @Test
    void sameFamilyCountsTheSame() {
        TokenizerRatio ratio = CATALOG.tokenizerRatio("o3", "o4-mini-2025-04-16");
        assertThat(List.of(ratio.low(), ratio.expected(), ratio.high())).containsOnly(BigDecimal.ONE);
        assertThat(ratio.measured()).isTrue();
    }

    @Test
    void statedPairServesBothDirections() {
        assertThat(CATALOG.tokenizerRatio("o3", "gpt-4")).isEqualTo(MEASURED);
        TokenizerRatio back = CATALOG.tokenizerRatio("gpt-4", "o3");
        assertThat(back.low()).isEqualByComparingTo("0.8");
        assertThat(back.expected()).isEqualByComparingTo("1");
        assertThat(back.high()).isEqualByComparingTo("1.25");
        assertThat(back.fromFamily()).isEqualTo("cl100k_base");
    }

    @Test
    void whatNobodyMeasuredHasTheDefault() {
        assertThat(CATALOG.tokenizerRatio("o3", "gemini-2.5-pro")).isEqualTo(DEFAULT);
        assertThat(CATALOG.tokenizerRatio("o3", "unheard-of")).isEqualTo(DEFAULT);
        assertThat(CATALOG.tokenizerRatio("finetune", "finetune")).isEqualTo(DEFAULT);
        assertThatThrownBy(() -> new ModelCatalog(1, List.of(), List.of()).tokenizerRatio("a", "b"))
                .hasMessage("no default ratio between tokenizers was stated");
    }

    @Test
    void rangeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> ratio("a", "b", "1", "0.9", "1.1", true))
                .hasMessage("0 < low <= expected <= high does not hold for 1, 0.9, 1.1");
        assertThatThrownBy(() -> ratio("a", "b", "0", "1", "2", true)).isInstanceOf(IllegalArgumentException.class);
    }

    private static @Nullable String modelOf(String name) {
        ModelFacts facts = CATALOG.factsOf("openai", name);
        return facts == null ? null : facts.model();
    }

    private static @Nullable String providerOf(String provider, String name) {
        ModelFacts facts = CATALOG.factsOf(provider, name);
        return facts == null ? null : facts.provider();
    }

    private static TokenizerRatio ratio(
            String from, String to, String low, String expected, String high, boolean measured) {
        return new TokenizerRatio(
                from, to, new BigDecimal(low), new BigDecimal(expected), new BigDecimal(high), measured, "test", DATE);
    }

    private static ModelFacts facts(String provider, String model, @Nullable String tokenizer, String... aliases) {
        return new ModelFacts(
                provider,
                model,
                List.of(aliases),
                null,
                null,
                null,
                Support.UNKNOWN,
                Support.YES,
                Support.NO,
                tokenizer,
                null,
                "test",
                DATE);
    }
}
