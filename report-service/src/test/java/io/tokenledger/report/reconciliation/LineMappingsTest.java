package io.tokenledger.report.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineMappingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        openai;gpt-4o-2024-08-06, input;gpt-4o-2024-08-06 input standard
        openai;gpt-4o-2024-08-06, cached input;gpt-4o-2024-08-06 cached_input standard
        openai;gpt-4.1-2025-04-14, output;gpt-4.1-2025-04-14 output standard
        openai;priority | gpt-5.6-sol, output, long context;gpt-5.6-sol output priority
        openai;gpt-audio-mini-2025-12-15 audio, input;gpt-audio-mini-2025-12-15 audio_input standard
        openai;gpt-image-2.5 text, cached input;gpt-image-2.5 cached_input standard
        openai;gpt-image-2.5 image, output;gpt-image-2.5 image_output standard
        openai;web search tool calls; web_searches standard
        openai;Vector storage;
        openai;whisper-1, audio;
        anthropic;Claude Sonnet 4 Usage - Input Tokens, Cache Read;claude-sonnet-4 cached_input standard
        anthropic;Claude Sonnet 4.5 Usage - Input Tokens;claude-sonnet-4-5 input standard
        anthropic;Claude Haiku Usage - Output Tokens;claude-haiku output standard
        aws;USW2-Claude4.5Sonnet-cache-read-input-token-count;claude-sonnet-4-5 cached_input standard
        aws;USE1-Claude4Sonnet-input-tokens-cross-region-global;claude-sonnet-4 input standard
        aws;USE1-Claude4Sonnet-output-tokens-batch;claude-sonnet-4 output batch
        aws;USE1-Nova2.0Lite-input-tokens;nova-2-lite input standard
        aws;USE1-ProvisionedThroughput-Claude;
        azure;gpt 4o 1120 Inp glbl Tokens;gpt-4o-1120 input standard
        azure;gpt 4o 1120 cached Inp glbl Tokens;gpt-4o-1120 cached_input standard
        azure;o4-mini 0416 Outp glbl Tokens;o4-mini-0416 output standard
        azure;GPT 5 outpt Glbl 1M Tokens;gpt-5 output standard
        azure;5.4 opt Gl 1M Tokens;gpt-5.4 output standard
        google;Gemini 2.5 Flash GA Text Input - Predictions;gemini-2.5-flash input standard
        google;Gemini 2.5 Flash Lite Text Input - Predictions;gemini-2.5-flash-lite input standard
        google;Gemini 2.5 Flash GA Thinking Text Output - Predictions;gemini-2.5-flash reasoning standard
        google;Gemini 2.5 Flash GA Text Output (Thinking On) - Predictions;gemini-2.5-flash output standard
        google;Gemini 2.5 Pro Text Output - Predictions;gemini-2.5-pro output standard
        google;rounding_error; rounding standard
        google;Imagen 4 Generation;
        """)
    void shippedRulesKnowWhatVendorsWrite(String provider, String lineItem, @Nullable String expected) {
        assertThat(told(new LineMappings(provider, List.of()), lineItem))
                .isEqualTo(expected == null ? "unknown" : expected.strip());
    }

    @Test
    void ownRuleCountsBeforeShippedOnesAndStatedFieldsBeforeBoth() {
        var own = new LineMappings(
                "openai",
                List.of(
                        LineRule.written("gpt-4o*, input", "house", "cache_write", "flex"),
                        LineRule.written("ft-{model}:acme:*, input", "{model}", "input", "standard"),
                        LineRule.written("a.c", "dots", "input", "standard")));
        assertThat(told(own, "gpt-4o-mini, input")).isEqualTo("house cache_write flex");
        assertThat(told(own, "ft-GPT-4o:acme:x1, input")).isEqualTo("gpt-4o input standard");
        assertThat(told(own, "a.c")).isEqualTo("dots input standard");
        assertThat(told(own, "abc")).isEqualTo("unknown");
        assertThat(own.meaning(row("gpt-4o-mini, input", "o3", "output", "priority")))
                .isEqualTo(new LineMeaning("o3", "output", "priority"));
        assertThat(own.meaning(row("tokens of something", null, "input", null))).isNull();
        assertThat(own.meaning(row("searches", null, "web_searches", null)))
                .isEqualTo(new LineMeaning("", "web_searches", "standard"));
    }

    @Test
    void ruleThatCannotBeUsedIsRefused() {
        assertThatThrownBy(() -> LineRule.written("{model} {model}", "{model}", "input", "standard"))
                .hasMessageContaining("more than once");
        assertThatThrownBy(() -> LineRule.written("fixed", "{model}", "input", "standard"))
                .hasMessageContaining("in both or in neither");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4,               claude-sonnet-4-20250514",
        "claude-sonnet-4-5,             anthropic.claude-sonnet-4-5-20250929-v1:0",
        "claude-sonnet-4-5,             us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "claude-3-5-sonnet,             claude-3-5-sonnet-20241022",
        "gpt-4o-1120,                   gpt-4o-2024-11-20",
        "nova-2-lite,                   amazon.nova-2-lite-v1:0",
    })
    void vendorsModelIsFoundAmongThoseOfTheLedger(String vendors, String ledgers) {
        Set<String> all = Set.of(ledgers, "gpt-4o-mini-2024-07-18", "gemini-2.5-flash", "claude-opus-4-20250514");
        assertThat(VendorModels.vendors(vendors, _ -> null, all)).isEqualTo(VendorModels.ledgers(ledgers, _ -> null));
    }

    @Test
    void modelWithAPriceListIsComparedByItsName() {
        Set<String> ledger = Set.of("gpt-4o-2024-05-13", "gpt-4o-2024-08-06");
        assertThat(VendorModels.vendors("gpt-4o-2024-08-06", LineMappingsTest::list, ledger))
                .isEqualTo("gpt-4o");
        assertThat(VendorModels.ledgers("gpt-4o-2024-08-06", LineMappingsTest::list))
                .isEqualTo("gpt-4o");
        assertThat(VendorModels.vendors("gpt-4o-2024-05-13", LineMappingsTest::list, ledger))
                .isEqualTo("gpt-4o-2024-05-13");
        assertThat(VendorModels.vendors("unheard-of", LineMappingsTest::list, ledger))
                .isEqualTo("unheard-of");
    }

    /** As a price book that has the older snapshot at a price of its own. */
    private static @Nullable String list(String name) {
        return name.equals("gpt-4o-2024-05-13") ? name : name.startsWith("gpt-4o-2024") ? "gpt-4o" : null;
    }

    private static String told(LineMappings mappings, String lineItem) {
        LineMeaning meaning = mappings.meaning(row(lineItem, null, null, null));
        return meaning == null
                ? "unknown"
                : (meaning.model() + " " + meaning.meter() + " " + meaning.serviceTier()).strip();
    }

    private static VendorRow row(
            String lineItem, @Nullable String model, @Nullable String meter, @Nullable String tier) {
        return new VendorRow(
                LocalDate.of(2026, 10, 1),
                Kind.COST,
                lineItem,
                model,
                meter,
                tier,
                null,
                new TreeMap<>(),
                null,
                BigDecimal.ONE,
                "USD");
    }
}
