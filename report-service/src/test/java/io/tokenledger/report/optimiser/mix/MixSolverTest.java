package io.tokenledger.report.optimiser.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.optimiser.mix.MixOutcome.Optimal;
import io.tokenledger.report.optimiser.mix.MixOutcome.OutOfReach;
import io.tokenledger.report.optimiser.mix.Objective.BestWithinBudget;
import io.tokenledger.report.optimiser.mix.Objective.CheapestAtQuality;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MixSolverTest {
    private static final BigDecimal ONE_POINT = BigDecimal.ONE;

    /** 100 requests of chat on o3 (70) for 100, or on o4-mini (60) for 10; 300 of search on o3 for 60, or for 6. */
    private static final MixProblem TWO_APPS = new MixProblem(List.of(
            workload("chat", 100, option("stay", 100, "70", 100), option("o4-mini", 10, "60", 100)),
            workload("search", 300, option("stay", 60, "70", 300), option("o4-mini", 6, "60", 300))));

    @Test
    void minimumQualityIsMetExactlyBySplittingOneWorkload() {
        // 65 over 400 requests is 26 000 points; both apps on o4-mini have 24 000. Search pays 54 for 3 000 points,
        // chat 90 for 1 000: so two thirds of search stay, for 10 + 6 + 36 = 52.
        Optimal found = optimal(TWO_APPS, new CheapestAtQuality(new BigDecimal("65")));
        assertThat(found.mix().costPico()).isEqualTo(fraction(52, 1));
        assertThat(found.mix().quality()).isEqualTo(fraction(65, 1));
        assertThat(shares(found.mix())).containsExactly("chat o4-mini 1/1", "search o4-mini 1/3", "search stay 2/3");
        assertThat(found.slack()).isEqualTo(Fraction.ZERO);
        assertThat(found.binding()).isTrue();
        assertThat(found.searched()).as("found by the search").isTrue();
    }

    @Test
    void searchFindsTheSplitWhicheverPartIsLarger() {
        for (int tenths = 600; tenths <= 700; tenths++) {
            Optimal found = optimal(TWO_APPS, new CheapestAtQuality(BigDecimal.valueOf(tenths, 1)));
            assertThat(found.searched()).as("at %d tenths", tenths).isTrue();
        }
    }

    @Test
    void priceOfAPointIsTheSlopeOfTheCost() {
        // One point of the mean is 400 points: 400 * 54 / 3 000 = 7.2, at 65 in both directions.
        Optimal inside = optimal(TWO_APPS, new CheapestAtQuality(new BigDecimal("65")));
        assertThat(inside.lastPointPico()).isEqualTo(fraction(36, 5));
        assertThat(inside.nextPointPico()).isEqualTo(fraction(36, 5));
        assertThat(mix(inside).costPico()).isEqualTo(fraction(52 * 5 + 36, 5));
        // At 67.5 search has stayed as a whole, and the next points are those of chat: 400 * 90 / 1 000 = 36.
        Optimal corner = optimal(TWO_APPS, new CheapestAtQuality(new BigDecimal("67.5")));
        assertThat(corner.mix().costPico()).isEqualTo(fraction(70, 1));
        assertThat(corner.lastPointPico()).isEqualTo(fraction(36, 5));
        assertThat(corner.nextPointPico()).isEqualTo(fraction(36, 1));
        assertThat(mix(corner).costPico()).isEqualTo(fraction(106, 1));
        Optimal best = optimal(TWO_APPS, new CheapestAtQuality(new BigDecimal("70")));
        assertThat(best.nextPointPico()).as("nothing is better").isNull();
        assertThat(best.next()).isNull();
    }

    @Test
    void qualityThatTheCheapestMixHasAnywayDoesNotBind() {
        Optimal found = optimal(TWO_APPS, new CheapestAtQuality(new BigDecimal("55.5")));
        assertThat(found.mix().costPico()).isEqualTo(fraction(16, 1));
        assertThat(found.slack()).isEqualTo(fraction(9, 2));
        assertThat(found.binding()).isFalse();
        assertThat(found.lastPointPico()).isEqualTo(Fraction.ZERO);
        assertThat(found.nextPointPico()).isEqualTo(fraction(36, 5));
    }

    @Test
    void budgetIsSpentWhereItBuysMostQuality() {
        Optimal found = optimal(TWO_APPS, new BestWithinBudget(BigInteger.valueOf(52)));
        assertThat(found.mix().quality()).isEqualTo(fraction(65, 1));
        assertThat(found.mix().costPico()).isEqualTo(fraction(52, 1));
        assertThat(found.nextPointPico()).isEqualTo(fraction(36, 5));
        assertThat(found.binding()).isTrue();
        Optimal rich = optimal(TWO_APPS, new BestWithinBudget(BigInteger.valueOf(1_000)));
        assertThat(rich.mix().quality()).isEqualTo(fraction(70, 1));
        assertThat(rich.slack()).as("left over").isEqualTo(fraction(840, 1));
        assertThat(rich.lastPointPico()).isEqualTo(fraction(36, 1));
    }

    @Test
    void whatIsOutOfReachIsToldWithTheNearest() {
        OutOfReach quality = outOfReach(TWO_APPS, new CheapestAtQuality(new BigDecimal("70.1")));
        assertThat(quality.nearest().quality()).isEqualTo(fraction(70, 1));
        assertThat(quality.nearest().costPico()).isEqualTo(fraction(160, 1));
        assertThat(quality.missing()).isEqualTo(fraction(1, 10));
        OutOfReach budget = outOfReach(TWO_APPS, new BestWithinBudget(BigInteger.valueOf(15)));
        assertThat(budget.nearest().costPico()).isEqualTo(fraction(16, 1));
        assertThat(budget.nearest().quality()).isEqualTo(fraction(60, 1));
        assertThat(budget.missing()).isEqualTo(fraction(1, 1));
    }

    @Test
    void ofEquallyCheapOptionsTheBetterIsTakenAndOfAlikeOnesTheFirst() {
        var problem = new MixProblem(List.of(workload(
                "app", 1, option("stay", 5, "50", 1), option("better", 5, "60", 1), option("alike", 5, "60", 1))));
        assertThat(shares(optimal(problem, new CheapestAtQuality(new BigDecimal("10")))
                        .mix()))
                .containsExactly("app better 1/1");
        assertThat(shares(optimal(problem, new BestWithinBudget(BigInteger.valueOf(5)))
                        .mix()))
                .containsExactly("app better 1/1");
    }

    @Test
    void workloadThatCannotMoveCountsWithItsCostAndQuality() {
        var problem = new MixProblem(List.of(
                workload("fixed", 100, option("stay", 7, "40", 100)),
                workload("app", 100, option("stay", 50, "80", 100), option("small", 1, "60", 100))));
        Optimal found = optimal(problem, new CheapestAtQuality(new BigDecimal("55")));
        assertThat(shares(found.mix())).containsExactly("fixed stay 1/1", "app small 1/2", "app stay 1/2");
        assertThat(found.mix().costPico()).isEqualTo(fraction(65, 2));
        assertThat(found.mix().costPico().rounded()).as("half to even").isEqualTo(BigInteger.valueOf(32));
    }

    @Test
    void middleOptionOnAStraightLineIsNotSplit() {
        var problem = new MixProblem(List.of(
                workload("app", 10, option("a", 10, "10", 10), option("b", 20, "20", 10), option("c", 30, "30", 10))));
        assertThat(shares(optimal(problem, new CheapestAtQuality(new BigDecimal("20")))
                        .mix()))
                .containsExactly("app b 1/1");
        assertThat(shares(optimal(problem, new CheapestAtQuality(new BigDecimal("25")))
                        .mix()))
                .containsExactly("app b 1/2", "app c 1/2");
    }

    @Test
    void differenceThatDoublesCannotSeeIsSeen() {
        // 1e30 and one more are the same double; the cheaper option is one pico cheaper.
        BigInteger huge = BigInteger.TEN.pow(30);
        var problem = new MixProblem(List.of(
                new Workload(
                        "app",
                        BigDecimal.ONE,
                        List.of(
                                Option.atScore("dear", huge.add(BigInteger.ONE), BigDecimal.TEN, BigDecimal.ONE),
                                Option.atScore("cheap", huge, BigDecimal.TEN, BigDecimal.ONE))),
                workload("other", 1, option("zero", 0, "1", 1), option("one", 1, "2", 1))));
        Optimal found = optimal(problem, new CheapestAtQuality(new BigDecimal("5.75")));
        assertThat(shares(found.mix())).containsExactly("app cheap 1/1", "other zero 1/2", "other one 1/2");
        assertThat(found.mix().costPico()).isEqualTo(Fraction.of(huge).plus(fraction(1, 2)));
    }

    @Test
    void problemsWithoutAnAnswerAreRefused() {
        assertThatThrownBy(() -> new MixProblem(List.of())).hasMessageContaining("no requests");
        assertThatThrownBy(() -> new Workload("app", BigDecimal.ONE, List.of())).hasMessageContaining("app");
        assertThatThrownBy(() -> workload("app", -1, option("a", 1, "1", 1))).hasMessageContaining("-1");
        assertThatThrownBy(() -> workload("app", 1, option("a", 1, "1", 1), option("a", 2, "1", 1)))
                .hasMessageContaining("twice");
        assertThatThrownBy(
                        () -> new MixSolver().solve(TWO_APPS, new CheapestAtQuality(BigDecimal.TEN), BigDecimal.ZERO))
                .hasMessageContaining("step");
    }

    private static Optimal optimal(MixProblem problem, Objective objective) {
        MixOutcome outcome = new MixSolver().solve(problem, objective, ONE_POINT);
        assertThat(outcome).isInstanceOf(Optimal.class);
        return (Optimal) outcome;
    }

    private static OutOfReach outOfReach(MixProblem problem, Objective objective) {
        MixOutcome outcome = new MixSolver().solve(problem, objective, ONE_POINT);
        assertThat(outcome).isInstanceOf(OutOfReach.class);
        return (OutOfReach) outcome;
    }

    private static Mix mix(Optimal found) {
        Mix next = found.next();
        assertThat(next).as("mix of the next point").isNotNull();
        return Objects.requireNonNull(next);
    }

    private static List<String> shares(Mix mix) {
        return mix.placements().stream()
                .flatMap(placement -> placement.parts().stream()
                        .map(part -> placement.workload().name() + " "
                                + part.option().name() + " " + part.share().numerator() + "/"
                                + part.share().denominator()))
                .toList();
    }

    private static Workload workload(String name, int requests, Option... options) {
        return new Workload(name, BigDecimal.valueOf(requests), List.of(options));
    }

    private static Option option(String name, long costPico, String score, int requests) {
        return Option.atScore(name, BigInteger.valueOf(costPico), new BigDecimal(score), BigDecimal.valueOf(requests));
    }

    private static Fraction fraction(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }
}
