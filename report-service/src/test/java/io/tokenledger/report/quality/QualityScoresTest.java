package io.tokenledger.report.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.catalog.ModelCatalog;
import io.tokenledger.report.catalog.ModelFacts;
import io.tokenledger.report.catalog.Support;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityScoresTest {
    private static final LocalDate DATE = LocalDate.parse("2026-08-01");
    private static final ModelCatalog CATALOG = new ModelCatalog(
            1,
            List.of(new ModelFacts(
                    "openai",
                    "o3",
                    List.of("o3-2025-04-16"),
                    null,
                    null,
                    null,
                    Support.YES,
                    Support.YES,
                    Support.YES,
                    null,
                    null,
                    "test",
                    DATE)),
            List.of());
    private static final QualityScores SCORES = new QualityScores(
            CATALOG,
            List.of(new Benchmark("swe", "SWE", "percent", true), new Benchmark("errors", "Errors", "percent", false)),
            List.of(
                    score("swe", "o3-2025-04-16", "high", "82"),
                    score("swe", "o3", "high", "81"),
                    score("swe", "o3", "", "69"),
                    score("errors", "o3", "", "5"),
                    score("errors", "o4-mini", "", "7"),
                    score("swe", "o4-mini", "high", "60")));

    @Test
    void scoreAtTheSameEffortGoesBeforeOneWithoutEffort() {
        assertThat(scoreOf("swe", "o3", "high")).isEqualTo("82");
        assertThat(scoreOf("swe", "o3", "medium")).isEqualTo("69");
        assertThat(scoreOf("swe", "o3", "")).isEqualTo("69");
        assertThat(scoreOf("errors", "o3-2025-04-16", "high")).isEqualTo("5");
    }

    @Test
    void scoreAtAnotherEffortSaysNothing() {
        assertThat(SCORES.scoreOf("swe", "o4-mini", "low")).isNull();
        assertThat(SCORES.scoreOf("swe", "o4-mini", "")).isNull();
    }

    @Test
    void firstStatementOfAModelUnderAnyNameCounts() {
        assertThat(SCORES.scoresOf("o3"))
                .extracting(score -> score.score().toPlainString())
                .containsExactly("5", "82", "69");
    }

    @Test
    void bestIsFirstAlsoWhereLowerIsBetter() {
        assertThat(SCORES.scores())
                .extracting(score -> score.benchmark() + " " + score.score().toPlainString())
                .containsExactly("errors 5", "errors 7", "swe 82", "swe 69", "swe 60");
    }

    @Test
    void evidenceOfTheAppGoesBeforeThatOfNone() {
        TenantEvaluations evaluations = new TenantEvaluations(
                CATALOG,
                List.of(
                        evaluation("", "o3", "", "90"),
                        evaluation("bot", "o3-2025-04-16", "high", "93"),
                        evaluation("bot", "o3", "low", "80"),
                        evaluation("other", "o3", "", "70"),
                        evaluation("bot", "o4-mini", "", "60")));
        assertThat(evaluations.of("bot", "o3", "high"))
                .extracting(score -> score.score().toPlainString())
                .containsExactly("93", "90");
    }

    private static String scoreOf(String benchmark, String model, String effort) {
        BenchmarkScore score = SCORES.scoreOf(benchmark, model, effort);
        return score == null ? "none" : score.score().toPlainString();
    }

    private static BenchmarkScore score(String benchmark, String model, String effort, String score) {
        return new BenchmarkScore(
                benchmark, model, effort, model, new BigDecimal(score), null, null, null, null, "test", DATE);
    }

    private static EvaluationScore evaluation(String app, String model, String effort, String score) {
        return new EvaluationScore(
                "acme", "eval", app, model, effort, new BigDecimal(score), null, "percent", true, DATE, "test", "test");
    }
}
