package io.tokenledger.report.optimiser.mix;

import io.tokenledger.report.optimiser.mix.Program.Choice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The least burden as a function of the gain: convex, and made of straight pieces, the edges of the workloads' lower
 * hulls in the order of their slope (a Minkowski sum). Exact; walked where a search did not find the price of gain.
 */
final class CostCurve {
    /** A straight piece: so much more gain at this price. */
    private record Piece(BigInteger gain, Fraction price) {}

    private CostCurve() {}

    /** The price of gain at the requirement, from the side of less gain; zero where the requirement costs nothing. */
    static Fraction priceAt(Program program) {
        BigInteger free = BigInteger.ZERO;
        List<Piece> pieces = new ArrayList<>();
        for (List<Choice> choices : program.workloads()) {
            List<Choice> hull = hull(choices);
            free = free.add(hull.getFirst().gain());
            for (int i = 1; i < hull.size(); i++) {
                BigInteger gain = hull.get(i).gain().subtract(hull.get(i - 1).gain());
                BigInteger burden =
                        hull.get(i).burden().subtract(hull.get(i - 1).burden());
                pieces.add(new Piece(gain, new Fraction(burden, gain)));
            }
        }
        pieces.sort(Comparator.comparing(Piece::price));
        Fraction missing = program.required().minus(Fraction.of(free));
        Fraction price = Fraction.ZERO;
        for (Piece piece : pieces) {
            if (missing.signum() <= 0) {
                break;
            }
            price = piece.price();
            missing = missing.minus(Fraction.of(piece.gain()));
        }
        return price;
    }

    /** From the least burden to the most gain, only what lies on the lower hull; gain and burden both grow. */
    private static List<Choice> hull(List<Choice> choices) {
        List<Choice> sorted = choices.stream()
                .sorted(Comparator.comparing(Choice::burden).thenComparing(Choice::gain, Comparator.reverseOrder()))
                .toList();
        List<Choice> hull = new ArrayList<>();
        for (Choice choice : sorted) {
            if (!hull.isEmpty() && choice.gain().compareTo(hull.getLast().gain()) <= 0) {
                continue;
            }
            while (hull.size() > 1 && !turns(hull.get(hull.size() - 2), hull.getLast(), choice)) {
                hull.removeLast();
            }
            hull.add(choice);
        }
        return hull;
    }

    /** Whether the way from {@code a} by {@code b} to {@code c} becomes steeper at {@code b}. */
    private static boolean turns(Choice a, Choice b, Choice c) {
        BigInteger first = b.burden().subtract(a.burden()).multiply(c.gain().subtract(b.gain()));
        BigInteger second = c.burden().subtract(b.burden()).multiply(b.gain().subtract(a.gain()));
        return first.compareTo(second) < 0;
    }
}
