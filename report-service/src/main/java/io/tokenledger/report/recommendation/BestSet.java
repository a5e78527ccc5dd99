package io.tokenledger.report.recommendation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Moves that can all be done, since none touches the usage of another, and that together are expected to save most. Exact:
 * moves meet only within one model of one app, and there every set is tried that could be better. Pure.
 */
record BestSet(Confidence.Level leastConfidence, List<Recommendation> moves) {
    BestSet {
        moves = List.copyOf(moves);
    }

    Saving saving() {
        return moves.stream().map(Recommendation::saving).reduce(Saving.NONE, Saving::plus);
    }

    /** Of all moves that are at least so sure. */
    static BestSet of(List<Recommendation> all, Confidence.Level leastConfidence) {
        Map<String, List<Recommendation>> groups = new TreeMap<>();
        for (Recommendation one : all) {
            if (one.confidence().level().compareTo(leastConfidence) >= 0) {
                Place from = one.move().from();
                String group = String.join("\u001f", one.move().app(), from.provider(), from.model());
                groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(one);
            }
        }
        List<Recommendation> best = new ArrayList<>();
        groups.values()
                .forEach(group -> best.addAll(
                        bestOf(group.stream().sorted(Recommendation.BEST_FIRST).toList())));
        best.sort(Recommendation.BEST_FIRST);
        return new BestSet(leastConfidence, best);
    }

    /** Either with the best one and what remains beside it, or without it. */
    private static List<Recommendation> bestOf(List<Recommendation> sorted) {
        if (sorted.isEmpty()) {
            return sorted;
        }
        Recommendation first = sorted.getFirst();
        List<Recommendation> others = sorted.subList(1, sorted.size());
        List<Recommendation> beside = others.stream()
                .filter(other -> !other.move().excludes(first.move()))
                .toList();
        List<Recommendation> with = new ArrayList<>(List.of(first));
        with.addAll(bestOf(beside));
        List<Recommendation> contenders = others.stream()
                .filter(other -> other.move().excludes(first.move()))
                .toList();
        boolean couldBeBetter = contenders.stream()
                .anyMatch(
                        one -> contenders.stream().anyMatch(other -> !one.move().excludes(other.move())));
        List<Recommendation> without = couldBeBetter ? bestOf(others) : List.of();
        return List.of(with, without).stream()
                .max(Comparator.comparing(BestSet::expected))
                .orElseThrow();
    }

    private static BigInteger expected(List<Recommendation> moves) {
        return moves.stream().map(move -> move.saving().expectedPico()).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
