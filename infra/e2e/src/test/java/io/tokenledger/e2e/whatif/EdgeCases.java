package io.tokenledger.e2e.whatif;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests around every threshold and limit that there is: one token below, on it, one above. */
final class EdgeCases {
    private static final List<Long> INPUTS =
            List.of(65_536L, 128_000L, 200_000L, 272_000L, 1_000_000L, 1_047_576L, 1_048_576L);
    private static final List<Long> OUTPUTS = List.of(32_768L, 64_000L, 65_536L, 100_000L, 128_000L);
    /** Input and output together. */
    private static final List<Long> WINDOWS = List.of(128_000L, 200_000L, 400_000L);

    private static final List<String[]> MODELS =
            """
            openai o3 standard high -
            openai gpt-4.1 standard - -
            openai gpt-5.4 standard high -
            anthropic claude-sonnet-4-5 standard - -
            google gemini-2.5-pro standard - -
            whatif-cloud heron standard - -""".lines().map(line -> line.split(" ", -1)).toList();

    private EdgeCases() {}

    /** Spread over the month, and each once more as an aggregate with that mean or a little more. */
    static void add(List<Use> events) {
        Instant at = MonthOfUsage.FROM.plusSeconds(1_800);
        int row = 0;
        for (String[] model : MODELS) {
            for (long difference = -1; difference <= 1; difference++) {
                for (long input : INPUTS) {
                    at = at.plus(Duration.ofMinutes(47));
                    events.add(use(row++, at, model, input + difference, 100 + row % 50, 1));
                    events.add(use(row++, at, model, (input + difference) * 3 + row % 3, 900, 3));
                }
                for (long output : OUTPUTS) {
                    at = at.plus(Duration.ofMinutes(47));
                    events.add(use(row++, at, model, 2_000, output + difference, 1));
                }
                for (long window : WINDOWS) {
                    at = at.plus(Duration.ofMinutes(47));
                    events.add(use(row++, at, model, window - 50_000 + difference, 50_000, 1));
                    events.add(use(row++, at, model, (window - 50_000) * 7 + difference, 350_000, 7));
                }
            }
        }
    }

    private static Use use(int row, Instant at, String[] model, long input, long output, long requests) {
        var meters = new HashMap<String, Long>(Map.of(
                "input",
                input - input / 3,
                "cached_input",
                input / 3,
                "output",
                output - output / 4,
                "reasoning",
                output / 4,
                "requests",
                requests));
        return new Use(
                MonthOfUsage.TRACES,
                "edge-" + row,
                at,
                Roster.attributes(row, model),
                Roster.tags(row),
                meters,
                row % 11 == 0 ? Set.of("images", "tools") : Set.of());
    }
}
