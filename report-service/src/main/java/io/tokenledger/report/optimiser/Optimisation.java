package io.tokenledger.report.optimiser;

import io.tokenledger.report.optimiser.Placement.Place;
import io.tokenledger.report.optimiser.Placement.Way;
import io.tokenledger.report.optimiser.mix.Fraction;
import io.tokenledger.report.optimiser.mix.Mix;
import io.tokenledger.report.optimiser.mix.MixOutcome;
import io.tokenledger.report.optimiser.mix.MixSolver;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question. Pure.
 *
 * @param outcome null where there is no usage with a score
 * @param warnings of the costs, then of what has no score
 */
record Optimisation(
        OptimisationQuestion question,
        MoveCosts costs,
        Placement placement,
        @Nullable MixOutcome outcome,
        List<String> warnings) {
    private static final int MOST_CELLS = 2_000;

    /**
     * What became of one cell.
     *
     * @param parts empty where there is no outcome
     */
    record Line(Place place, List<Part> parts) {
        Fraction costPico() {
            return parts.stream()
                    .map(part -> part.share().times(Fraction.of(part.way().costPico())))
                    .reduce(Fraction.ZERO, Fraction::plus);
        }
    }

    /** A share of a cell on one way. */
    record Part(Way way, Fraction share) {}

    static Optimisation of(OptimisationQuestion question, MoveCosts costs, Scores scores) {
        if (costs.cells().size() > MOST_CELLS) {
            throw ReportError.RESULT_TOO_LARGE.because(
                    costs.cells().size() + " groups by model, more than " + MOST_CELLS + ": filter, or group by less");
        }
        Placement placement = Placement.of(question, costs, scores);
        MixOutcome outcome = placement
                .problem()
                .map(problem -> new MixSolver().solve(problem, question.objective(), question.step()))
                .orElse(null);
        return new Optimisation(question, costs, placement, outcome, warnings(question, costs, placement));
    }

    /** The optimal mix, or the nearest to what was asked for; null where there is no outcome. */
    @Nullable
    Mix mix() {
        return switch (outcome) {
            case null -> null;
            case MixOutcome.Optimal optimal -> optimal.mix();
            case MixOutcome.OutOfReach missed -> missed.nearest();
        };
    }

    /** One line per cell, in the order of the costs. */
    List<Line> lines() {
        Mix mix = mix();
        return IntStream.range(0, placement.places().size())
                .mapToObj(i -> line(
                        placement.places().get(i),
                        mix == null ? null : mix.placements().get(i)))
                .toList();
    }

    /** What everything costs where it is. */
    BigInteger baselinePico() {
        return places().stream().map(place -> place.cell().costPico()).reduce(BigInteger.ZERO, BigInteger::add);
    }

    BigDecimal requests(Function<Place, BigDecimal> which) {
        return places().stream().map(which).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The mean score where everything is; null where nothing has one. */
    @Nullable
    Fraction baselineQuality() {
        BigDecimal scored = requests(Place::scoredRequests);
        return scored.signum() == 0
                ? null
                : Fraction.of(requests(place -> place.ways().getFirst().points()))
                        .dividedBy(Fraction.of(scored));
    }

    private List<Place> places() {
        return placement.places();
    }

    private static Line line(Place place, Mix.@Nullable Placement placed) {
        return new Line(
                place,
                placed == null
                        ? List.of()
                        : placed.parts().stream()
                                .map(part -> new Part(
                                        place.ways()
                                                .get(Integer.parseInt(
                                                        part.option().name())),
                                        part.share()))
                                .toList());
    }

    private static List<String> warnings(OptimisationQuestion question, MoveCosts costs, Placement placement) {
        return Stream.concat(
                        costs.warnings().stream(),
                        placement.unscored().stream()
                                .map(
                                        model -> "no score of " + question.benchmark() + " is known for " + model
                                                + ": its usage stays and does not count in the quality, and nothing goes to it"))
                .toList();
    }
}
