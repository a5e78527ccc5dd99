package io.tokenledger.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.MeteredUsageJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are written by hand, their fingerprints computed apart: SHA-256 over length-prefixed parts. */
class GoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT = ".event.json";

    static List<Path> events() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(GoldenTest.class.getResource("/golden"));
        try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(EVENT))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventBecomesTheMeteredUsageOfItsGoldenFile(Path event) throws IOException {
        Path metered = Path.of(event.toString().replace(EVENT, ".metered.json"));
        var actual = (ObjectNode) JSON.readTree(MeteredUsageJson.write(Deliveries.accepted(Files.readString(event))));
        // What is counted beside the provider is no part of what an event says: TextMeasureTest.
        actual.remove(List.of("text_tokens", "reasoning_at_most"));
        assertThat(actual).isEqualTo(JSON.readTree(metered.toFile()));
    }

    @Test
    void everyDialectHasGoldenFiles() throws IOException, URISyntaxException {
        assertThat(events())
                .map(file -> JSON.readTree(file.toFile()).path("type").asText())
                .contains(
                        "io.tokenledger.usage.v1",
                        "openai.chat.completion",
                        "openai.response",
                        "openai.completion",
                        "openai.embedding",
                        "openai.realtime",
                        "openai.thread.run",
                        "openai.batch",
                        "azure.chat.completion",
                        "azure.response",
                        "mistral.chat",
                        "deepseek.chat",
                        "xai.chat",
                        "xai.response",
                        "groq.chat",
                        "openrouter.chat",
                        "ollama.chat",
                        "together.chat",
                        "openai.compatible");
    }
}
