package io.tokenledger.sample;

import static io.tokenledger.sample.ReferenceTrace.quantile;
import static io.tokenledger.sample.SampleReading.END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The sizes of the sample's requests are those of published traces: the median within 15 %, the 90th within 25 %. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleSizesTest {
    private static final String AZURE = "AzureLLMInferenceTrace_2023_code.csv";
    private static final String MOONCAKE = "mooncake_conversation_lengths.csv";
    private static final String SERVEGEN_R1 = "servegen/deepseek-r1_client_token_stats.csv";

    private final List<JsonNode> events =
            SampleReading.of(SampleCompany.stream(23, END, SampleMix.believable(100_000))).events;

    @Test
    void codeCompletionHasTheSizesOfTheAzureCodeTrace() throws IOException {
        Set<String> apps = Set.of("code-completion");
        assertSimilar(ReferenceTrace.column(AZURE, "ContextTokens"), drawn(apps, SampleReading::input));
        assertSimilar(ReferenceTrace.column(AZURE, "GeneratedTokens"), drawn(apps, SampleReading::output));
    }

    @Test
    void conversationsHaveTheSizesOfTheMooncakeTrace() throws IOException {
        Set<String> apps = Set.of("search-answers", "helpdesk-bot", "campaign-writer");
        assertSimilar(ReferenceTrace.column(MOONCAKE, "input_length"), drawn(apps, SampleReading::input));
        assertSimilar(ReferenceTrace.column(MOONCAKE, "output_length"), drawn(apps, SampleReading::output));
    }

    @Test
    void conversationsFindAsMuchInTheCacheAsTheMooncakeTrace() throws IOException {
        double[] input = ReferenceTrace.column(MOONCAKE, "input_length");
        double[] blocks = ReferenceTrace.column(MOONCAKE, "shared_prefix_blocks");
        double[] shares = new double[input.length];
        for (int i = 0; i < input.length; i++) {
            shares[i] = Math.min(1, 512 * blocks[i] / input[i]);
        }
        double[] drawn = events.stream()
                .filter(event -> event.at("/data/app").asText().equals("helpdesk-bot"))
                .filter(event -> SampleReading.input(event) >= 1_024)
                .mapToDouble(
                        event -> event.at("/data/usage/cached_input_tokens").doubleValue() / SampleReading.input(event))
                .toArray();
        assertSimilar(shares, drawn);
    }

    @Test
    void reasoningTakesTheShareOfTheOutputThatServeGenSaw() throws IOException {
        // Low and high effort are the lower and the upper half: as many of the one as of the other are the whole.
        double[] low = byEffort("low");
        double[] high = byEffort("high");
        double[] both = new double[2 * Math.min(low.length, high.length)];
        System.arraycopy(low, 0, both, 0, both.length / 2);
        System.arraycopy(high, 0, both, both.length / 2, both.length / 2);
        assertSimilar(ReferenceTrace.column(SERVEGEN_R1, "reason_ratio_mean"), both);
        assertThat(quantile(high, 0.5)).isGreaterThan(quantile(low, 0.5));
        assertThat(both).hasSizeGreaterThan(5_000);
    }

    private double[] byEffort(String effort) {
        return events.stream()
                .filter(event -> SampleReading.model(event).equals("o4-mini"))
                .filter(event -> SampleReading.effort(event).equals(effort))
                .filter(event -> SampleReading.output(event) > 0)
                .mapToDouble(event -> (double) SampleReading.reasoning(event) / SampleReading.output(event))
                .toArray();
    }

    private double[] drawn(Set<String> apps, ToDoubleFunction<JsonNode> size) {
        return events.stream()
                .filter(event -> apps.contains(event.at("/data/app").asText()))
                .mapToDouble(size)
                .toArray();
    }

    private static void assertSimilar(double[] trace, double[] drawn) {
        assertThat(quantile(drawn, 0.5)).as("median").isCloseTo(quantile(trace, 0.5), withinPercentage(15));
        assertThat(quantile(drawn, 0.9)).as("90th percentile").isCloseTo(quantile(trace, 0.9), withinPercentage(25));
    }
}
