package io.tokenledger.report.recommendation;

import io.tokenledger.report.quality.Benchmark;
import io.tokenledger.report.quality.BenchmarkScore;
import io.tokenledger.report.quality.EvaluationScore;
import io.tokenledger.report.quality.QualityScores;
import io.tokenledger.report.quality.TenantEvaluations;
import io.tokenledger.report.recommendation.Constraints.MinimumScore;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which models may answer for an app, by the scores that a tenant asks for. Pure. */
final class QualityRule {
    /** The part that a hybrid keeps where it was. */
    static final BigDecimal KEPT_BY_HYBRID = new BigDecimal("0.1");

    static final BigDecimal MOVED_BY_HYBRID = BigDecimal.ONE.subtract(KEPT_BY_HYBRID);

    private final QualityScores scores;
    private final TenantEvaluations evaluations;
    private final Constraints constraints;

    QualityRule(QualityScores scores, TenantEvaluations evaluations, Constraints constraints) {
        this.scores = scores;
        this.evaluations = evaluations;
        this.constraints = constraints;
    }

    /** Whether the model reaches every minimum at each of these efforts; one that was not tried does not. */
    boolean allows(String app, String model, SortedSet<String> efforts) {
        return constraints.minimumScoresOf(app).stream()
                .allMatch(minimum -> efforts.stream()
                        .allMatch(effort -> reaches(minimum, scores.scoreOf(minimum.benchmark(), model, effort))));
    }

    /** Whether nine tenths on the one model and a tenth on the other reach every minimum on average. */
    boolean allowsHybrid(String app, String fromModel, String toModel, SortedSet<String> efforts) {
        return constraints.minimumScoresOf(app).stream()
                .allMatch(minimum -> efforts.stream().allMatch(effort -> {
                    BenchmarkScore from = scores.scoreOf(minimum.benchmark(), fromModel, effort);
                    BenchmarkScore to = scores.scoreOf(minimum.benchmark(), toModel, effort);
                    return from != null
                            && to != null
                            && reaches(
                                    minimum,
                                    KEPT_BY_HYBRID.multiply(from.score()).add(MOVED_BY_HYBRID.multiply(to.score())));
                }));
    }

    /** Whether the model reaches every minimum at that effort, by scores that were made at it and at no other. */
    boolean allowsAtEffort(String app, String model, String effort) {
        return constraints.minimumScoresOf(app).stream().allMatch(minimum -> {
            BenchmarkScore score = scores.scoreOf(minimum.benchmark(), model, effort);
            return score != null && score.reasoningEffort().equals(effort) && reaches(minimum, score);
        });
    }

    private boolean reaches(MinimumScore minimum, @Nullable BenchmarkScore score) {
        return score != null && reaches(minimum, score.score());
    }

    private boolean reaches(MinimumScore minimum, BigDecimal score) {
        Benchmark benchmark = scores.benchmarks().get(minimum.benchmark());
        boolean higherIsBetter = benchmark == null || benchmark.higherIsBetter();
        int order = score.compareTo(minimum.score());
        return higherIsBetter ? order >= 0 : order <= 0;
    }

    /** Whether anything speaks of both models: a benchmark at one of these efforts, or the tenant's own evaluation. */
    boolean isComparable(String app, String fromModel, String toModel, SortedSet<String> efforts) {
        return efforts.stream()
                .anyMatch(effort -> haveCommon(
                                scores.scoresOf(fromModel, effort).keySet(),
                                scores.scoresOf(toModel, effort).keySet())
                        || haveCommon(
                                names(evaluations.of(app, fromModel, effort)),
                                names(evaluations.of(app, toModel, effort))));
    }

    private static Set<String> names(List<EvaluationScore> found) {
        return found.stream().map(EvaluationScore::evaluation).collect(Collectors.toSet());
    }

    private static boolean haveCommon(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(other::contains);
    }
}
