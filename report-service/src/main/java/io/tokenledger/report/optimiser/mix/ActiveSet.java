package io.tokenledger.report.optimiser.mix;

import io.tokenledger.report.optimiser.mix.Program.Choice;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a search says is in use: a claim, which no amount rests on before it is proven.
 *
 * @param used per workload the options with a share, the largest first; at least one
 */
record ActiveSet(List<List<Integer>> used) {
    /** Finds what is in use in an optimal mix, as well as it can. */
    @FunctionalInterface
    interface Search {
        /** {@link #UNKNOWN} where it found nothing. */
        ActiveSet in(Program program);
    }

    static final ActiveSet UNKNOWN = new ActiveSet(List.of());

    /**
     * The exact prices of gain that can prove the claim, if it is right: where a workload is split, the price at which its
     * two options cost the same; else the highest price at which some workload would still take less gain, and zero.
     */
    Set<Fraction> multipliers(Program program) {
        Set<Fraction> prices = new LinkedHashSet<>();
        TreeSet<Fraction> below = new TreeSet<>(List.of(Fraction.ZERO));
        for (int i = 0; i < used.size(); i++) {
            List<Choice> choices = program.workloads().get(i);
            Choice main = choices.get(used.get(i).getFirst());
            used.get(i).stream().skip(1).map(choices::get).forEach(other -> addPrice(prices, main, other));
            choices.stream()
                    .filter(other -> other.gain().compareTo(main.gain()) < 0)
                    .forEach(other -> addPrice(below, main, other));
        }
        prices.add(below.last());
        prices.add(Fraction.ZERO);
        return prices;
    }

    private static void addPrice(Set<Fraction> prices, Choice one, Choice other) {
        BigInteger gain = one.gain().subtract(other.gain());
        if (gain.signum() != 0) {
            Fraction price = new Fraction(one.burden().subtract(other.burden()), gain);
            if (price.signum() >= 0) {
                prices.add(price);
            }
        }
    }
}
