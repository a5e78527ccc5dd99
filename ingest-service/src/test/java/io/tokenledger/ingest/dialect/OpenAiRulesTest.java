package io.tokenledger.ingest.dialect;

import static io.tokenledger.ingest.pipeline.Deliveries.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Provenance;
import io.tokenledger.ingest.pipeline.Deliveries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of those who speak OpenAI's forms: what is part of what, what it cost, what it is called. */
class OpenAiRulesTest {
    private static final String CONTENT =
            "\"content\":{\"messages\":[{\"role\":\"user\",\"content\":\"Hello, how are you?\"}]}";

    @Test
    void whatWasEmbeddedIsCountedWhereTheUsageIsMissing() {
        String data =
                "\"model\":\"text-embedding-3-small\",\"response\":{\"object\":\"list\"},\"content\":{\"messages\":%s}";
        MeteredUsage usage = accepted("openai.embedding", data.formatted("\"hello world\""));
        assertThat(usage.meters().inputTokens()).isEqualTo(2);
        assertThat(usage.inputProvenance()).isNotEqualTo(Provenance.PROVIDER);
        assertThat(usage.meters().outputTokens()).isZero();
        for (String nothing : new String[] {"\"\"", "[]", "null"}) {
            assertRejected(event("openai.embedding", data.formatted(nothing)), "usage.missing", "no usage");
        }
        assertRejected(
                event("openai.embedding", "\"model\":\"m\",\"response\":{\"object\":\"list\",\"data\":[]}"),
                "shape.unknown",
                "looked for usage with prompt_tokens, total_tokens");
    }

