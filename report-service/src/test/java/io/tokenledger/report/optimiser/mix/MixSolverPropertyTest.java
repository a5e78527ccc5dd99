package io.tokenledger.report.optimiser.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.tokenledger.report.optimiser.mix.MixOutcome.Optimal;
import io.tokenledger.report.optimiser.mix.MixOutcome.OutOfReach;
import io.tokenledger.report.optimiser.mix.Objective.BestWithinBudget;
import io.tokenledger.report.optimiser.mix.Objective.CheapestAtQuality;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/** Against every vertex, and against a walk step by step; also with searches that know nothing or tell lies. */
class MixSolverPropertyTest {
    private static final int EXAMPLES = 1_500;
    private static final BigDecimal STEP = new BigDecimal("0.5");

    /** Amounts as they are, in trillions, and far above what a double or a long holds. */
    private static final List<BigInteger> UNITS =
            List.of(BigInteger.ONE, new BigInteger("1000000000039"), new BigInteger("123456789012345678901234567"));

    private final MixSolver bySearch = new MixSolver();
    private final MixSolver byWalk = new MixSolver(program -> ActiveSet.UNKNOWN);
    private final MixSolver byLies = new MixSolver(program -> new ActiveSet(program.workloads().stream()
            .map(choices -> IntStream.range(0, choices.size()).boxed().toList())
            .toList()));

    @Test
    void cheapestMixAtAQualityIsTheBestOfAllVertices() {
        long seed = seed("cheapest mix at a quality");
        qt().withFixedSeed(seed)
                .withExamples(EXAMPLES)
                .forAll(problems(), integers().between(-25, 125))
                .checkAssert((problem, tenths) -> {
                    BigDecimal minimum = BigDecimal.valueOf(tenths, 1);
                    EveryVertex.Found expected = EveryVertex.cheapest(problem, minimum);
                    for (MixSolver solver : List.of(bySearch, byWalk, byLies)) {
                        compare(problem, expected, solver.solve(problem, new CheapestAtQuality(minimum), STEP));
                    }
                });
    }

    @Test
    void bestMixWithinABudgetIsTheBestOfAllVertices() {
        long seed = seed("best mix within a budget");
        qt().withFixedSeed(seed)
                .withExamples(EXAMPLES)
                .forAll(problems(), integers().between(-10, 110))
                .checkAssert((problem, percent) -> {
                    BigInteger dearest = problem.workloads().stream()
                            .map(workload -> workload.options().stream()
                                    .map(Option::costPico)
                                    .reduce(BigInteger.ZERO, BigInteger::max))
                            .reduce(BigInteger.ZERO, BigInteger::add);
                    BigInteger maximum =
                            dearest.multiply(BigInteger.valueOf(percent)).divide(BigInteger.valueOf(100));
                    EveryVertex.Found expected = EveryVertex.best(problem, maximum);
                    for (MixSolver solver : List.of(bySearch, byWalk, byLies)) {
                        compare(problem, expected, solver.solve(problem, new BestWithinBudget(maximum), STEP));
                    }
                });
    }

    @Test
    void nextMixIsTheCheapestThatIsBetterByTheStepAndItsCostIsBetweenThePrices() {
        long seed = seed("next mix");
        qt().withFixedSeed(seed)
                .withExamples(EXAMPLES)
                .forAll(problems(), integers().between(0, 100))
                .checkAssert((problem, tenths) -> {
                    BigDecimal minimum = BigDecimal.valueOf(tenths, 1);
                    if (!(bySearch.solve(problem, new CheapestAtQuality(minimum), STEP) instanceof Optimal found)) {
                        return;
                    }
                    Fraction wanted = found.mix().quality().plus(Fraction.of(STEP));
                    // the quality may be any fraction: ask the oracle in a problem whose points are whole in it
                    EveryVertex.Found expected = EveryVertex.cheapest(
                            times(problem, wanted.denominator()), new BigDecimal(wanted.numerator()));
                    Mix next = found.next();
                    assertThat(next == null).as("no next").isEqualTo(expected == null);
                    if (next != null && expected != null) {
                        assertThat(next.costPico()).isEqualTo(new Fraction(expected.cost(), expected.over()));
                        Fraction extra = next.costPico().minus(found.mix().costPico());
                        Fraction price = found.nextPointPico();
                        assertThat(price).isNotNull();
                        assertThat(extra)
                                .as("convex: the step costs at least its first bit's price")
                                .isGreaterThanOrEqualTo(
                                        Objects.requireNonNull(price).times(Fraction.of(STEP)));
                        assertThat(price).isGreaterThanOrEqualTo(found.lastPointPico());
                    }
                });
    }

