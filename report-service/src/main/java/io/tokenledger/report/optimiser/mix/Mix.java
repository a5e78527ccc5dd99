package io.tokenledger.report.optimiser.mix;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where every workload runs.
 *
 * @param placements in the problem's order
 * @param costPico exact, in pico of the currency
 * @param quality the mean score of all requests, exact
 */
public record Mix(List<Placement> placements, Fraction costPico, Fraction quality) {
    /**
     * The options that one workload runs on.
     *
     * @param parts one, or two where it is split; their shares add up to one
     */
    public record Placement(Workload workload, List<Part> parts) {
        public Placement {
            parts = List.copyOf(parts);
        }

        public Fraction costPico() {
            return Mix.sum(parts, option -> Fraction.of(option.costPico()));
        }

        Fraction points() {
            return Mix.sum(parts, option -> Fraction.of(option.points()));
        }
    }

    /**
     * A share of a workload.
     *
     * @param share greater than zero, at most one
     */
    public record Part(Option option, Fraction share) {}

    public Mix {
        placements = List.copyOf(placements);
    }

    static Mix of(MixProblem problem, Vertex vertex) {
        List<Placement> placements = Stream.iterate(0, i -> i < vertex.splits().size(), i -> i + 1)
                .map(i -> placement(problem.workloads().get(i), vertex.splits().get(i)))
                .toList();
        Fraction points = placements.stream().map(Placement::points).reduce(Fraction.ZERO, Fraction::plus);
        return new Mix(
                placements,
                placements.stream().map(Placement::costPico).reduce(Fraction.ZERO, Fraction::plus),
                points.dividedBy(Fraction.of(problem.requests())));
    }

    private static Placement placement(Workload workload, Vertex.Split split) {
        Part from = new Part(workload.options().get(split.from()), Fraction.ONE.minus(split.share()));
        Part to = new Part(workload.options().get(split.to()), split.share());
        return new Placement(workload, split.share().signum() == 0 ? List.of(from) : List.of(from, to));
    }

    private static Fraction sum(List<Part> parts, Function<Option, Fraction> quantity) {
        return parts.stream()
                .map(part -> part.share().times(quantity.apply(part.option())))
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** All requests times their mean score. */
    Fraction points(BigDecimal requests) {
        return quality.times(Fraction.of(requests));
    }
}
