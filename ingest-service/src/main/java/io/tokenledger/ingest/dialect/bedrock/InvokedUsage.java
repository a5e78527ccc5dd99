package io.tokenledger.ingest.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.anthropic.AnthropicUsage;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of an InvokeModel body, in the form of the model's vendor (Bedrock user guide, "Inference request
 * parameters and response fields"). Where the body has none: Bedrock's own metrics at the end of a stream, else its
 * response headers.
 */
record InvokedUsage(InputUsage input, OutputUsage output, long webSearches, Map<Meter, Long> further) {
    static final String METRICS = "amazon-bedrock-invocationMetrics";

    /** What is looked for, for the sender. */
    static final String FIELDS = "usage, inputTextTokenCount, prompt_token_count, " + METRICS
            + ", and data.headers no x-amzn-bedrock-input-token-count";

    /** The first of the forms that is there; null where none is. */
    static @Nullable InvokedUsage read(JsonFields body, @Nullable ResponseHeaders headers) throws Refusal {
        JsonFields usage = body.object("usage");
        InvokedUsage found = usage == null ? null : ofUsage(usage);
        if (found == null && body.present("inputTextTokenCount") != null) {
            found = titan(body);
        }
        if (found == null && body.present("prompt_token_count") != null) {
            found = of(
                    Counts.wholeOrNull(body, "prompt_token_count"),
                    0,
                    0,
                    Counts.wholeOrNull(body, "generation_token_count"));
        }
        JsonFields metrics = body.object(METRICS);
        if (found == null && metrics != null && metrics.present("inputTokenCount") != null) {
            found = metrics(metrics);
        }
        return found == null && headers != null ? headers.usage() : found;
    }

    private static @Nullable InvokedUsage ofUsage(JsonFields usage) throws Refusal {
        if (usage.present("input_tokens") != null || usage.present("output_tokens") != null) {
            AnthropicUsage claude = AnthropicUsage.read(usage);
            return new InvokedUsage(claude.input(), claude.output(), claude.webSearches(), claude.further());
        }
        if (usage.present("inputTokens") != null || usage.present("outputTokens") != null) {
            return new InvokedUsage(
                    ConverseUsage.input(usage), ConverseUsage.output(usage), 0, ConverseUsage.further(usage));
        }
        return usage.present("prompt_tokens") == null ? null : chatCompletion(usage);
    }

    /** Mistral, DeepSeek, Qwen, gpt-oss and imported models: OpenAI's form, in which totals hold their parts. */
    private static InvokedUsage chatCompletion(JsonFields usage) throws Refusal {
        JsonFields input = usage.object("prompt_tokens_details");
        JsonFields output = usage.object("completion_tokens_details");
        return new InvokedUsage(
                new InputUsage(
                        Counts.wholeOrNull(usage, "prompt_tokens"),
                        input == null ? 0 : input.count("cached_tokens"),
                        0,
                        0,
                        0,
                        0),
                new OutputUsage(
                        Counts.wholeOrNull(usage, "completion_tokens"),
                        output == null ? 0 : output.count("reasoning_tokens"),
                        0),
                0,
                Map.of());
    }

    /** Amazon Titan's text and embeddings; an embedding has no output. */
    private static InvokedUsage titan(JsonFields body) throws Refusal {
        Long made = Counts.wholeOrNull(body, "totalOutputTextTokenCount");
        JsonNode results = body.present("results");
        if (results != null && !results.isArray()) {
            throw body.wrongType("results", results, "an array");
        }
        for (int i = 0; results != null && i < results.size(); i++) {
            var result = new JsonFields(results.get(i), body.pathOf("results[" + i + "]"));
            made = Counts.total(body, Counts.orZero(made), Counts.whole(result, "tokenCount"));
        }
        boolean isEmbedding = body.present("embedding") != null || body.present("embeddingsByType") != null;
        return of(
                Counts.wholeOrNull(body, "inputTextTokenCount"), 0, 0, made == null && isEmbedding ? (Long) 0L : made);
    }

    private static InvokedUsage metrics(JsonFields metrics) throws Refusal {
        return of(
                Counts.wholeOrNull(metrics, "inputTokenCount"),
                Counts.whole(metrics, "cacheReadInputTokenCount"),
                Counts.whole(metrics, "cacheWriteInputTokenCount"),
                Counts.wholeOrNull(metrics, "outputTokenCount"));
    }

    /** Input without what was read from a cache or written to one; null of a side: not stated. */
    static InvokedUsage of(@Nullable Long plain, long cached, long written, @Nullable Long output) {
        return new InvokedUsage(
                new InputUsage(plain == null ? null : (Long) (plain + cached + written), cached, written, 0, 0, 0),
                new OutputUsage(output, 0, 0),
                0,
                Map.of());
    }
}
