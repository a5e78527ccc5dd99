package io.tokenledger.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReplayTest {
    private static final Instant END = Instant.parse("2026-11-20T10:00:00Z");
    private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens\r\n";

    @TempDir
    Path folder;

    @Test
    void rowsKeepTheirDistancesAndEndNow() throws Exception {
        Path file = file(HEADER + "2023-11-16 18:17:03.9799600,4808,10\r\n2023-11-16 18:17:13.9799600,3180,8\r\n"
                + "2023-11-16 18:18:03.98,75,0");
        try (UsageSample replay = replay(file, 100)) {
            List<JsonNode> events = SampleReading.texts(replay).stream()
                    .map(SampleReading::json)
                    .toList();
            assertThat(events)
                    .extracting(event -> event.path("time").asText())
                    .containsExactly(
                            "2026-11-20T09:58:59.998Z", "2026-11-20T09:59:09.998Z", "2026-11-20T09:59:59.999Z");
            assertThat(events).extracting(SampleReading::input).containsExactly(4808L, 3180L, 75L);
            assertThat(events).extracting(SampleReading::output).containsExactly(10L, 8L, 0L);
            assertThat(replay.records()).isEqualTo(3);
            assertThat(replay.totals()).isEqualTo(new SampleTotals(3, 0, 0, 0, 0, 8063, 0, 18, 0));
            assertThat(replay.from()).isEqualTo("2026-11-20T09:58:59.998Z");
        }
    }

    @Test
    void rowsAreBookedToTheCodeCompletionOfTheCompany() throws Exception {
        try (UsageSample replay = replay(file(HEADER + "2023-11-16 18:17:03,1,2\n"), 100)) {
            JsonNode data =
                    SampleReading.json(SampleReading.text(replay.next())).path("data");
            assertThat(data.path("tenant").asText()).isEqualTo("acme");
            assertThat(data.path("team").asText()).isEqualTo("engineering");
            assertThat(data.path("app").asText()).isEqualTo("code-completion");
            assertThat(data.path("provider").asText()).isEqualTo("openai");
            assertThat(data.path("model").asText()).isEqualTo("gpt-4.1-mini");
        }
    }

    @Test
    void onlyTheFirstRowsAreReadWhereThereIsALimit() throws Exception {
        Path file = file(HEADER + "2023-11-16 18:17:03,1,2\n2023-11-16 18:17:04,3,4\nnot a row\n");
        try (UsageSample replay = replay(file, 2)) {
            assertThat(SampleReading.of(replay).totals().inputTokens()).isEqualTo(4);
        }
    }

    @Test
    void aRowThatIsNotOneIsNamedByItsLine() throws IOException {
        assertRefused("2023-11-16 18:17:03,1,2\n2023-11-16 18:17:04,3\n", "line 3", "'2023-11-16 18:17:04,3'");
        assertRefused("2023-11-16 18:17:03,1,2,3\n", "line 2", "TIMESTAMP,ContextTokens,GeneratedTokens");
        assertRefused("yesterday,1,2\n", "line 2", "TIMESTAMP 'yesterday'");
        assertRefused("2023-02-30 18:17:03,1,2\n", "line 2", "TIMESTAMP '2023-02-30 18:17:03'");
        assertRefused("\n\n2023-11-16 18:17:03,-1,2\n", "line 4", "ContextTokens '-1'");
        assertRefused("2023-11-16 18:17:03,1,2.5\n", "line 2", "GeneratedTokens '2.5'");
        assertRefused("2023-11-16 18:17:03,99999999999999999999,2\n", "line 2", "ContextTokens");
        assertRefused("", "no row behind the header", "");
    }

    @Test
    void aFileWithoutTheHeaderIsRefused() throws IOException {
        for (String text : List.of("", "time,in,out\n2023-11-16 18:17:03,1,2\n")) {
            Path file = file(text);
            assertThatThrownBy(() -> TraceFile.check(file, 10))
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessage("line 1: expected the header TIMESTAMP,ContextTokens,GeneratedTokens");
        }
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path file = folder.resolve("binary");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});
        assertThatThrownBy(() -> TraceFile.check(file, 10)).hasMessage("not a text file in UTF-8");
    }

    @Test
    void theAzureCodeTraceIsReplayedWhole() throws Exception {
        Path file = ReferenceTrace.file("AzureLLMInferenceTrace_2023_code.csv");
        try (UsageSample replay = replay(file, Long.MAX_VALUE)) {
            SampleReading reading = SampleReading.of(replay);
            Set<String> ids = new HashSet<>();
            reading.events.forEach(event -> ids.add(event.path("id").asText()));
            assertThat(ids).hasSize(8_819);
            assertThat(reading.inputTokens).isEqualTo(sum(file, 1));
            assertThat(reading.outputTokens).isEqualTo(sum(file, 2));
            assertThat(replay.totals()).isEqualTo(reading.totals());
            assertThat(Duration.between(replay.from(), END)).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(65));
        }
    }

    private static long sum(Path file, int column) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.strip().split(",", -1)[column]))
                .sum();
    }

    private void assertRefused(String rows, String line, String what) throws IOException {
        Path file = file(HEADER + rows);
        assertThatThrownBy(() -> TraceFile.check(file, 10))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith(line)
                .hasMessageContaining(what);
    }

    private static UsageSample replay(Path file, long limit) throws IOException, TraceFormatException {
        return new TraceReplay(TraceFile.check(file, limit), END);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), text, StandardCharsets.UTF_8);
    }
}
