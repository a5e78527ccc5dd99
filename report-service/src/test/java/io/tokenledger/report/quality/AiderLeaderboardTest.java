package io.tokenledger.report.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.fixture.ReferenceData;
import io.tokenledger.report.problem.ReportProblem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AiderLeaderboardTest {
    private static final String ENTRY = """
            - model: o3 (high)
              edit_format: diff-fenced
              pass_rate_2: 81.3
              test_cases: 225
              total_cost: 21.2259
              prompt_tokens: 3148932
              completion_tokens: 2047615
              date: 2025-06-25
            """;

    @Test
    void everyEntryOfTheRealLeaderboardIsRead() throws IOException {
        String yaml = Files.readString(ReferenceData.file("model_quality/aider_polyglot_leaderboard.yml"));
        List<Map<String, String>> expected = readByLines(yaml);
        List<BenchmarkScore> scores = AiderLeaderboard.read(yaml).scores();
        assertThat(expected).hasSize(69);
        assertThat(scores).hasSameSizeAs(expected);
        for (int i = 0; i < scores.size(); i++) {
            hold(scores.get(i), expected.get(i));
        }
        assertThat(AiderLeaderboard.read(yaml).benchmarks())
                .extracting(Benchmark::benchmark)
                .containsExactlyInAnyOrder(
                        "aider_polyglot_whole",
                        "aider_polyglot_diff",
                        "aider_polyglot_diff_fenced",
                        "aider_polyglot_architect");
    }

    private static void hold(BenchmarkScore score, Map<String, String> entry) {
        String model = String.valueOf(entry.get("model"));
        assertThat(score.statedModel()).isEqualTo(model);
        assertThat(score.score()).as(model).isEqualByComparingTo(String.valueOf(entry.get("pass_rate_2")));
        assertThat(score.benchmark().replace("aider_polyglot_", "").replace('_', '-'))
                .as(model)
                .isEqualTo(entry.get("edit_format"));
        assertThat(score.sourceDate()).as(model).hasToString(entry.get("date"));
        assertThat(text(score.cases())).as(model).isEqualTo(entry.get("test_cases"));
        assertThat(text(score.promptTokens())).as(model).isEqualTo(entry.get("prompt_tokens"));
        assertThat(text(score.completionTokens())).as(model).isEqualTo(entry.get("completion_tokens"));
        BigDecimal cost = new BigDecimal(entry.getOrDefault("total_cost", "0"));
        if (cost.signum() == 0) {
            assertThat(score.costUsd())
                    .as("cost of %s, which nobody knew", model)
                    .isNull();
        } else {
            assertThat(score.costUsd()).as(model).isEqualByComparingTo(cost);
        }
    }

    private static @Nullable String text(@Nullable Long count) {
        return count == null ? null : count.toString();
    }

    /** The file as lines of "key: value", without a YAML reader. */
    private static List<Map<String, String>> readByLines(String yaml) {
        List<Map<String, String>> entries = new ArrayList<>();
        for (String line : yaml.lines().toList()) {
            if (line.startsWith("- ")) {
                entries.add(new LinkedHashMap<>());
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                String value =
                        line.substring(colon + 2).replaceFirst(" #.*", "").strip();
                entries.getLast().put(line.substring(2, colon).strip(), value.replaceAll("^'|'$", ""));
            }
        }
        return entries;
    }

    @ParameterizedTest
    @CsvSource({
        "o3 (high),                                       o3,                                  high",
        "o3-mini (medium),                                o3-mini,                             medium",
        "claude-opus-4-20250514 (no think),               claude-opus-4-20250514,              none",
        "claude-3-7-sonnet-20250219 (no thinking),        claude-3-7-sonnet-20250219,          none",
        "gemini-2.5-pro-preview-06-05 (default think),    gemini-2.5-pro-preview-06-05,        ''",
        "gemini-2.5-flash-preview-04-17 (default),        gemini-2.5-flash-preview-04-17,      ''",
        "claude-sonnet-4-20250514 (32k thinking),         claude-sonnet-4-20250514 (32k thinking), ''",
        "DeepSeek R1 (0528),                              DeepSeek R1 (0528),                  ''",
        "o3 (high) + gpt-4.1,                             o3 (high) + gpt-4.1,                 ''",
        "gpt-4.1,                                         gpt-4.1,                             ''"
    })
    void effortInTheNameIsTakenOutOfIt(String stated, String model, String effort) {
        assertThat(StatedModel.of(stated)).isEqualTo(new StatedModel(model, effort));
    }

    @Test
    void costIsExactAndPerCase() {
        BenchmarksJson.ScoreJson score = BenchmarksJson.ScoreJson.of(
                AiderLeaderboard.read(ENTRY).scores().getFirst());
        assertThat(score.costUsd()).isEqualTo("21.2259");
        assertThat(score.costUsdPerCase()).isEqualTo("0.094337"); // 21.2259 / 225 = 0.0943373…
        assertThat(score.benchmark()).isEqualTo("aider_polyglot_diff_fenced");
    }

    @Test
    void everyEntryThatIsWrongIsNamed() {
        String two = ENTRY + ENTRY.replace("81.3", "much") + ENTRY.replace("2025-06-25", "June");
        assertThatThrownBy(() -> AiderLeaderboard.read(two))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("entry 2: score is the text 'much'")
                .hasMessageContaining("entry 3: source_date is 'June'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "- 1",
                "- model: [",
                "- model: a\n  model: b",
                "- !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
                "- &a [x,x,x,x,x,x,x,x,x]\n- &b [*a,*a,*a,*a,*a,*a]\n- [*b,*b,*b]",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void whatIsNoLeaderboardIsRefused(String yaml) {
        assertThatThrownBy(() -> AiderLeaderboard.read(yaml))
                .isInstanceOfSatisfying(
                        ReportProblem.class,
                        problem -> assertThat(problem.error().code()).isEqualTo("file.invalid"));
    }
}
