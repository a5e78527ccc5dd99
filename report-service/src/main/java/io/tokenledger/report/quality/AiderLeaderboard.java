package io.tokenledger.report.quality;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.json.CsvForms;
import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The leaderboard of Aider's polyglot benchmark, in the YAML form in which that project publishes it: per entry the share
 * of the cases that a model solved in two tries, and the tokens and the cost of all cases where it says them. A cost of
 * zero there means that nobody knew it. Every edit format is a benchmark of its own. Pure.
 */
final class AiderLeaderboard {
    private static final String SOURCE = "Aider polyglot leaderboard";

    private AiderLeaderboard() {}

    /** Reads every entry, or refuses all with what is wrong. */
    static StatedScores read(String yaml) {
        Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
        List<BenchmarkScore> scores = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        int number = 0;
        for (Object entry : PlainYaml.list(yaml)) {
            number++;
            try {
                Map<?, ?> fields = fields(entry);
                Benchmark benchmark = benchmark(fields);
                benchmarks.putIfAbsent(benchmark.benchmark(), benchmark);
                scores.add(score(fields, benchmark));
            } catch (ReportProblem fault) {
                faults.add("entry " + number + ": " + fault.detail());
            }
        }
        CsvForms.refuse(faults);
        return new StatedScores(List.copyOf(benchmarks.values()), scores);
    }

    private static Map<?, ?> fields(Object entry) {
        if (entry instanceof Map<?, ?> fields) {
            return fields;
        }
        throw ReportError.FILE_INVALID.because("it is no map of fields");
    }

    private static Benchmark benchmark(Map<?, ?> fields) {
        String format = text(fields, "edit_format");
        if (format == null || !format.matches("[a-z-]{1,40}")) {
            throw ReportError.FILE_INVALID.because("edit_format is " + format + ": a word of a-z and - is expected");
        }
        return new Benchmark(
                "aider_polyglot_" + format.replace('-', '_'),
                "Aider polyglot, " + format + " edit format",
                "percent",
                true);
    }

    private static BenchmarkScore score(Map<?, ?> fields, Benchmark benchmark) {
        ObjectNode score = JsonNodeFactory.instance.objectNode();
        score.put("benchmark", benchmark.benchmark());
        score.put("model", text(fields, "model"));
        if (!fields.containsKey("editor_model")) {
            score.put("reasoning_effort", text(fields, "reasoning_effort"));
        }
        score.put("score", text(fields, "pass_rate_2"));
        score.put("cases", known(fields, "test_cases"));
        score.put("prompt_tokens", known(fields, "prompt_tokens"));
        score.put("completion_tokens", known(fields, "completion_tokens"));
        score.put("cost_usd", known(fields, "total_cost"));
        score.put("source", SOURCE);
        score.put("source_date", text(fields, "date"));
        return ScoreForm.score(JsonForm.of(score, "", ScoreForm.SCORE));
    }

    private static @Nullable String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    /** Null where it is not said, or said to be nothing. */
    private static @Nullable String known(Map<?, ?> fields, String name) {
        String text = text(fields, name);
        boolean isZero = text != null && text.matches("0+(\\.0*)?");
        return isZero ? null : text;
    }
}
