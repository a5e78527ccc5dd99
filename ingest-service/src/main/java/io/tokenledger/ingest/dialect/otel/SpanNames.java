package io.tokenledger.ingest.dialect.otel;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attributes of a model call's span that are read, by what they tell: the first that is there counts. Each list begins
 * with the name in today's semantic conventions (OpenTelemetry GenAI registry, schema 1.42); then come its forerunners
 * and OpenLLMetry's own. None of them carries what was said.
 */
public final class SpanNames {
    static final List<String> OPERATION = List.of("gen_ai.operation.name");

    /** OpenLLMetry's, from before there was an operation name. */
    static final List<String> REQUEST_TYPE = List.of("llm.request.type");

    static final List<String> PROVIDER = List.of("gen_ai.provider.name", "gen_ai.system");
    static final List<String> RESPONSE_MODEL = List.of("gen_ai.response.model");
    static final List<String> REQUEST_MODEL = List.of("gen_ai.request.model");
    static final List<String> ENDPOINT = List.of("server.address", "gen_ai.openai.api_base");
    static final List<String> SERVED_TIER = List.of(
            "openai.response.service_tier",
            "gen_ai.openai.response.service_tier",
            "gen_ai.response.service_tier",
            "anthropic.response.service_tier");
    static final List<String> ASKED_TIER =
            List.of("openai.request.service_tier", "gen_ai.openai.request.service_tier", "gen_ai.request.service_tier");
    static final List<String> EFFORT = List.of(
            "gen_ai.request.reasoning.level",
            "gen_ai.response.reasoning_effort",
            "gen_ai.request.reasoning_effort",
            "gen_ai.openai.request.reasoning_effort");
    static final List<String> FINISH_REASONS = List.of("gen_ai.response.finish_reasons");
    static final List<String> ERROR = List.of("error.type");

    /** Input tokens, of which the cached ones are a part. */
    public static final List<String> INPUT =
            List.of("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.usage.prompt_tokens");

    /** Output tokens, of which the reasoning ones are a part. */
    public static final List<String> OUTPUT =
            List.of("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.usage.completion_tokens");

    /** Input and output together. */
    public static final List<String> TOTAL = List.of("gen_ai.usage.total_tokens", "llm.usage.total_tokens");

    static final List<String> CACHE_READ = List.of(
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.usage.cache_read_input_tokens",
            "llm.usage.cache_read_input_tokens");
    static final List<String> CACHE_WRITE = List.of(
            "gen_ai.usage.cache_creation.input_tokens",
            "gen_ai.usage.cache_write.input_tokens",
            "gen_ai.usage.cache_creation_input_tokens",
            "llm.usage.cache_creation_input_tokens");
    static final List<String> CACHE_WRITE_1H = List.of("anthropic.usage.cache_creation.ephemeral_1h_input_tokens");
    static final List<String> AUDIO_INPUT = List.of("gen_ai.usage.audio.input_tokens");
    static final List<String> IMAGE_INPUT = List.of("gen_ai.usage.image.input_tokens");
    static final List<String> VIDEO_INPUT = List.of("gen_ai.usage.video.input_tokens");
    static final List<String> AUDIO_OUTPUT = List.of("gen_ai.usage.audio.output_tokens");
    static final List<String> REASONING = List.of(
            "gen_ai.usage.reasoning.output_tokens",
            "gen_ai.usage.reasoning_tokens",
            "llm.usage.reasoning_tokens",
            "gen_ai.usage.details.reasoning_tokens");

    private static final List<List<String>> USAGE = List.of(
            INPUT,
            OUTPUT,
            TOTAL,
            CACHE_READ,
            CACHE_WRITE,
            CACHE_WRITE_1H,
            AUDIO_INPUT,
            IMAGE_INPUT,
            VIDEO_INPUT,
            AUDIO_OUTPUT,
            REASONING);

    private static final List<List<String>> FACTS = List.of(
            OPERATION,
            REQUEST_TYPE,
            PROVIDER,
            RESPONSE_MODEL,
            REQUEST_MODEL,
            ENDPOINT,
            SERVED_TIER,
            ASKED_TIER,
            EFFORT,
            FINISH_REASONS,
            ERROR);

    private static final Set<String> READ =
            Stream.concat(USAGE.stream(), FACTS.stream()).flatMap(List::stream).collect(Collectors.toUnmodifiableSet());

    private SpanNames() {}

    /** Every attribute that the dialect reads; what is not among them need not be carried further. */
    public static Set<String> read() {
        return READ;
    }
}
