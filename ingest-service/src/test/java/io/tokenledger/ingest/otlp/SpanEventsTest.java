package io.tokenledger.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.RejectedEvent;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.rejection.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which spans are usage, whose, and how much. */
class SpanEventsTest {
    private static final String TRACE = "5b8efff798038103d269b633813fc60c";
    private static final String SPAN = "eee19b7ec3c1b174";
    private static final String START = "1763633730123456789"; // 2025-11-20T10:15:30.123456789Z
    private static final String MODEL =
            text("gen_ai.provider.name", "openai") + "," + text("gen_ai.request.model", "gpt-4o");
    private static final String CHAT = text("gen_ai.operation.name", "chat") + "," + MODEL;
    private static final String COUNTS =
            count("gen_ai.usage.input_tokens", 100) + "," + count("gen_ai.usage.output_tokens", 20);
    private static final String SAID = messages("gen_ai.input.messages", "user", "hello world") + ","
            + messages("gen_ai.output.messages", "assistant", "hello world");

    private static String text(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    private static String count(String key, long value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"intValue\":\"" + value + "\"}}";
    }

    private static String messages(String key, String role, String said) {
        return text(
                key,
                "[{\\\"role\\\":\\\"" + role + "\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":\\\""
                        + said + "\\\"}]}]");
    }

    private static String export(String resource, String scope, String rest, String attributes) {
        return """
                {"resourceSpans":[{"resource":{"attributes":[%s]},"scopeSpans":[{"scope":{"name":"%s"},"spans":[{
                 "traceId":"%s","spanId":"%s","name":"chat","startTimeUnixNano":"%s","endTimeUnixNano":"%s"%s,
                 "attributes":[%s]}]}]}]}""".formatted(resource, scope, TRACE, SPAN, START, "1763633790123456789", rest, attributes);
    }

    private static List<Outcome> outcomes(String export, @Nullable String tenant) {
        return Spans.outcomes(OtlpEncoding.JSON, Spans.json(export), tenant);
    }

    private static MeteredUsage accepted(String attributes) {
        Outcome outcome = outcomes(export("", "s", "", attributes), "acme").getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).usage();
    }

    private static RejectedEvent rejected(String attributes) {
        Outcome outcome = outcomes(export("", "s", "", attributes), "acme").getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return ((Outcome.Rejected) outcome).event();
    }

    private static void assertIgnored(String rest, String attributes) {
        SpanEvents.Translation spans =
                Spans.translated(OtlpEncoding.JSON, Spans.json(export("", "s", rest, attributes)), "acme");
        assertThat(spans.events()).isEmpty();
        assertThat(spans.ignored()).isEqualTo(1);
    }

    @Test
    void identityIsTraceAndSpanAndTimeIsTheStart() {
        MeteredUsage usage = accepted(CHAT + "," + COUNTS);
        assertThat(usage.id()).isEqualTo(TRACE + "-" + SPAN);
        assertThat(usage.source()).isEqualTo("otel");
        assertThat(usage.type()).isEqualTo("opentelemetry.span");
        assertThat(usage.occurredAt()).isEqualTo(Instant.parse("2025-11-20T10:15:30.123456Z"));
        assertThat(usage.aborted()).isFalse();
    }

