package io.tokenledger.report.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.optimiser.MoveCosts.Cell;
import io.tokenledger.report.optimiser.MoveCosts.Excluded;
import io.tokenledger.report.optimiser.MoveCosts.Move;
import io.tokenledger.report.optimiser.MoveCosts.Source;
import io.tokenledger.report.problem.ReportProblem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The example of docs/optimiser.md, and what is not in it. Amounts are in units of the currency. */
class OptimisationTest {
    private static final Scores SCORES = (model, effort) -> switch (model) {
        case "o3" -> new BigDecimal("70");
        case "o4-mini" -> new BigDecimal("60");
        case "gpt-x" -> "high".equals(effort) ? new BigDecimal("80") : null;
        default -> null;
    };

    /** Chat costs 100 on o3 and 10 on o4-mini, search 60 and 6. */
    private static final List<Cell> TWO_APPS =
            List.of(cell("chat", "o3", 100, "100", move(100, "10")), cell("search", "o3", 300, "60", move(300, "6")));

    @Test
    void answerIsTheWorkedExample() {
        OptimisationJson answer = answer("\"minimum_quality\":\"65\"", TWO_APPS);
        assertThat(answer.status()).isEqualTo("optimal");
        assertThat(answer.baseline()).isEqualTo(new OptimisationJson.Baseline("400", "0", "160", "70"));
        assertThat(answer.mix()).isEqualTo(new MixJson("52", "65", "108", "67.5"));
        assertThat(answer.constraint()).isEqualTo(new ConstraintJson("minimum_quality", "65", true, "0"));
        assertThat(answer.shadowPrice()).isEqualTo(new ShadowPriceJson("7.2", "7.2", "0.138888888889"));
        assertThat(answer.nextPoint()).isEqualTo(new NextPointJson("66", "59.2", "7.2"));
        assertThat(answer.lines()).hasSize(2);
        OptimisationLineJson chat = answer.lines().get(0);
        assertThat(chat.group()).isEqualTo(Map.of("app", "chat"));
        assertThat(chat.cost()).isEqualTo("10");
        OptimisationLineJson search = answer.lines().get(1);
        assertThat(search.cost()).isEqualTo("42");
        assertThat(search.parts())
                .containsExactly(
                        new OptimisationLineJson.Part(mini(), "0.333333333333", "100", "2", "60"),
                        new OptimisationLineJson.Part(null, "0.666666666667", "200", "40", "70"));
        assertThat(answer.warnings()).isEmpty();
    }

    @Test
    void budgetGivesTheSameMixFromTheOtherSide() {
        OptimisationJson answer = answer("\"maximum_cost\":\"52\"", TWO_APPS);
        assertThat(answer.mix()).isEqualTo(new MixJson("52", "65", "108", "67.5"));
        assertThat(answer.constraint()).isEqualTo(new ConstraintJson("maximum_cost", "52", true, "0"));
    }

    @Test
    void whatIsOutOfReachIsToldWithTheNearestAndHowFarItIs() {
        OptimisationJson answer = answer("\"minimum_quality\":\"71.5\"", TWO_APPS);
        assertThat(answer.status()).isEqualTo("out_of_reach");
        assertThat(answer.mix()).isEqualTo(new MixJson("160", "70", "0", "0"));
        assertThat(answer.constraint()).isEqualTo(new ConstraintJson("minimum_quality", "71.5", false, "-1.5"));
        assertThat(answer.shadowPrice()).isNull();
        assertThat(answer("\"maximum_cost\":\"15\"", TWO_APPS).constraint())
                .isEqualTo(new ConstraintJson("maximum_cost", "15", false, "-1"));
    }

    @Test
    void whatCannotMoveKeepsItsScoreAndCost() {
        // 40 of 100 requests cannot go; the way to o4-mini costs 46 in all and is worth 40 * 70 + 60 * 60 = 64 each
        OptimisationJson answer =
                answer("\"minimum_quality\":\"0\"", List.of(cell("chat", "o3", 100, "100", move(60, "46"))));
        assertThat(answer.mix()).isEqualTo(new MixJson("46", "64", "54", "54"));
        assertThat(answer.lines().getFirst().parts())
                .containsExactly(new OptimisationLineJson.Part(mini(), "1", "60", "46", "60"));
    }

    @Test
    void usageWithoutAScoreStaysAndCountsWithItsCostAlone() {
        List<Cell> cells = List.of(TWO_APPS.get(0), cell("lab", "unheard-of", 1_000, "5", move(1_000, "1")));
        OptimisationJson answer = answer("\"maximum_cost\":\"60\"", cells);
        assertThat(answer.baseline().quality()).isEqualTo("70");
        // 55 are left for chat: half of the way from 10 to 100
        assertThat(answer.mix()).isEqualTo(new MixJson("60", "65", "45", "42.857143"));
        assertThat(answer.lines().get(1).parts())
                .containsExactly(new OptimisationLineJson.Part(null, "1", "1000", "5", null));
        assertThat(answer.warnings()).singleElement().asString().contains("unheard-of", "swe_bench_verified");
        OptimisationJson none = answer("\"minimum_quality\":\"1\"", cells.subList(1, 2));
        assertThat(none.status()).isEqualTo("nothing_scored");
        assertThat(none.mix()).isNull();
        assertThat(none.lines().getFirst().cost()).isNull();
        assertThat(answer("\"minimum_quality\":\"1\"", List.of()).status()).isEqualTo("nothing_scored");
    }

