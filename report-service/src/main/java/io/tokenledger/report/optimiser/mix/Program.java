package io.tokenledger.report.optimiser.mix;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Both objectives as one linear program in integers: the least burden whose gain is at least what is required. Burden is
 * cost and gain is points, or, within a budget, burden is points and gain is cost, both negated.
 *
 * @param workloads per workload its options, in the problem's order
 * @param required of the gain of all workloads together
 */
record Program(List<List<Choice>> workloads, Fraction required) {
    /** An option of a workload as numbers; points are scaled to integers. */
    record Choice(BigInteger burden, BigInteger gain) {}

    static Program of(MixProblem problem, Objective objective) {
        return switch (objective) {
            case Objective.CheapestAtQuality asked ->
                costAt(problem, Fraction.of(asked.minimumQuality().multiply(problem.requests())));
            case Objective.BestWithinBudget asked -> qualityFor(problem, asked.maximumPico());
        };
    }

    /** The least cost of so many points. */
    static Program costAt(MixProblem problem, Fraction points) {
        int scale = scale(problem);
        return of(
                problem,
                option -> new Choice(option.costPico(), scaled(option.points(), scale)),
                points.times(Fraction.of(BigInteger.TEN.pow(scale))));
    }

    private static Program qualityFor(MixProblem problem, BigInteger maximumPico) {
        int scale = scale(problem);
        return of(
                problem,
                option -> new Choice(
                        scaled(option.points(), scale).negate(),
                        option.costPico().negate()),
                Fraction.of(maximumPico.negate()));
    }

    Program requiring(Fraction gain) {
        return new Program(workloads, gain);
    }

    /** The most that can be required. */
    Fraction mostGain() {
        return sumOfGains(BigInteger::max);
    }

    /** What is gained whatever is chosen. */
    Fraction leastGain() {
        return sumOfGains(BigInteger::min);
    }

    /** What the points are multiplied by to be whole, as a power of ten. */
    static int scale(MixProblem problem) {
        return problem.workloads().stream()
                .flatMap(workload -> workload.options().stream())
                .map(Option::points)
                .mapToInt(BigDecimal::scale)
                .reduce(0, Math::max);
    }

    private Fraction sumOfGains(BinaryOperator<BigInteger> which) {
        return Fraction.of(workloads.stream()
                .map(choices -> choices.stream().map(Choice::gain).reduce(which).orElseThrow())
                .reduce(BigInteger.ZERO, BigInteger::add));
    }

    private static Program of(MixProblem problem, Function<Option, Choice> toChoice, Fraction required) {
        return new Program(
                problem.workloads().stream()
                        .map(workload ->
                                workload.options().stream().map(toChoice).toList())
                        .toList(),
                required);
    }

    private static BigInteger scaled(BigDecimal points, int scale) {
        return points.setScale(scale).unscaledValue();
    }
}
