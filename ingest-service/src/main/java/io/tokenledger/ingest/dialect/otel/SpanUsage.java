package io.tokenledger.ingest.dialect.otel;

import io.tokenledger.ingest.dialect.Content;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a span. Input tokens include the cached ones and output tokens the reasoning ones (OpenTelemetry GenAI
 * registry, {@code gen_ai.usage.input_tokens}). Where one side is not stated, the total tells it.
 *
 * @param input all of it, or {@code UNSTATED} with its parts
 */
record SpanUsage(InputUsage input, OutputUsage output) {

    /**
     * Reads the counts.
     *
     * @param inputExcludesCache whether the sender's instrumentation leaves cached tokens out of the input tokens
     */
    static SpanUsage read(JsonFields attributes, boolean inputExcludesCache) throws Refusal {
        Long statedInput = first(attributes, SpanNames.INPUT);
        Long statedOutput = first(attributes, SpanNames.OUTPUT);
        Long all = first(attributes, SpanNames.TOTAL);
        long cached = count(attributes, SpanNames.CACHE_READ);
        long written = count(attributes, SpanNames.CACHE_WRITE);
        long reasoning = count(attributes, SpanNames.REASONING);
        return new SpanUsage(
                new InputUsage(
                        input(statedInput, statedOutput, all, inputExcludesCache ? cached + written : 0),
                        cached,
                        written,
                        count(attributes, SpanNames.CACHE_WRITE_1H),
                        count(attributes, SpanNames.AUDIO_INPUT),
                        count(attributes, SpanNames.IMAGE_INPUT),
                        count(attributes, SpanNames.VIDEO_INPUT),
                        0,
                        0),
                new OutputUsage(
                        output(statedInput, statedOutput, all, reasoning),
                        reasoning,
                        count(attributes, SpanNames.AUDIO_OUTPUT)));
    }

    private static @Nullable Long input(@Nullable Long input, @Nullable Long output, @Nullable Long all, long beside) {
        return input == null ? rest(all, output) : Long.valueOf(input + beside);
    }

    /**
     * Some providers leave reasoning out of the output and have it in the total alone (xAI's {@code completion_tokens}):
     * where the total is short by just that, the output is without it.
     */
    private static @Nullable Long output(
            @Nullable Long input, @Nullable Long output, @Nullable Long all, long reasoning) {
        if (output == null) {
            return rest(all, input);
        }
        boolean isWithoutReasoning = all != null && input != null && reasoning > 0 && all - input - output == reasoning;
        return isWithoutReasoning ? Long.valueOf(output + reasoning) : output;
    }

    private static @Nullable Long rest(@Nullable Long all, @Nullable Long side) {
        return all == null || side == null || side > all ? null : Long.valueOf(all - side);
    }

    /** Whether anything is stated at all. */
    boolean isStated() {
        return input.total() != null || output.total() != null || input.parts() > 0 || output.parts() > 0;
    }

    /** A call has both sides: one that is neither stated nor can be counted must not come out as free. */
    void checkBothSides(SpanOperation operation, Content content) throws Refusal {
        if (!isStated()) {
            return;
        }
        if (input.total() == null && content.messages() == null) {
            throw missing("input", SpanNames.INPUT.getFirst(), "gen_ai.input.messages");
        }
        if (output.total() == null && content.output() == null && operation != SpanOperation.EMBEDDINGS) {
            throw missing("output", SpanNames.OUTPUT.getFirst(), "gen_ai.output.messages");
        }
    }

    private static Refusal missing(String side, String name, String content) {
        return new Refusal(
                IngestError.USAGE_MISSING,
                "the span tells no " + side + " tokens: it has neither " + name + " nor " + content
                        + " to count them from");
    }

    private static long count(JsonFields attributes, List<String> names) throws Refusal {
        Long count = first(attributes, names);
        return count == null ? 0 : count;
    }

    private static @Nullable Long first(JsonFields attributes, List<String> names) throws Refusal {
        for (String name : names) {
            Long count = attributes.countOrNull(name);
            if (count != null) {
                return count;
            }
        }
        return null;
    }
}