    @Test
    void twoHundredWorkloadsWithTwentyOptionsAreSolvedInSeconds() {
        long seed = seed("200 workloads of 20 options");
        MixProblem problem = large(new Random(seed));
        var minimum = new BigDecimal("71.3");
        long begin = System.nanoTime();
        MixOutcome outcome = bySearch.solve(problem, new CheapestAtQuality(minimum), BigDecimal.ONE);
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println("200 workloads of 20 options: " + taken.toMillis() + " ms");
        assertThat(outcome).isInstanceOf(Optimal.class);
        Optimal found = (Optimal) outcome;
        assertThat(found.searched()).as("seed %d: found by the search", seed).isTrue();
        assertThat(found.mix().costPico().rounded())
                .as("seed %d", seed)
                .isEqualTo(StepByStep.leastCost(problem, minimum.multiply(problem.requests())));
        assertThat(found.mix().placements().stream()
                        .filter(placement -> placement.parts().size() > 1))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(taken).as("seed %d", seed).isLessThan(Duration.ofSeconds(20));
    }

    private static void compare(MixProblem problem, EveryVertex.@Nullable Found expected, MixOutcome outcome) {
        assertThat(outcome instanceof Optimal).as("%s of %s", outcome, problem).isEqualTo(expected != null);
        if (expected != null && outcome instanceof Optimal found) {
            Fraction points = found.mix().points(problem.requests());
            assertThat(found.mix().costPico())
                    .as("%s of %s", found, problem)
                    .isEqualTo(new Fraction(expected.cost(), expected.over()));
            assertThat(points.times(Fraction.of(BigInteger.valueOf(1_000_000))))
                    .as("%s of %s", found, problem)
                    .isEqualTo(new Fraction(expected.points(), expected.over()));
            found.mix()
                    .placements()
                    .forEach(placement -> assertThat(placement.parts().stream()
                                    .map(Mix.Part::share)
                                    .reduce(Fraction.ZERO, Fraction::plus))
                            .isEqualTo(Fraction.ONE));
        }
        if (outcome instanceof OutOfReach missed) {
            assertThat(missed.missing().signum()).isPositive();
        }
    }

    private static MixProblem times(MixProblem problem, BigInteger factor) {
        return new MixProblem(problem.workloads().stream()
                .map(workload -> new Workload(
                        workload.name(),
                        workload.requests(),
                        workload.options().stream()
                                .map(option -> new Option(
                                        option.name(),
                                        option.costPico(),
                                        option.points().multiply(new BigDecimal(factor))))
                                .toList()))
                .toList());
    }

    /** Small numbers, so that ties, zero costs and equal qualities are common; amounts in small and huge units. */
    private static Gen<MixProblem> problems() {
        Gen<List<Integer>> option = lists().of(integers().between(0, 12)).ofSize(2);
        Gen<List<List<List<Integer>>>> workloads =
                lists().of(lists().of(option).ofSizeBetween(1, 4)).ofSizeBetween(1, 4);
        return workloads.zip(
                integers().between(0, UNITS.size() - 1),
                lists().of(integers().between(1, 30)).ofSize(4),
                (given, unit, requests) -> problem(given, UNITS.get(unit), requests));
    }

    private static MixProblem problem(List<List<List<Integer>>> given, BigInteger unit, List<Integer> requests) {
        return new MixProblem(IntStream.range(0, given.size())
                .mapToObj(i -> {
                    BigDecimal weight = BigDecimal.valueOf(requests.get(i), 1);
                    return new Workload(
                            "w" + i,
                            weight,
                            IntStream.range(0, given.get(i).size())
                                    .mapToObj(j -> Option.atScore(
                                            "o" + j,
                                            unit.multiply(BigInteger.valueOf(
                                                    given.get(i).get(j).get(0))),
                                            BigDecimal.valueOf(
                                                    given.get(i).get(j).get(1)),
                                            weight))
                                    .toList());
                })
                .toList());
    }

    private static MixProblem large(Random random) {
        return new MixProblem(IntStream.range(0, 200)
                .mapToObj(i -> {
                    BigDecimal requests = BigDecimal.valueOf(1 + random.nextInt(10_000_000));
                    return new Workload(
                            "w" + i,
                            requests,
                            IntStream.range(0, 20)
                                    .mapToObj(j -> Option.atScore(
                                            "o" + j,
                                            new BigInteger(60, random).add(BigInteger.TEN.pow(18)),
                                            BigDecimal.valueOf(300 + random.nextInt(600), 1),
                                            requests))
                                    .toList());
                })
                .toList());
    }

    private static long seed(String what) {
        long seed = System.nanoTime();
        System.out.println(what + ": seed " + seed);
        return seed;
    }
}
