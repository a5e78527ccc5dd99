package io.tokenledger.report.optimiser;

import io.tokenledger.report.optimiser.mix.MixProblem;
import io.tokenledger.report.optimiser.mix.Option;
import io.tokenledger.report.optimiser.mix.Workload;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Usage, and where it may go. Usage whose own score is not known stays where it is and counts with its cost alone: neither
 * a minimum of quality nor a gain could be told for it. Models without a score are not gone to. Pure.
 *
 * @param places per cell of the costs
 * @param unscored what had no score, models of the usage and models to go to, as {@code o3 (high)}
 */
record Placement(List<Place> places, SortedSet<String> unscored) {
    /**
     * The ways of one cell, the first of which is to stay.
     *
     * @param score of the model that it ran on; null: not known
     */
    record Place(MoveCosts.Cell cell, @Nullable BigDecimal score, List<Way> ways) {
        /** The requests that count in the mix's quality. */
        BigDecimal scoredRequests() {
            return score == null ? BigDecimal.ZERO : cell.requests();
        }
    }

    /**
     * A way to go.
     *
     * @param model which of the question's; null: it stays
     * @param score of that model; null only where it stays
     * @param points requests times score of the whole cell, with what cannot move
     */
    record Way(
            @Nullable Integer model,
            @Nullable BigDecimal score,
            BigDecimal movedRequests,
            BigInteger costPico,
            BigDecimal points) {}

    Placement {
        places = List.copyOf(places);
    }

    static Placement of(OptimisationQuestion question, MoveCosts costs, Scores scores) {
        SortedSet<String> unscored = new TreeSet<>();
        List<Place> places = new ArrayList<>();
        for (MoveCosts.Cell cell : costs.cells()) {
            MoveCosts.Source source = cell.source();
            BigDecimal score = score(scores, source.model(), source.reasoningEffort(), unscored);
            BigDecimal points = score == null ? BigDecimal.ZERO : score.multiply(cell.requests());
            List<Way> ways = new ArrayList<>();
            ways.add(new Way(null, score, BigDecimal.ZERO, cell.costPico(), points));
            for (int i = 0; score != null && i < question.models().size(); i++) {
                ModelChoice model = question.models().get(i);
                if (model.isWhere(source)) {
                    continue;
                }
                String effort = model.reasoningEffort() == null ? source.reasoningEffort() : model.reasoningEffort();
                BigDecimal there = score(scores, model.model(), effort, unscored);
                if (there != null && cell.moves().get(i).requests().signum() > 0) {
                    ways.add(way(i, cell, score, there));
                }
            }
            places.add(new Place(cell, score, List.copyOf(ways)));
        }
        return new Placement(places, unscored);
    }

    /** Empty where nothing has a score, so that there is no quality to speak of. */
    Optional<MixProblem> problem() {
        boolean anyScore =
                places.stream().anyMatch(place -> place.scoredRequests().signum() > 0);
        return anyScore
                ? Optional.of(new MixProblem(IntStream.range(0, places.size())
                        .mapToObj(index -> workload(index, places.get(index)))
                        .toList()))
                : Optional.empty();
    }

    private static Way way(int model, MoveCosts.Cell cell, BigDecimal score, BigDecimal there) {
        MoveCosts.Move move = cell.moves().get(model);
        BigDecimal staying = cell.requests().subtract(move.requests());
        BigDecimal points = there.multiply(move.requests()).add(score.multiply(staying));
        return new Way(model, there, move.requests(), move.costPico(), points);
    }

    /** Options are named by the index of their way, and workloads by that of their place. */
    private static Workload workload(int index, Place place) {
        List<Option> options = IntStream.range(0, place.ways().size())
                .mapToObj(way -> new Option(
                        String.valueOf(way),
                        place.ways().get(way).costPico(),
                        place.ways().get(way).points()))
                .toList();
        return new Workload(String.valueOf(index), place.scoredRequests(), options);
    }

    private static @Nullable BigDecimal score(
            Scores scores, String model, @Nullable String effort, SortedSet<String> unscored) {
        BigDecimal score = scores.of(model, effort);
        if (score == null) {
            unscored.add(named(model, effort));
        }
        return score;
    }

    private static String named(String model, @Nullable String effort) {
        return effort == null ? model : model + " (" + effort + ")";
    }
}