    /** prompt 100, completion 10, reasoning 8: what the total says decides, and then what the provider is known for. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "openai.chat.completion, 110, 10",
                "openai.chat.completion, -, 10",
                "together.chat, 110, 10",
                "together.chat, 118, 18",
                "together.chat, -, 10",
                "together.chat, 115, 10",
                "xai.chat, 118, 18",
                "xai.chat, 110, 10",
                "xai.chat, -, 18",
                "openai.compatible, 118, 18",
                "openai.compatible, 110, 10"
            })
    void reasoningIsPartOfTheOutputOrAddedToIt(String type, String total, long output) {
        MeteredUsage usage = accepted(
                type,
                "\"provider\":\"p\",\"response\":{\"model\":\"m\",\"usage\":{\"prompt_tokens\":100,"
                        + "\"completion_tokens\":10,\"total_tokens\":" + (total == null ? "null" : total)
                        + ",\"completion_tokens_details\":{\"reasoning_tokens\":8}}}");
        assertThat(usage.meters().outputTokens()).isEqualTo(output);
        assertThat(usage.meters().quantity(Meter.REASONING)).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "image_tokens":60,"cached_tokens":30                                         | 10 | 30 | 60 | 0  | 0
        "image_tokens":60,"cached_tokens":90                                         | 0  | 90 | 10 | 0  | 0
        "image_tokens":60,"cached_tokens":100                                        | 0  | 100| 0  | 0  | 0
        "image_tokens":60,"cached_tokens":90,"cached_tokens_details":{"image_tokens":55} | 5 | 35 | 5 | 0 | 55
        "image_tokens":0,"audio_tokens":40,"cached_tokens":50,"cached_tokens_details":{"text_tokens":20,"audio_tokens":30} | 40 | 20 | 0 | 30 | 0
        """)
    void picturesAndSoundThatWereCachedAreCountedOnce(
            String details, long plain, long cached, long image, long cachedAudio, long cachedImage) {
        MeteredUsage usage = accepted(
                "openai.chat.completion",
                "\"response\":{\"model\":\"m\",\"usage\":{\"prompt_tokens\":100,"
                        + "\"completion_tokens\":1,\"prompt_tokens_details\":{" + details + "}}}");
        assertThat(usage.meters().inputTokens()).isEqualTo(100);
        assertThat(usage.meters().quantity(Meter.INPUT)).isEqualTo(plain);
        assertThat(usage.meters().quantity(Meter.CACHED_INPUT)).isEqualTo(cached);
        assertThat(usage.meters().quantity(Meter.IMAGE_INPUT)).isEqualTo(image);
        assertThat(usage.meters().quantity(Meter.CACHED_AUDIO_INPUT)).isEqualTo(cachedAudio);
        assertThat(usage.meters().quantity(Meter.CACHED_IMAGE_INPUT)).isEqualTo(cachedImage);
    }

    @Test
    void morePicturesThanTokensOrMoreCachedThanThereAreIsRefused() {
        String data = "\"response\":{\"model\":\"m\",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":1,"
                + "\"prompt_tokens_details\":{%s}}}";
        assertRejected(
                event("openai.chat.completion", data.formatted("\"image_tokens\":101")), "count.exceeds_whole", "101");
        assertRejected(
                event(
                        "openai.chat.completion",
                        data.formatted(
                                "\"audio_tokens\":4,\"cached_tokens\":9,\"cached_tokens_details\":{\"audio_tokens\":5}")),
                "count.exceeds_whole",
                "prompt_tokens_details.audio_tokens is 4, of which cached_tokens_details has 5");
    }

    @ParameterizedTest
    @CsvSource({
        "on_demand, -,         standard",
        "on_demand, batch,     batch",
        "flex,      on_demand, flex",
        "-,         on_demand, standard",
        "-,         flex,      flex"
    })
    void groqsOnDemandIsTheStandardTier(String served, String asked, String tier) {
        String data = "\"service_tier\":" + (asked.equals("-") ? "null" : '"' + asked + '"')
                + ",\"response\":{\"model\":\"m\",\"service_tier\":"
                + (served.equals("-") ? "null" : '"' + served + '"')
                + ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";
        assertThat(accepted("groq.chat", data).serviceTier()).isEqualTo(tier);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        openrouter.chat | "cost":-0.01             | stated_cost.invalid | usage.cost is -0.01
        openrouter.chat | "cost":1e12              | stated_cost.invalid | from 0 to 1000000000 dollars
        openrouter.chat | "cost":1e-99999          | stated_cost.invalid | usage.cost is
        openrouter.chat | "cost":"0.01"            | field.wrong_type    | usage.cost is a text
        xai.chat        | "cost_in_usd_ticks":-1   | stated_cost.invalid | cost_in_usd_ticks
        xai.chat        | "cost_in_usd_ticks":1.5  | stated_cost.invalid | ticks of 1e-10 dollars
        xai.chat        | "cost_in_usd_ticks":"x"  | stated_cost.invalid | ticks
        xai.chat        | "cost_in_usd_ticks":[]   | stated_cost.invalid | ticks
        xai.chat        | "cost_in_usd_ticks":"99999999999999999999" | stated_cost.invalid | up to 1000000000 dollars
        """)
    void aCostThatIsNoAmountIsRefused(String type, String cost, String code, String detail) {
        String data =
                "\"response\":{\"model\":\"m\",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4," + cost + "}}";
        assertRejected(event(type, data), code, detail);
    }

    @Test
    void theFeeForAKeyOfOnesOwnIsNotTheCost() {
        String data =
                "\"response\":{\"model\":\"m\",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"cost\":0.001,"
                        + "\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":null}}}";
        assertThat(accepted("openrouter.chat", data).providerStatedCost()).isNull();
    }

    @Test
    void aToolOfXaiThatNobodyKnowsIsAMeterOfItsOwn() {
        String usage = "\"response\":{\"model\":\"m\",\"usage\":{\"input_tokens\":9,\"output_tokens\":4,"
                + "\"server_side_tool_usage_details\":{\"image_generation_calls\":2,\"input\":1,\"mcp_calls\":3}}}";
        MeteredUsage metered = accepted("xai.response", usage);
        assertThat(metered.meters().quantity(Meter.of("image_generation_calls")))
                .isEqualTo(2);
        assertThat(metered.meters().quantity(Meter.of("server_side_tools"))).isEqualTo(1);
        assertThat(metered.meters().further()).hasSize(2);
        assertThat(metered.meters().inputTokens()).isEqualTo(9);
    }

    @Test
    void ollamaCountsOnlyWhatItEvaluatedAndContentStandsIn() {
        String answer =
                "\"response\":{\"model\":\"llama3\",\"message\":{\"content\":\"Hi.\"},\"done\":true,\"eval_count\":3}";
        MeteredUsage alone = accepted("ollama.chat", answer);
        assertThat(alone.meters().inputTokens()).isZero();
        assertThat(alone.meters().outputTokens()).isEqualTo(3);
        MeteredUsage counted = accepted("ollama.chat", CONTENT + "," + answer);
        assertThat(counted.meters().inputTokens()).isEqualTo(13);
        assertThat(counted.inputProvenance()).isEqualTo(Provenance.ESTIMATED);
        assertThat(counted.outputProvenance()).isEqualTo(Provenance.PROVIDER);
    }

    @Test
    void aTimeOfOllamaThatIsNoneIsRefusedWithItsField() {
        String event = event("ollama.chat", "\"response\":{\"model\":\"m\",\"created_at\":\"now\",\"eval_count\":3}")
                .replace("\"time\":\"2026-01-05T00:00:00Z\",", "");
        assertRejected(event, "time.invalid", "data.response.created_at is 'now'");
    }

    private static MeteredUsage accepted(String type, String data) {
        return Deliveries.accepted(event(type, data));
    }

    private static String event(String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"f-1\",\"source\":\"test\",\"type\":\"" + type
                + "\",\"time\":\"2026-01-05T00:00:00Z\",\"data\":{\"tenant\":\"acme\"," + data + "}}";
    }
}
