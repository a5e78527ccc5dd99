package io.tokenledger.report.quality;

import io.tokenledger.report.json.CsvForms;
import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads benchmarks and scores, from files and from bodies alike. Pure. */
final class ScoreForm {
    static final Set<String> BENCHMARK = Set.of("benchmark", "title", "unit", "higher_is_better");

    static final Set<String> SCORE = Set.of(
            "benchmark",
            "model",
            "reasoning_effort",
            "score",
            "cases",
            "prompt_tokens",
            "completion_tokens",
            "cost_usd",
            "source",
            "source_date");

    static final Set<String> EVALUATION = Set.of(
            "tenant",
            "evaluation",
            "app",
            "model",
            "reasoning_effort",
            "score",
            "samples",
            "unit",
            "higher_is_better",
            "measured_on",
            "source",
            "author");

    private ScoreForm() {}

    /** The lines of a file of benchmarks. */
    static List<Benchmark> benchmarksOf(String csv) {
        return CsvForms.read(csv, BENCHMARK, Set.of(), ScoreForm::benchmark);
    }

    /** The lines of a file of scores. */
    static List<BenchmarkScore> scoresOf(String csv) {
        return CsvForms.read(csv, SCORE, Set.of(), ScoreForm::score);
    }

    static Benchmark benchmark(JsonForm form) {
        String id = form.required("benchmark");
        if (!id.matches("[a-z0-9_]{1,60}")) {
            throw ReportError.FIELD_INVALID.because(
                    "benchmark '" + id + "': an id of a-z, 0-9 and _ is expected, as swe_bench_verified");
        }
        return new Benchmark(id, form.required("title"), form.required("unit"), form.flag("higher_is_better", true));
    }

    /** A model may be given with its effort, as leaderboards do: {@code o3 (high)}. */
    static BenchmarkScore score(JsonForm form) {
        String stated = form.required("model");
        StatedModel model = StatedModel.of(stated);
        @Nullable BigDecimal cost = form.decimal("cost_usd");
        if (cost != null && cost.signum() <= 0) {
            throw ReportError.FIELD_INVALID.because("cost_usd of " + stated + " is " + cost.toPlainString()
                    + ": a positive amount is expected, and none where it is not known");
        }
        return new BenchmarkScore(
                form.required("benchmark"),
                model.model(),
                form.text("reasoning_effort", model.reasoningEffort()),
                stated,
                score(form, "score"),
                form.count("cases"),
                form.count("prompt_tokens"),
                form.count("completion_tokens"),
                cost,
                form.required("source"),
                form.requiredDate("source_date"));
    }

    static EvaluationScore evaluation(JsonForm form) {
        return new EvaluationScore(
                form.required("tenant"),
                form.required("evaluation"),
                form.text("app", ""),
                form.required("model"),
                form.text("reasoning_effort", ""),
                score(form, "score"),
                form.count("samples"),
                form.required("unit"),
                form.flag("higher_is_better", true),
                form.requiredDate("measured_on"),
                form.required("source"),
                form.required("author"));
    }

    private static BigDecimal score(JsonForm form, String field) {
        BigDecimal score = form.requiredDecimal(field);
        if (score.abs().compareTo(HIGHEST) >= 0) {
            throw ReportError.FIELD_INVALID.because(
                    field + " is " + score.toPlainString() + ": less than 1e9 is expected");
        }
        return score;
    }

    private static final BigDecimal HIGHEST = new BigDecimal(1_000_000_000);
}
