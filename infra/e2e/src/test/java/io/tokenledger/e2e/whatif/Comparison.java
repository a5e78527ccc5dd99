package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the service and the oracle the same, and where they differ looks for the smallest question in which they do. */
final class Comparison {
    /** The ends of all assumptions take several times as long as the question. */
    private static final int ENDS_OF_EVERY = 4;

    /** Making a question smaller takes a while. */
    private static final int MOST_MADE_SMALL = 6;

    /** The endpoint. */
    @FunctionalInterface
    interface Endpoint {
        JsonNode ask(Question question) throws IOException;
    }

    /** Where the two differ: by place, what the service says and what the events say. */
    private record Difference(Question question, SortedMap<String, String> places) {}

    private final Endpoint endpoint;
    private final OneByOne oracle;
    private final TreeSet<String> reasons = new TreeSet<>();
    private long swaps;
    private long moved;
    private int differences;
    private int questions;

    Comparison(Endpoint endpoint, OneByOne oracle) {
        this.endpoint = endpoint;
        this.oracle = oracle;
    }

    /** For what usage could not be moved, so far. */
    Set<String> reasons() {
        return reasons;
    }

    /** How many swaps moved something, so far. */
    long moved() {
        return moved;
    }

    /** What differs, told in the smallest question in which it does; nothing: all is as it must be. */
    List<String> hold(Question question, String name) throws IOException {
        JsonNode answer = endpoint.ask(question);
        answer.get("excluded").forEach(line -> reasons.add(line.get("reason").asText()));
        swaps += question.swaps().size();
        for (JsonNode swap : answer.get("swaps")) {
            moved += new BigDecimal(swap.get("requests").asText()).signum();
        }
        Difference difference = difference(question, answer);
        if (difference == null) {
            questions++;
            return questions % ENDS_OF_EVERY == 0 ? atTheEnds(question, answer, name) : List.of();
        }
        differences++;
        if (differences > MOST_MADE_SMALL) {
            return List.of(
                    name + ": " + difference.places.size() + " figures differ: " + difference.places.firstEntry());
        }
        Difference smallest = smallest(difference);
        return List.of(name + ": " + difference.places.size() + " figures differ; the smallest question being\n"
                + smallest.question.json() + "\n" + told(smallest.places) + "\nand the whole one "
                + question.json());
    }

    @Override
    public String toString() {
        return moved + " of " + swaps + " swaps moved something; what was excluded: " + reasons;
    }

    private List<String> atTheEnds(Question question, JsonNode answer, String name) {
        Instant pricesAt = Told.pricesAt(question, answer);
        List<String> differing = new AtTheEnds(
                        Told.assumed(question, answer),
                        values -> oracle.answer(question, pricesAt, values).savings())
                .differences(answer);
        return differing.isEmpty() ? List.of() : List.of(name + ": " + differing + " in " + question.json());
    }

    private static String told(SortedMap<String, String> places) {
        return String.join(
                "\n", places.entrySet().stream().limit(25).map(Object::toString).toList());
    }

    private @Nullable Difference difference(Question question, JsonNode answer) {
        Figures figures = oracle.answer(question, Told.pricesAt(question, answer), Told.assumed(question, answer));
        SortedMap<String, String> expected = figures.shown();
        SortedMap<String, String> actual = Figures.read(answer);
        var places = new TreeMap<String, String>();
        var all = new TreeSet<>(expected.keySet());
        all.addAll(actual.keySet());
        for (String place : all) {
            String one = actual.getOrDefault(place, "nothing");
            String other = expected.getOrDefault(place, "nothing");
            if (!one.equals(other)) {
                places.put(place, "is " + one + ", its events add up to " + other);
            }
        }
        return places.isEmpty() ? null : new Difference(question, places);
    }

    /** Leaves out what can be left out while a difference remains, then halves the period. */
    private Difference smallest(Difference found) throws IOException {
        Difference smallest = found;
        for (boolean smaller = true; smaller; ) {
            smaller = false;
            for (Function<Question, @Nullable Question> step : Smaller.STEPS) {
                Question next = step.apply(smallest.question);
                Difference still = next == null ? null : difference(next, endpoint.ask(next));
                if (still != null) {
                    smallest = still;
                    smaller = true;
                }
            }
        }
        return smallest;
    }
}
