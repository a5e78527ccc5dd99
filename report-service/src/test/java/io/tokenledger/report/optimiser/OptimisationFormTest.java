package io.tokenledger.report.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.optimiser.mix.Objective;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.whatif.PriceBasis;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OptimisationFormTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void whatIsNotSaidIsThisMonthByAppInUtcAtThePricesThatWereCharged() {
        OptimisationQuestion question = read("""
                {"models":[{"model":"o4-mini"}],"quality":{"benchmark":"swe_bench_verified"},"minimum_quality":"65"}
                """);
        assertThat(question.usage().period().fromText()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(question.usage().groupByNames()).containsExactly("app");
        assertThat(question.usage().currency()).isEqualTo("USD");
        assertThat(question.prices()).isEqualTo(PriceBasis.AS_BOOKED);
        assertThat(question.models()).containsExactly(new ModelChoice(null, "o4-mini", null, null, null));
        assertThat(question.benchmark()).isEqualTo("swe_bench_verified");
        assertThat(question.step()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(question.objective()).isEqualTo(new Objective.CheapestAtQuality(new BigDecimal("65")));
    }

    @Test
    void everythingThatIsSaidCounts() {
        OptimisationQuestion question = read("""
                {"from":"2026-10-01","to":"2026-11-01","timezone":"Asia/Kolkata","currency":"EUR",
                 "filter":{"team":["search","ads"],"tag.feature":"summarise"},"group_by":["team","app"],
                 "models":[{"provider":"openai","model":"o3","service_tier":"flex","reasoning_effort":"low","region":"eu"},
                           {"model":"o3"}],
                 "quality":{"benchmark":"codeforces","step":"100"},"maximum_cost":"0.000001",
                 "prices_at":"2025-06-10","prices":"list"}
                """);
        assertThat(question.usage().period().fromText()).isEqualTo("2026-10-01T00:00:00+05:30");
        assertThat(question.usage().filters()).hasSize(2);
        assertThat(question.usage().groupByNames()).containsExactly("team", "app");
        assertThat(question.models().getFirst()).isEqualTo(new ModelChoice("openai", "o3", "flex", "low", "eu"));
        assertThat(question.prices()).isEqualTo(new PriceBasis(Instant.parse("2025-06-09T18:30:00Z"), true));
        assertThat(question.step()).isEqualByComparingTo("100");
        assertThat(question.objective())
                .as("a millionth, in pico")
                .isEqualTo(new Objective.BestWithinBudget(BigInteger.valueOf(1_000_000)));
    }

    @Test
    void questionsThatCannotBeAnsweredAreRefusedWithTheValueAndTheRule() {
        refused("field.invalid", "neither minimum_quality nor maximum_cost", "");
        refused("field.invalid", "both", ",\"minimum_quality\":1,\"maximum_cost\":1");
        refused("field.invalid", "-1", ",\"maximum_cost\":-1");
        refused("field.invalid", "0.0000001", ",\"maximum_cost\":\"0.0000001\"");
        refused("field.unknown", "minimum_qality", ",\"minimum_qality\":\"65\"");
        refused("field.invalid", "yesterday", ",\"minimum_quality\":1,\"prices_at\":\"yesterday\"");
        refused("field.invalid", "cheap", ",\"minimum_quality\":1,\"prices\":\"cheap\"");
        refused("dimension.unknown", "planet", ",\"minimum_quality\":1,\"group_by\":\"planet\"");
        refusedBody("field.invalid", "models has 0", """
                {"models":[],"quality":{"benchmark":"b"},"minimum_quality":1}""");
        refusedBody("field.invalid", "twice", """
                {"models":[{"model":"a"},{"model":"a"}],"quality":{"benchmark":"b"},"minimum_quality":1}""");
        refusedBody("field.missing", "models[0].model", """
                {"models":[{"provider":"openai"}],"quality":{"benchmark":"b"},"minimum_quality":1}""");
        refusedBody("field.missing", "quality", """
                {"models":[{"model":"a"}],"minimum_quality":1}""");
        refusedBody("field.invalid", "quality.step", """
                {"models":[{"model":"a"}],"quality":{"benchmark":"b","step":0},"minimum_quality":1}""");
        refusedBody("field.unknown", "models[0].modell", """
                {"models":[{"model":"a","modell":"b"}],"quality":{"benchmark":"b"},"minimum_quality":1}""");
    }

    private static void refused(String code, String detail, String more) {
        refusedBody(code, detail, "{\"models\":[{\"model\":\"a\"}],\"quality\":{\"benchmark\":\"b\"}" + more + "}");
    }

    private static void refusedBody(String code, String detail, String body) {
        assertThatThrownBy(() -> read(body))
                .as(body)
                .isInstanceOfSatisfying(
                        ReportProblem.class,
                        problem -> assertThat(problem.error().code()).isEqualTo(code))
                .hasMessageContaining(detail);
    }

    private static OptimisationQuestion read(String body) {
        return OptimisationForm.read(JsonFields.parse(body), NOW);
    }
}
