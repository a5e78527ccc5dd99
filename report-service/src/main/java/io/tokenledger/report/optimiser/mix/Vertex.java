package io.tokenledger.report.optimiser.mix;

import io.tokenledger.report.optimiser.mix.Program.Choice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A corner of what is possible: every workload on one option, but at most one workload split over two.
 *
 * @param splits per workload, in the program's order
 */
record Vertex(List<Split> splits) {
    /**
     * The shares of one workload.
     *
     * @param to where {@code share} of it runs; the rest runs on {@code from}
     */
    record Split(int from, int to, Fraction share) {
        static Split allOn(int option) {
            return new Split(option, option, Fraction.ZERO);
        }
    }

    Vertex {
        splits = List.copyOf(splits);
    }

    /**
     * The corner that a price of gain leads to: every workload takes what costs least once its gain is paid for at that
     * price, and where several cost the same, as little gain as the requirement allows. At a price of zero gain is free,
     * and as much as possible is taken.
     *
     * @return empty where this price leads to too little or too much
     */
    static Optional<Vertex> at(Program program, Fraction multiplier) {
        List<List<Integer>> cheapest = program.workloads().stream()
                .map(choices -> cheapest(choices, multiplier))
                .toList();
        List<Split> splits = new ArrayList<>();
        BigInteger least = BigInteger.ZERO;
        for (int i = 0; i < cheapest.size(); i++) {
            splits.add(Split.allOn(cheapest.get(i).getFirst()));
            least = least.add(gain(program, i, cheapest.get(i).getFirst()));
        }
        Fraction missing = program.required().minus(Fraction.of(least));
        boolean gainIsFree = multiplier.signum() == 0;
        if (missing.signum() < 0 && !gainIsFree) {
            return Optional.empty();
        }
        for (int i = 0; i < cheapest.size(); i++) {
            for (int next = 1; next < cheapest.get(i).size() && (gainIsFree || missing.signum() > 0); next++) {
                int from = cheapest.get(i).get(next - 1);
                int to = cheapest.get(i).get(next);
                Fraction step = Fraction.of(gain(program, i, to).subtract(gain(program, i, from)));
                boolean whole = gainIsFree || missing.compareTo(step) >= 0;
                splits.set(i, whole ? Split.allOn(to) : new Split(from, to, missing.dividedBy(step)));
                missing = whole ? missing.minus(step) : Fraction.ZERO;
            }
        }
        return missing.signum() > 0 ? Optional.empty() : Optional.of(new Vertex(splits));
    }

    Fraction burden(Program program) {
        return sum(program, Choice::burden);
    }

    Fraction gain(Program program) {
        return sum(program, Choice::gain);
    }

    private Fraction sum(Program program, Function<Choice, BigInteger> quantity) {
        Fraction sum = Fraction.ZERO;
        for (int i = 0; i < splits.size(); i++) {
            Split split = splits.get(i);
            List<Choice> choices = program.workloads().get(i);
            Fraction from = Fraction.of(quantity.apply(choices.get(split.from())));
            Fraction to = Fraction.of(quantity.apply(choices.get(split.to())));
            sum = sum.plus(from).plus(split.share().times(to.minus(from)));
        }
        return sum;
    }

    /** The options with the least burden net of gain, by growing gain; of those alike in both, the first. */
    private static List<Integer> cheapest(List<Choice> choices, Fraction multiplier) {
        List<BigInteger> net =
                choices.stream().map(choice -> net(choice, multiplier)).toList();
        BigInteger least = net.stream().min(Comparator.naturalOrder()).orElseThrow();
        List<Integer> found = new ArrayList<>();
        IntStream.range(0, choices.size())
                .filter(option -> net.get(option).equals(least))
                .boxed()
                .sorted(Comparator.comparing(option -> choices.get(option).gain()))
                .filter(option -> found.isEmpty()
                        || !choices.get(option)
                                .gain()
                                .equals(choices.get(found.getLast()).gain()))
                .forEach(found::add);
        return found;
    }

    /** Burden net of gain, times the multiplier's denominator, which orders alike and is whole. */
    static BigInteger net(Choice choice, Fraction multiplier) {
        return choice.burden()
                .multiply(multiplier.denominator())
                .subtract(choice.gain().multiply(multiplier.numerator()));
    }

    private static BigInteger gain(Program program, int workload, int option) {
        return program.workloads().get(workload).get(option).gain();
    }
}