    @Test
    void sameSpanAgainIsTheSameEvent() {
        assertThat(accepted(CHAT + "," + COUNTS)).isEqualTo(accepted(COUNTS + "," + CHAT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "text_completion", "generate_content", "embeddings"})
    void callsOfModelsCount(String operation) {
        assertThat(accepted(text("gen_ai.operation.name", operation) + "," + MODEL + "," + COUNTS)
                        .meters()
                        .inputTokens())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoke_agent", "create_agent", "invoke_workflow", "execute_tool", "plan", "retrieval"})
    void sumsOfAgentsAndWorkflowsAreNotCountedASecondTime(String operation) {
        assertIgnored("", text("gen_ai.operation.name", operation) + "," + MODEL + "," + COUNTS);
    }

    @Test
    void spansOfOtherThingsAreIgnored() {
        assertIgnored("", text("http.request.method", "GET"));
        assertIgnored("", text("gen_ai.operation.name", "my_step"));
    }

    @Test
    void usageOfAnOperationThatNobodyKnowsIsRejectedAndSeen() {
        RejectedEvent event = rejected(text("gen_ai.operation.name", "my_step") + "," + MODEL + "," + COUNTS);
        assertThat(event.code()).isEqualTo("operation.not_billed");
        assertThat(event.detail()).contains("'my_step'");
    }

    @Test
    void spansFromBeforeThereWereOperationsCount() {
        assertThat(accepted(MODEL + "," + COUNTS).meters().outputTokens()).isEqualTo(20);
        MeteredUsage usage = accepted(text("llm.request.type", "chat") + "," + text("gen_ai.system", "OpenAI") + ","
                + text("gen_ai.response.model", "gpt-4o-2024-08-06") + "," + count("gen_ai.usage.prompt_tokens", 50)
                + ","
                + count("gen_ai.usage.completion_tokens", 7) + "," + count("gen_ai.usage.cache_read_input_tokens", 30));
        assertThat(usage.provider()).isEqualTo("openai");
        assertThat(usage.model()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(usage.meters().quantity(Meter.INPUT)).isEqualTo(20);
        assertThat(usage.meters().quantity(Meter.CACHED_INPUT)).isEqualTo(30);
        assertThat(usage.meters().outputTokens()).isEqualTo(7);
    }

    @Test
    void everyCountOfTheConventionsHasItsMeter() {
        MeteredUsage usage = accepted(CHAT + "," + count("gen_ai.usage.input_tokens", 1000) + ","
                + count("gen_ai.usage.output_tokens", 500) + "," + count("gen_ai.usage.cache_read.input_tokens", 1)
                + ","
                + count("gen_ai.usage.cache_creation.input_tokens", 20) + ","
                + count("anthropic.usage.cache_creation.ephemeral_1h_input_tokens", 5) + ","
                + count("gen_ai.usage.audio.input_tokens", 3) + "," + count("gen_ai.usage.image.input_tokens", 4) + ","
                + count("gen_ai.usage.video.input_tokens", 6) + "," + count("gen_ai.usage.reasoning.output_tokens", 70)
                + "," + count("gen_ai.usage.audio.output_tokens", 8));
        var expected = Map.of(
                Meter.INPUT, 1000L - 1 - 20 - 3 - 4 - 6,
                Meter.CACHED_INPUT, 1L,
                Meter.CACHE_WRITE, 15L,
                Meter.CACHE_WRITE_1H, 5L,
                Meter.AUDIO_INPUT, 3L,
                Meter.IMAGE_INPUT, 4L,
                Meter.VIDEO_INPUT, 6L,
                Meter.OUTPUT, 500L - 70 - 8,
                Meter.REASONING, 70L,
                Meter.AUDIO_OUTPUT, 8L);
        expected.forEach((meter, tokens) ->
                assertThat(usage.meters().quantity(meter)).as(meter.toString()).isEqualTo(tokens));
    }

    @Test
    void cachedTokensBesideTheInputAreAddedWhereTheScopeIsKnownForThat() {
        String attributes = CHAT + "," + COUNTS + "," + count("gen_ai.usage.cache_read.input_tokens", 900);
        assertThat(rejected(attributes).code()).isEqualTo("count.exceeds_whole");
        Outcome apart =
                outcomes(export("", "cache.is.apart", "", attributes), "acme").getFirst();
        assertThat(((Outcome.Accepted) apart).usage().meters().quantity(Meter.INPUT))
                .isEqualTo(100);
        assertThat(((Outcome.Accepted) apart).usage().meters().inputTokens()).isEqualTo(1000);
    }

    @Test
    void totalTellsASideThatIsMissingAndReasoningThatStandsApart() {
        MeteredUsage rest = accepted(
                CHAT + "," + count("gen_ai.usage.input_tokens", 100) + "," + count("gen_ai.usage.total_tokens", 120));
        assertThat(rest.meters().outputTokens()).isEqualTo(20);
        MeteredUsage apart = accepted(CHAT + "," + COUNTS + "," + count("gen_ai.usage.reasoning_tokens", 300) + ","
                + count("gen_ai.usage.total_tokens", 420));
        assertThat(apart.meters().quantity(Meter.OUTPUT)).isEqualTo(20);
        assertThat(apart.meters().quantity(Meter.REASONING)).isEqualTo(300);
    }

    @Test
    void embeddingsHaveNoOutput() {
        MeteredUsage usage = accepted(text("gen_ai.operation.name", "embeddings") + "," + MODEL + ","
                + count("gen_ai.usage.input_tokens", 9));
        assertThat(usage.meters().inputTokens()).isEqualTo(9);
        assertThat(usage.meters().outputTokens()).isZero();
    }

    @Test
    void aSideThatNobodyTellsIsNotFree() {
        assertThat(rejected(CHAT + "," + count("gen_ai.usage.input_tokens", 9)).code())
                .isEqualTo("usage.missing");
        assertThat(rejected(CHAT + "," + count("gen_ai.usage.output_tokens", 9)).code())
                .isEqualTo("usage.missing");
        assertThat(rejected(CHAT + "," + count("gen_ai.usage.total_tokens", 9)).code())
                .isEqualTo("usage.missing");
        assertThat(rejected(CHAT).code()).isEqualTo("usage.missing");
    }

    /** "hello world" is two tokens in o200k_base, "user" one; three a message, and three that open the answer. */
    @Test
    void textIsCountedWhereUsageIsMissing() {
        MeteredUsage usage = accepted(CHAT + "," + SAID);
        assertThat(usage.meters().inputTokens()).isEqualTo(2 + 1 + 3 + 3);
        assertThat(usage.meters().outputTokens()).isEqualTo(2);
        assertThat(usage.inputProvenance()).isEqualTo(Provenance.COUNTED);
        assertThat(usage.outputProvenance()).isEqualTo(Provenance.COUNTED);

        MeteredUsage withTools = accepted(CHAT + "," + SAID + "," + text("gen_ai.tool.definitions", "[]"));
        assertThat(withTools.meters().inputTokens()).isEqualTo(9);
        assertThat(withTools.inputProvenance()).isEqualTo(Provenance.ESTIMATED);
        assertThat(withTools.capabilitiesUsed()).containsExactly(Capability.TOOLS);
    }

    @Test
    void numberedPromptsAndStructuredMessagesAreCountedToo() {
        assertThat(accepted(CHAT + "," + text("gen_ai.prompt.0.role", "user") + ","
                                + text("gen_ai.prompt.0.content", "hello world") + ","
                                + text("gen_ai.completion.0.content", "hello world"))
                        .meters()
                        .inputTokens())
                .isEqualTo(9);
        String structured = """
                {"key":"%s","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
                 {"key":"role","value":{"stringValue":"user"}},{"key":"parts","value":{"arrayValue":{"values":[
                  {"kvlistValue":{"values":[{"key":"type","value":{"stringValue":"text"}},
                   {"key":"content","value":{"stringValue":"hello world"}}]}}]}}}]}}]}}}""";
        MeteredUsage usage = accepted(CHAT + "," + structured.formatted("gen_ai.input.messages") + ","
                + structured.formatted("gen_ai.output.messages"));
        assertThat(usage.meters().inputTokens()).isEqualTo(9);
        assertThat(usage.meters().outputTokens()).isEqualTo(2);
    }

    @Test
    void textThatWasCutOffIsNotCounted() {
        String cut = text("gen_ai.input.messages", "[{\\\"role\\\":\\\"user\\\",\\\"parts\\\":[{\\\"type\\\":\\\"te");
        assertThat(rejected(CHAT + "," + cut).code()).isEqualTo("usage.missing");
    }

    @Test
    void textThatIsTooLargeIsNotCounted() {
        String large = "a ".repeat(600_000);
        String output = messages("gen_ai.output.messages", "assistant", "hello");
        assertThat(rejected(CHAT + "," + messages("gen_ai.input.messages", "user", large) + "," + output)
                        .code())
                .isEqualTo("usage.missing");
        assertThat(rejected(CHAT + "," + text("gen_ai.prompt.0.content", large) + "," + output)
                        .code())
                .isEqualTo("usage.missing");
    }

    @Test
    void aFailedCallIsIgnoredUnlessItUsedSomething() {
        String failed = ",\"status\":{\"code\":\"STATUS_CODE_ERROR\",\"message\":\"secret\"}";
        assertIgnored(failed, CHAT + "," + messages("gen_ai.input.messages", "user", "hello"));
        Outcome cutOff =
                outcomes(export("", "s", failed, CHAT + "," + COUNTS), "acme").getFirst();
        assertThat(((Outcome.Accepted) cutOff).usage().aborted()).isTrue();
    }

    @Test
    void attributionIsTheSpansBeforeTheResources() {
        String resource = text("service.name", "checkout") + "," + text("deployment.environment", "old") + ","
                + text("deployment.environment.name", "prod") + "," + text("team", "search") + ","
                + text("tokenledger.tenant", "acme") + "," + text("tokenledger.tag.cell", "eu-1") + ","
                + text("project", "ranker");
        String span = text("tokenledger.team", "ranking") + "," + count("user.id", 42) + "," + text("feature", "sum")
                + "," + text("tokenledger.tag.cell", "eu-2") + "," + text("tokenledger.region", "eu");
        Outcome outcome = outcomes(export(resource, "s", "", CHAT + "," + COUNTS + "," + span), null)
                .getFirst();
        MeteredUsage usage = ((Outcome.Accepted) outcome).usage();
        assertThat(usage.tenant()).isEqualTo("acme");
        assertThat(usage.source()).isEqualTo("otel/checkout");
        assertThat(usage.app()).isEqualTo("checkout");
        assertThat(usage.environment()).isEqualTo("prod");
        assertThat(usage.team()).isEqualTo("ranking");
        assertThat(usage.project()).isEqualTo("ranker");
        assertThat(usage.user()).isEqualTo("42");
        assertThat(usage.region()).isEqualTo("eu");
        assertThat(usage.tags()).isEqualTo(Map.of("feature", "sum", "cell", "eu-2"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "header, attribute, standing, header",
                "none, attribute, standing, attribute",
                "none, none, standing, standing",
                "header, none, none, header"
            })
    void tenantIsTheHeadersThenTheAttributesThenTheStandingOne(
            @Nullable String named, @Nullable String attribute, @Nullable String standing, String expected)
            throws Refusal {
        String resource = attribute == null ? "" : text("tokenledger.tenant", attribute);
        var request = OtlpEncoding.JSON.read(Spans.json(export(resource, "s", "", CHAT + "," + COUNTS)));
        Outcome outcome = Spans.outcomes(SpanEvents.of(request, Spans.KEYS, named, standing), named)
                .getFirst();
        assertThat(((Outcome.Accepted) outcome).usage().tenant()).isEqualTo(expected);
    }

    @Test
    void withoutTenantAnIdOrATimeASpanIsRejected() {
        String good = CHAT + "," + COUNTS;
        assertCode(export("", "s", "", good), null, "tenant.missing");
        assertCode(export("", "s", "", good).replace(TRACE, "0".repeat(32)), "acme", "event.id_missing");
        assertCode(export("", "s", "", good).replace(SPAN, "eee1"), "acme", "event.id_missing");
        assertCode(export("", "s", "", good).replace(START, "0"), "acme", "time.missing");
        assertCode(export("", "s", "", good).replace(START, "18446744073709551615"), "acme", "time.out_of_range");
        assertCode(
                export("", "s", "", COUNTS + "," + text("gen_ai.operation.name", "chat")), "acme", "provider.missing");
    }

    private static void assertCode(String export, @Nullable String tenant, String code) {
        Outcome outcome = outcomes(export, tenant).getFirst();
        assertThat(((Outcome.Rejected) outcome).event().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "gen_ai.provider.name, aws.bedrock, , aws",
        "gen_ai.provider.name, gcp.vertex_ai, , vertex_ai",
        "gen_ai.provider.name, gcp.gemini, , google",
        "gen_ai.system, gemini, , google",
        "gen_ai.system, Anthropic, , anthropic",
        "gen_ai.provider.name, azure.ai.openai, , azure",
        "gen_ai.provider.name, x_ai, , x-ai",
        "gen_ai.provider.name, mistral_ai, , mistral",
        "gen_ai.provider.name, openai, acme.openai.azure.com, azure",
        "gen_ai.provider.name, openai, https://api.groq.com/openai/v1, groq",
        "gen_ai.provider.name, openai, https://api.openai.com/v1/, openai",
        "gen_ai.provider.name, openai, notapi.x.ai, openai",
        "gen_ai.provider.name, anthropic, openrouter.ai, anthropic",
        "gen_ai.provider.name, house-model, , house-model"
    })
    void providersHaveTheNamesOfThePriceBook(String key, String name, @Nullable String address, String expected) {
        String at = address == null ? "" : "," + text("server.address", address);
        assertThat(accepted(text("gen_ai.operation.name", "chat") + "," + text(key, name) + ","
                                + text("gen_ai.request.model", "m") + "," + COUNTS + at)
                        .provider())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "openai.response.service_tier, flex, flex",
        "gen_ai.openai.response.service_tier, default, standard",
        "openai.request.service_tier, priority, priority",
        "gen_ai.openai.request.service_tier, auto, standard"
    })
    void tierIsTheServedOne(String key, String tier, String expected) {
        assertThat(accepted(CHAT + "," + COUNTS + "," + text(key, tier)).serviceTier())
                .isEqualTo(expected);
    }

    @Test
    void effortAndUsedToolsAreTaken() {
        MeteredUsage usage = accepted(
                CHAT + "," + COUNTS + "," + text("gen_ai.request.reasoning_effort", "high")
                        + ",{\"key\":\"gen_ai.response.finish_reasons\",\"value\":{\"arrayValue\":{\"values\":[{\"stringValue\":\"tool_calls\"}]}}}");
        assertThat(usage.reasoningEffort()).isEqualTo("high");
        assertThat(usage.capabilitiesUsed()).containsExactly(Capability.TOOLS);
    }
}