    @Test
    void nothingGoesToAModelWhoseScoreAtThatEffortIsNotKnown() {
        String models = "{\"model\":\"gpt-x\"}";
        Cell cheap = cell("chat", "o3", 100, "100", move(100, "1"));
        OptimisationJson unknown = answer(models, "\"minimum_quality\":\"0\"", List.of(cheap));
        assertThat(unknown.mix()).isEqualTo(new MixJson("100", "70", "0", "0"));
        assertThat(unknown.warnings()).singleElement().asString().contains("gpt-x:");
        Cell atHigh = new Cell(
                cheap.group(),
                new Source("openai", "o3", "standard", "high"),
                cheap.requests(),
                BigDecimal.ZERO,
                cheap.costPico(),
                cheap.moves());
        assertThat(answer(models, "\"minimum_quality\":\"0\"", List.of(atHigh)).mix())
                .as("the effort stays as it was")
                .isEqualTo(new MixJson("1", "80", "99", "99"));
        assertThat(answer(
                                "{\"model\":\"gpt-x\",\"reasoning_effort\":\"high\"}",
                                "\"minimum_quality\":\"0\"",
                                List.of(cheap))
                        .mix())
                .isEqualTo(new MixJson("1", "80", "99", "99"));
    }

    @Test
    void usageThatIsThereAlreadyDoesNotMoveToItself() {
        // booked under older terms: what it would be rated today is no saving of a move
        List<Cell> cells = List.of(cell("chat", "o4-mini", 100, "10", move(100, "9")));
        assertThat(answer("\"minimum_quality\":\"0\"", cells).mix()).isEqualTo(new MixJson("10", "60", "0", "0"));
        String flex = "{\"model\":\"o4-mini\",\"service_tier\":\"flex\"}";
        assertThat(answer(flex, "\"minimum_quality\":\"0\"", cells).mix())
                .as("another tier is a move")
                .isEqualTo(new MixJson("9", "60", "1", "10"));
    }

    @Test
    void exclusionsNameTheModelTheReasonAndTheirCost() {
        OptimisationQuestion question = question("{\"model\":\"o4-mini\"}", "\"minimum_quality\":\"0\"");
        MoveCosts costs = new MoveCosts(
                7,
                TWO_APPS,
                List.of(
                        new Excluded(0, "context_window", "over 200000", new BigDecimal("3.0"), pico("1.2")),
                        new Excluded(0, "baseline_unpriced", "no price", BigDecimal.TEN, null)),
                List.of("a limit is not known"),
                List.of(),
                pico("3.5"));
        OptimisationJson answer = OptimisationJson.of(Optimisation.of(question, costs, SCORES));
        assertThat(answer.bookVersion()).isEqualTo(7);
        assertThat(answer.contractCharges()).isEqualTo("3.5");
        assertThat(answer.excluded())
                .containsExactly(
                        new OptimisationJson.Excluded(mini(), "context_window", "over 200000", "3", "1.2"),
                        new OptimisationJson.Excluded(mini(), "baseline_unpriced", "no price", "10", null));
        assertThat(answer.warnings()).containsExactly("a limit is not known");
    }

    @Test
    void moreGroupsThanAnyoneReadsAreRefused() {
        List<Cell> cells = Collections.nCopies(2_001, TWO_APPS.getFirst());
        assertThatThrownBy(() -> answer("\"minimum_quality\":\"0\"", cells))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("2001");
    }

    private static OptimisationJson answer(String limit, List<Cell> cells) {
        return answer("{\"model\":\"o4-mini\"}", limit, cells);
    }

    private static OptimisationJson answer(String models, String limit, List<Cell> cells) {
        MoveCosts costs = new MoveCosts(1, cells, List.of(), List.of(), List.of(), BigInteger.ZERO);
        return OptimisationJson.of(Optimisation.of(question(models, limit), costs, SCORES));
    }

    private static OptimisationQuestion question(String models, String limit) {
        return OptimisationForm.read(
                JsonFields.parse("{\"models\":[" + models + "],\"quality\":{\"benchmark\":\"swe_bench_verified\"},"
                        + limit + "}"),
                Instant.parse("2026-11-21T08:00:00Z"));
    }

    private static Cell cell(@Nullable String app, String model, int requests, String cost, Move move) {
        return new Cell(
                Collections.singletonList(app),
                new Source("openai", model, "standard", null),
                BigDecimal.valueOf(requests),
                BigDecimal.ZERO,
                pico(cost),
                List.of(move));
    }

    private static Move move(int requests, String cost) {
        return new Move(BigDecimal.valueOf(requests), pico(cost));
    }

    private static BigInteger pico(String amount) {
        return new BigDecimal(amount).movePointRight(12).toBigIntegerExact();
    }

    private static ModelChoice mini() {
        return new ModelChoice(null, "o4-mini", null, null, null);
    }
}
