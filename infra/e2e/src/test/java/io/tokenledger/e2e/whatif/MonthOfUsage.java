package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.sample.SampleCompany;
import io.tokenledger.sample.SampleMix;
import io.tokenledger.sample.UsageSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * July 2026: the sample company's usage and, where the reference data is there, two production traces stretched over the
 * month. A trace says how long a request was and how much of it was cached; its model, tier, app, team and the rest follow
 * from the number of its row.
 */
final class MonthOfUsage {
    static final String COMPANY = "whatif-company";
    static final String TRACES = "whatif-traces";
    static final Instant FROM = Instant.parse("2026-07-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2026-08-01T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TRACE_FOLDER =
            Path.of(System.getProperty("tokenledger.reference-data", ".")).resolve("traces");
    private static final int COMPANY_EVENTS = 30_000;
    /** Mooncake counts prefixes that were seen before in blocks of so many tokens. */
    private static final long BLOCK_TOKENS = 512;

    private MonthOfUsage() {}

    static List<Use> events() throws IOException {
        var events = new ArrayList<Use>();
        company(events);
        azure(events);
        mooncake(events);
        EdgeCases.add(events);
        return events;
    }

    private static void company(List<Use> events) throws IOException {
        try (UsageSample sample =
                SampleCompany.stream(7, FROM, UNTIL, new SampleMix(COMPANY_EVENTS, 1, 0, 0, 0, true))) {
            while (sample.hasNext()) {
                events.add(read(JSON.readTree(sample.next().value())));
            }
        }
    }

    /** The company's native form: input holds the cached and written tokens, output the reasoning. */
    private static Use read(JsonNode event) {
        JsonNode data = event.get("data");
        JsonNode usage = data.get("usage");
        long cached = usage.get("cached_input_tokens").asLong();
        long written = usage.get("cache_write_tokens").asLong();
        long reasoning = usage.get("reasoning_tokens").asLong();
        var attributes = new HashMap<String, String>();
        for (String name : List.of(
                "team",
                "project",
                "app",
                "environment",
                "user",
                "provider",
                "model",
                "service_tier",
                "reasoning_effort")) {
            if (data.has(name)) {
                attributes.put(name, data.get(name).asText());
            }
        }
        return new Use(
                COMPANY,
                event.get("id").asText(),
                Instant.parse(event.get("time").asText()),
                attributes,
                Map.of("feature", data.get("tags").get("feature").asText()),
                Map.of(
                        "input",
                        usage.get("input_tokens").asLong() - cached - written,
                        "cached_input",
                        cached,
                        "cache_write",
                        written,
                        "output",
                        usage.get("output_tokens").asLong() - reasoning,
                        "reasoning",
                        reasoning,
                        "requests",
                        1L),
                Set.of());
    }

    private static void azure(List<Use> events) throws IOException {
        List<String> rows = rows("AzureLLMInferenceTrace_2023_code.csv");
        for (int row = 0; row < rows.size(); row++) {
            String[] cells = rows.get(row).split(",", -1);
            events.add(Roster.use("azure-" + row, at(row, rows.size()), row, number(cells[1]), 0, number(cells[2])));
        }
    }

    private static void mooncake(List<Use> events) throws IOException {
        List<String> rows = rows("mooncake_conversation_lengths.csv");
        for (int row = 0; row < rows.size(); row++) {
            String[] cells = rows.get(row).split(",", -1);
            long input = number(cells[1]);
            long cached = Math.min(number(cells[3]) * BLOCK_TOKENS, input);
            events.add(
                    Roster.use("mooncake-" + row, at(row, rows.size()), row, input - cached, cached, number(cells[2])));
        }
    }

    private static long number(String cell) {
        return Long.parseLong(cell);
    }

    private static List<String> rows(String trace) throws IOException {
        Path file = TRACE_FOLDER.resolve(trace);
        if (!Files.exists(file)) {
            System.out.println("without " + trace + ": the reference data is not there");
            return List.of();
        }
        return Files.readAllLines(file).stream().skip(1).toList();
    }

    /** Evenly over the month, to the microsecond. */
    private static Instant at(long row, long rows) {
        long micros = Duration.between(FROM, UNTIL).toNanos() / 1_000;
        return FROM.plusNanos(micros / rows * row * 1_000);
    }
}
