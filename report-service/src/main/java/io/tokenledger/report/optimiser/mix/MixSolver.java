package io.tokenledger.report.optimiser.mix;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Finds the mix that an objective asks for. Every mix that it gives is proven optimal in exact arithmetic. */
public final class MixSolver {
    private final ActiveSet.Search search;

    /** Searches with ojAlgo. */
    public MixSolver() {
        this(new LinearSearch());
    }

    MixSolver(ActiveSet.Search search) {
        this.search = search;
    }

    /**
     * The optimal mix, or the nearest to what is asked for.
     *
     * @param step how much better the next mix is to be, in points of quality; greater than zero
     */
    public MixOutcome solve(MixProblem problem, Objective objective, BigDecimal step) {
        if (step.signum() <= 0) {
            throw new IllegalArgumentException("step of quality: " + step + " is not greater than zero");
        }
        Program program = Program.of(problem, objective);
        Fraction most = program.mostGain();
        if (most.compareTo(program.required()) < 0) {
            Mix nearest =
                    Mix.of(problem, Proven.of(program.requiring(most), search).vertex());
            return new MixOutcome.OutOfReach(nearest, slack(objective, nearest).negated());
        }
        return optimal(problem, objective, Proven.of(program, search), step);
    }

    private MixOutcome optimal(MixProblem problem, Objective objective, Proven proven, BigDecimal step) {
        Mix mix = Mix.of(problem, proven.vertex());
        Program sameQuality = Program.costAt(problem, mix.points(problem.requests()));
        PriceOfGain price = PriceOfGain.at(sameQuality, proven.vertex());
        return new MixOutcome.Optimal(
                mix,
                slack(objective, mix),
                perPoint(problem, price.below()),
                price.above() == null ? null : perPoint(problem, price.above()),
                better(problem, mix, step),
                proven.searched());
    }

    private @Nullable Mix better(MixProblem problem, Mix mix, BigDecimal step) {
        Fraction points = mix.quality().plus(Fraction.of(step)).times(Fraction.of(problem.requests()));
        Program program = Program.costAt(problem, points);
        return program.mostGain().compareTo(program.required()) < 0
                ? null
                : Mix.of(problem, Proven.of(program, search).vertex());
    }

    /** From pico per scaled point of one request to pico per point of the mean over all requests. */
    private static Fraction perPoint(MixProblem problem, Fraction price) {
        return price.times(Fraction.of(BigInteger.TEN.pow(Program.scale(problem))))
                .times(Fraction.of(problem.requests()));
    }

    private static Fraction slack(Objective objective, Mix mix) {
        return switch (objective) {
            case Objective.CheapestAtQuality asked -> mix.quality().minus(Fraction.of(asked.minimumQuality()));
            case Objective.BestWithinBudget asked ->
                Fraction.of(asked.maximumPico()).minus(mix.costPico());
        };
    }
}
