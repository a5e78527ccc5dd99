package io.tokenledger.report.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /v1/benchmarks}. */
@Schema(name = "Benchmarks")
public record BenchmarksJson(List<BenchmarkJson> benchmarks, List<ScoreJson> scores) {
    /** What a benchmark is. */
    @Schema(name = "Benchmark")
    public record BenchmarkJson(
            @Schema(examples = "swe_bench_verified") String benchmark,
            @Schema(examples = "SWE-bench Verified") String title,
            @Schema(examples = "percent") String unit,
            boolean higherIsBetter) {}

    /** What a model scored, as the source says. Null: it does not say. */
    @Schema(name = "BenchmarkScore")
    public record ScoreJson(
            String benchmark,
            @Schema(examples = "o3") String model,
            @Schema(examples = "high") @Nullable String reasoningEffort,

            @Schema(description = "The name in the source", examples = "o3 (high)")
            String statedModel,

            @Schema(description = "Exact decimal, in the benchmark's unit", examples = "69.1")
            String score,

            @Nullable Long cases,
            @Nullable Long promptTokens,
            @Nullable Long completionTokens,

            @Schema(description = "Of all cases together, at prices of that day") @Nullable
            String costUsd,

            @Schema(description = "Rounded to 6 places") @Nullable
            String costUsdPerCase,

            String source,
            LocalDate sourceDate) {
        private static final int PLACES = 6;

        static ScoreJson of(BenchmarkScore score) {
            BigDecimal cost = score.costUsd();
            Long cases = score.cases();
            return new ScoreJson(
                    score.benchmark(),
                    score.model(),
                    score.reasoningEffort().isEmpty() ? null : score.reasoningEffort(),
                    score.statedModel(),
                    score.score().toPlainString(),
                    cases,
                    score.promptTokens(),
                    score.completionTokens(),
                    cost == null ? null : cost.toPlainString(),
                    cost == null || cases == null
                            ? null
                            : cost.divide(BigDecimal.valueOf(cases), PLACES, RoundingMode.HALF_EVEN)
                                    .toPlainString(),
                    score.source(),
                    score.sourceDate());
        }
    }

    static BenchmarksJson of(Collection<Benchmark> benchmarks, List<BenchmarkScore> scores) {
        return new BenchmarksJson(
                benchmarks.stream()
                        .map(benchmark -> new BenchmarkJson(
                                benchmark.benchmark(), benchmark.title(), benchmark.unit(), benchmark.higherIsBetter()))
                        .toList(),
                scores.stream().map(ScoreJson::of).toList());
    }
}
