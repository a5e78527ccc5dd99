package io.tokenledger.report.whatif;

import io.tokenledger.report.quality.Benchmark;
import io.tokenledger.report.quality.BenchmarkScore;
import io.tokenledger.report.quality.EvaluationScore;
import io.tokenledger.report.quality.QualityScores;
import io.tokenledger.report.quality.TenantEvaluations;
import io.tokenledger.report.whatif.WhatIfAnswer.Route;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The scores of two models on a benchmark that both were tried on, or in a tenant's own evaluation.
 *
 * @param measure the id of the benchmark, or the name of the evaluation
 * @param own whether the tenant measured it itself
 * @param app whose work the evaluation is about; null: of no app in particular, or a benchmark
 * @param pointsLost in the measure's unit; negative: the target is better
 * @param savingsPerPointPico saved for each point lost; null where none is lost, or nothing is saved
 * @param source of the target's score
 */
public record QualityBeside(
        Route route,
        String measure,
        String title,
        String unit,
        boolean own,
        @Nullable String app,
        BigDecimal fromScore,
        BigDecimal toScore,
        BigDecimal pointsLost,
        @Nullable BigInteger savingsPerPointPico,
        String source,
        LocalDate sourceDate) {

    /** All benchmarks that both models of a route were tried on. */
    static List<QualityBeside> onBenchmarks(Route route, BigInteger savingsPico, QualityScores quality) {
        if (isSameThing(route)) {
            return List.of();
        }
        var from = quality.scoresOf(route.fromModel(), effort(route.fromEffort()));
        var to = quality.scoresOf(route.toModel(), effort(route.toEffort()));
        List<QualityBeside> beside = new ArrayList<>();
        for (Map.Entry<String, BenchmarkScore> score : from.entrySet()) {
            BenchmarkScore there = to.get(score.getKey());
            Benchmark benchmark = quality.benchmarks().get(score.getKey());
            if (there != null && benchmark != null && speaksOf(route, there)) {
                BigDecimal lost = lost(score.getValue().score(), there.score(), benchmark.higherIsBetter());
                beside.add(new QualityBeside(
                        route,
                        benchmark.benchmark(),
                        benchmark.title(),
                        benchmark.unit(),
                        false,
                        null,
                        score.getValue().score(),
                        there.score(),
                        lost,
                        perPoint(savingsPico, lost),
                        there.source(),
                        there.sourceDate()));
            }
        }
        return beside;
    }

    /** Another effort of the same model is only spoken of by scores that were made at it. */
    private static boolean speaksOf(Route route, BenchmarkScore there) {
        return !route.fromModel().equals(route.toModel())
                || there.reasoningEffort().equals(effort(route.toEffort()));
    }

    /**
     * All evaluations of a tenant in which both models of a route were tried on the same.
     *
     * @param apps whose work the route is about; empty: not told apart
     */
    static List<QualityBeside> inEvaluations(
            Route route, List<String> apps, BigInteger savingsPico, TenantEvaluations evaluations) {
        List<QualityBeside> beside = new ArrayList<>();
        if (isSameThing(route)) {
            return beside;
        }
        for (EvaluationScore from : of(evaluations, route.fromModel(), route.fromEffort())) {
            boolean concerns = from.app().isEmpty() || apps.isEmpty() || apps.contains(from.app());
            of(evaluations, route.toModel(), route.toEffort()).stream()
                    .filter(to -> concerns
                            && to.evaluation().equals(from.evaluation())
                            && to.app().equals(from.app()))
                    .findFirst()
                    .ifPresent(to -> beside.add(of(route, from, to, savingsPico)));
        }
        return beside;
    }

    private static QualityBeside of(Route route, EvaluationScore from, EvaluationScore to, BigInteger savingsPico) {
        BigDecimal lost = lost(from.score(), to.score(), to.higherIsBetter());
        return new QualityBeside(
                route,
                from.evaluation(),
                from.evaluation(),
                to.unit(),
                true,
                from.app().isEmpty() ? null : from.app(),
                from.score(),
                to.score(),
                lost,
                perPoint(savingsPico, lost),
                to.source(),
                to.measuredOn());
    }

    /** At that effort, before those that name none. */
    private static List<EvaluationScore> of(TenantEvaluations evaluations, String model, @Nullable String stated) {
        String effort = effort(stated);
        String name = evaluations.catalog().canonicalName(model);
        return evaluations.scores().stream()
                .filter(score ->
                        evaluations.catalog().canonicalName(score.model()).equals(name))
                .filter(score -> score.reasoningEffort().equals(effort)
                        || score.reasoningEffort().isEmpty())
                .sorted((left, right) -> Boolean.compare(
                        left.reasoningEffort().isEmpty(),
                        right.reasoningEffort().isEmpty()))
                .toList();
    }

    private static boolean isSameThing(Route route) {
        return route.fromModel().equals(route.toModel()) && Objects.equals(route.fromEffort(), route.toEffort());
    }

    private static String effort(@Nullable String stated) {
        return Objects.requireNonNullElse(stated, "");
    }

    private static BigDecimal lost(BigDecimal from, BigDecimal to, boolean higherIsBetter) {
        return higherIsBetter ? from.subtract(to) : to.subtract(from);
    }

    private static @Nullable BigInteger perPoint(BigInteger savingsPico, BigDecimal lost) {
        return lost.signum() > 0 && savingsPico.signum() > 0
                ? new BigDecimal(savingsPico)
                        .divide(lost, 0, RoundingMode.HALF_EVEN)
                        .toBigIntegerExact()
                : null;
    }
}
