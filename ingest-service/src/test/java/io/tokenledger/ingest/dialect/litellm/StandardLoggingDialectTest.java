package io.tokenledger.ingest.dialect.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.StatedCost;
import io.tokenledger.ingest.pipeline.Deliveries;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads as LiteLLM's callbacks send them, each with the fields that the rule is about. */
class StandardLoggingDialectTest {
    private static final String CALL = """
            "id":"chatcmpl-1","call_type":"acompletion","status":"success","custom_llm_provider":"openai",\
            "model":"gpt-4o-mini","endTime":1763633730.5""";

    private static final String COUNTS = ",\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120";

    private static String event(String payload) {
        return """
                {"specversion":"1.0","id":"e-1","source":"litellm/openai","type":"litellm.standard_logging",
                 "data":{"tenant":"acme","payload":{%s}}}""".formatted(payload);
    }

    private static MeteredUsage metered(String fields) {
        return Deliveries.accepted(event(CALL + fields));
    }

    private static MeteredUsage ofUsage(String usage) {
        return metered(COUNTS + ",\"metadata\":{\"usage_object\":{" + usage + "}}");
    }

    private static long meter(MeteredUsage usage, Meter meter) {
        return usage.meters().quantity(meter);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, openai/gpt-4o-mini, openai, gpt-4o-mini",
        "anthropic, claude-sonnet-4-5, anthropic, claude-sonnet-4-5",
        "gemini, gemini/gemini-2.5-flash, google, gemini-2.5-flash",
        "vertex_ai, vertex_ai/gemini-2.5-pro, vertex_ai, gemini-2.5-pro",
        "vertex_ai_beta, gemini-2.5-pro, vertex_ai, gemini-2.5-pro",
        "bedrock, bedrock/converse/anthropic.claude-x, aws, anthropic.claude-x",
        "bedrock, bedrock/invoke/eu.anthropic.claude-x, aws, eu.anthropic.claude-x",
        "azure, azure/my-deployment, azure, my-deployment",
        "xai, xai/grok-4, x-ai, grok-4",
        "together_ai, together_ai/meta-llama/Llama-3, together, meta-llama/Llama-3",
        "openrouter, openrouter/anthropic/claude-x, openrouter, anthropic/claude-x",
        "hosted_vllm, hosted_vllm/qwen, hosted_vllm, qwen"
    })
    void providersAndModelsHaveTheNamesOfAnImportOfLiteLlmsPrices(
            String provider, String model, String ours, String bare) {
        MeteredUsage usage = Deliveries.accepted(
                event(CALL.replace("\"openai\"", '"' + provider + '"').replace("gpt-4o-mini", model) + COUNTS));
        assertThat(usage.provider()).isEqualTo(ours);
        assertThat(usage.model()).isEqualTo(bare);
    }

    @Test
    void deploymentOfAnyNameIsTheModelThatLiteLlmKnowsItAs() {
        String known =
                ",\"model_id\":\"3f\",\"model_map_information\":{\"model_map_key\":\"%s\",\"model_map_value\":%s}";
        assertThat(metered(COUNTS + known.formatted("openai/gpt-4.1", "{\"litellm_provider\":\"openai\"}"))
                        .model())
                .isEqualTo("gpt-4.1");
        assertThat(metered(COUNTS + known.formatted("gpt-4.1", "null")).model()).isEqualTo("gpt-4o-mini");
        assertThat(metered(COUNTS + known.formatted("3f", "{}")).model()).isEqualTo("gpt-4o-mini");
    }

    @Test
    void providerStandsBeforeTheModelWhereItIsNotStatedApart() {
        String without = CALL.replace("\"custom_llm_provider\":\"openai\"", "\"custom_llm_provider\":null");
        assertThat(Deliveries.accepted(event(without.replace("gpt-4o-mini", "gemini/g-1") + COUNTS))
                        .provider())
                .isEqualTo("google");
        Deliveries.assertRejected(event(without + COUNTS), "provider.missing", "data.provider");
    }

    @Test
    void usageObjectIsPreferredToTheCountsOnTop() {
        MeteredUsage usage = ofUsage("\"prompt_tokens\":300,\"completion_tokens\":30,\"total_tokens\":330,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":200},\"completion_tokens_details\":null");
        assertThat(meter(usage, Meter.INPUT)).isEqualTo(100);
        assertThat(meter(usage, Meter.CACHED_INPUT)).isEqualTo(200);
        assertThat(meter(usage, Meter.OUTPUT)).isEqualTo(30);
    }

    @Test
    void usageOfTheResponseCountsWhereNoUsageObjectIsThere() {
        MeteredUsage usage = metered(COUNTS + ",\"response\":{\"usage\":{\"input_tokens\":300,\"output_tokens\":30,"
                + "\"total_tokens\":330,\"input_tokens_details\":{\"cached_tokens\":200},"
                + "\"output_tokens_details\":{\"reasoning_tokens\":10}}}");
        assertThat(meter(usage, Meter.INPUT)).isEqualTo(100);
        assertThat(meter(usage, Meter.CACHED_INPUT)).isEqualTo(200);
        assertThat(meter(usage, Meter.OUTPUT)).isEqualTo(20);
        assertThat(meter(usage, Meter.REASONING)).isEqualTo(10);
    }

    @Test
    void anthropicsOwnFormLeavesTheCacheOutOfTheInput() {
        MeteredUsage usage = metered(COUNTS + ",\"response\":{\"usage\":{\"input_tokens\":7,\"output_tokens\":30,"
                + "\"cache_read_input_tokens\":200,\"cache_creation_input_tokens\":50,"
                + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":40}}}");
        assertThat(meter(usage, Meter.INPUT)).isEqualTo(7);
        assertThat(meter(usage, Meter.CACHED_INPUT)).isEqualTo(200);
        assertThat(meter(usage, Meter.CACHE_WRITE)).isEqualTo(10);
        assertThat(meter(usage, Meter.CACHE_WRITE_1H)).isEqualTo(40);
    }

    /** Input 10, read 200, written 500: of versions that have the writes in the prompt, and that do not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"prompt_tokens\":710,\"total_tokens\":740,\"prompt_tokens_details\":{\"cached_tokens\":200,"
                        + "\"cache_creation_tokens\":500}",
                "\"prompt_tokens\":710,\"total_tokens\":740,\"prompt_tokens_details\":{\"cached_tokens\":200}",
                "\"prompt_tokens\":210,\"total_tokens\":240,\"prompt_tokens_details\":{\"cached_tokens\":200}",
                "\"prompt_tokens\":210,\"total_tokens\":740,\"prompt_tokens_details\":{\"cached_tokens\":200}"
            })
    void cacheWritesAreCountedOnceInEveryVersion(String usage) {
        MeteredUsage metered = ofUsage(usage
                + ",\"completion_tokens\":30,\"cache_read_input_tokens\":200,\"cache_creation_input_tokens\":500");
        assertThat(meter(metered, Meter.INPUT)).isEqualTo(10);
        assertThat(meter(metered, Meter.CACHED_INPUT)).isEqualTo(200);
        assertThat(meter(metered, Meter.CACHE_WRITE)).isEqualTo(500);
        assertThat(meter(metered, Meter.OUTPUT)).isEqualTo(30);
    }

    @Test
    void moreReadFromTheCacheThanCameInIsRefused() {
        Deliveries.assertRejected(
                event(CALL + ",\"metadata\":{\"usage_object\":{\"prompt_tokens\":10,\"completion_tokens\":1,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":11}}}"),
                "count.exceeds_whole",
                "input_tokens is 10");
    }

    @Test
    void reasoningThatIsOnlyInTheTotalIsAddedToTheOutput() {
        MeteredUsage beside = ofUsage("\"prompt_tokens\":358,\"completion_tokens\":10,\"total_tokens\":415,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":47}");
        assertThat(meter(beside, Meter.OUTPUT)).isEqualTo(10);
        assertThat(meter(beside, Meter.REASONING)).isEqualTo(47);
        MeteredUsage within = ofUsage("\"prompt_tokens\":358,\"completion_tokens\":57,\"total_tokens\":415,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":47}");
        assertThat(meter(within, Meter.OUTPUT)).isEqualTo(10);
        assertThat(meter(within, Meter.REASONING)).isEqualTo(47);
    }

    @Test
    void soundPicturesAndSearchesAreMeteredApart() {
        MeteredUsage usage = ofUsage("\"prompt_tokens\":100,\"completion_tokens\":60,\"total_tokens\":160,"
                + "\"prompt_tokens_details\":{\"audio_tokens\":10,\"image_tokens\":20,\"cached_tokens\":5,"
                + "\"web_search_requests\":3},"
                + "\"completion_tokens_details\":{\"audio_tokens\":7,\"image_tokens\":8}");
        assertThat(meter(usage, Meter.INPUT)).isEqualTo(65);
        assertThat(meter(usage, Meter.AUDIO_INPUT)).isEqualTo(10);
        assertThat(meter(usage, Meter.IMAGE_INPUT)).isEqualTo(20);
        assertThat(meter(usage, Meter.AUDIO_OUTPUT)).isEqualTo(7);
        assertThat(meter(usage, Meter.IMAGE_OUTPUT)).isEqualTo(8);
        assertThat(meter(usage, Meter.OUTPUT)).isEqualTo(45);
        assertThat(meter(usage, Meter.WEB_SEARCHES)).isEqualTo(3);
    }

    @Test
    void servedTierIsTheProvidersWordAndABatchIsOneWhenItIsFetched() {
        String response = ",\"response\":{\"service_tier\":\"%s\"}";
        String asked = ",\"model_parameters\":{\"service_tier\":\"flex\"}";
        assertThat(metered(COUNTS + asked).serviceTier()).isEqualTo("flex");
        assertThat(metered(COUNTS + asked + response.formatted("default")).serviceTier())
                .isEqualTo("standard");
        assertThat(metered(COUNTS + response.formatted("priority")).serviceTier())
                .isEqualTo("priority");
        assertThat(Deliveries.accepted(event(CALL.replace("acompletion", "aretrieve_batch") + COUNTS))
                        .serviceTier())
                .isEqualTo("batch");
        assertThat(ofUsage("\"prompt_tokens\":1,\"speed\":\"fast\"").serviceTier())
                .isEqualTo("fast");
    }

    @ParameterizedTest
    @CsvSource({"0.00022500000000000002, 225000000", "1.5e-7, 150000", "\"0.25\", 250000000000", "2, 2000000000000"})
    void costOfTheGatewayStandsBesideOurs(String stated, BigInteger pico) {
        assertThat(metered(COUNTS + ",\"response_cost\":" + stated).providerStatedCost())
                .isEqualTo(new StatedCost("litellm", pico));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "0.0", "\"\""})
    void costThatLiteLlmDoesNotKnowIsNotZero(String stated) {
        assertThat(metered(COUNTS + ",\"response_cost\":" + stated).providerStatedCost())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "\"NaN\"", "\"free\"", "true", "[1]", "1e12", "1e-5000", "\"1e999999999\""})
    void costThatIsNoAmountIsRefused(String stated) {
        Deliveries.assertRejected(
                event(CALL + COUNTS + ",\"response_cost\":" + stated), "stated_cost.invalid", "response_cost");
    }

    @ParameterizedTest
    @CsvSource({
        "1763633730, 2025-11-20T10:15:30Z",
        "1763633730.1234567, 2025-11-20T10:15:30.123456Z",
        "1.7636337305E9, 2025-11-20T10:15:30.500Z",
        "'\"2025-11-20 10:15:30.851954\"', 2025-11-20T10:15:30.851954Z",
        "'\"2025-11-20T12:15:30+02:00\"', 2025-11-20T10:15:30Z"
    })
    void callHappenedWhenItEnded(String endTime, Instant expected) {
        String call = CALL.replace("1763633730.5", endTime) + ",\"startTime\":1763633000";
        assertThat(Deliveries.accepted(event(call + COUNTS)).occurredAt()).isEqualTo(expected);
    }

    @Test
    void startStandsInForTheEndAndWithoutBothThereIsNoTime() {
        String without = CALL.replace(",\"endTime\":1763633730.5", "") + COUNTS;
        assertThat(Deliveries.accepted(event(without + ",\"startTime\":1763633000.25"))
                        .occurredAt())
                .isEqualTo("2025-11-20T10:03:20.250Z");
        Deliveries.assertRejected(event(without), "time.missing", "time is missing");
        Deliveries.assertRejected(event(without + ",\"startTime\":\"yesterday\""), "time.invalid", "startTime");
        Deliveries.assertRejected(event(without + ",\"startTime\":1e400"), "time.out_of_range", "startTime");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"messages\":[{\"role\":\"user\",\"content\":\"redacted-by-litellm\"}],"
                        + "\"response\":{\"text\":\"redacted-by-litellm\"}",
                ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"response\":{}",
                ""
            })
    void successWithoutCountsAndWithoutTextIsRefusedAndNotFree(String said) {
        Deliveries.assertRejected(event(CALL + said + ",\"response_cost\":0.04"), "usage.missing", "there is no usage");
    }

    @Test
    void failureCountsWhereTokensWereUsed() {
        String failure = CALL.replace("success", "failure");
        MeteredUsage cut = Deliveries.accepted(event(failure + COUNTS));
        assertThat(cut.aborted()).isTrue();
        assertThat(meter(cut, Meter.INPUT)).isEqualTo(100);
        Deliveries.assertRejected(
                event(failure + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"response\":\"\""),
                "usage.missing",
                "'failure'");
    }

    @Test
    void cacheHitOfTheGatewayHasNoTokensOfTheProvider() {
        MeteredUsage hit = metered(COUNTS + ",\"cache_hit\":true,\"response_cost\":0.0");
        assertThat(hit.serviceTier()).isEqualTo("gateway_cache");
        assertThat(hit.meters().inputTokens()).isZero();
        assertThat(hit.meters().outputTokens()).isZero();
        assertThat(meter(hit, Meter.REQUESTS)).isEqualTo(1);
        assertThat(meter(hit, Meter.of("gateway_cached_input_tokens"))).isEqualTo(100);
        assertThat(meter(hit, Meter.of("gateway_cached_output_tokens"))).isEqualTo(20);
        assertThat(hit.providerStatedCost()).isEqualTo(new StatedCost("litellm", BigInteger.ZERO));
        assertThat(metered(COUNTS + ",\"cache_hit\":false").serviceTier()).isEqualTo("standard");
        assertThat(metered(COUNTS + ",\"cache_hit\":null").serviceTier()).isEqualTo("standard");
    }

    @Test
    void payloadOfTheOldFormIsToldSo() {
        Deliveries.assertRejected(
                event(CALL + ",\"modelParameters\":\"{}\",\"usage\":\"Usage(prompt_tokens=1)\""),
                "shape.unknown",
                "generic_api_use_v1");
    }
}
