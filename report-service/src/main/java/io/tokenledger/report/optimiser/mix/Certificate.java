package io.tokenledger.report.optimiser.mix;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;

/**
 * The proof that a vertex is optimal, checked in integers and independent of how the vertex was found. For any price of
 * gain that is not negative, no mix that meets the requirement has less burden than {@code Σ least (burden − price × gain)
 * + price × required}: weak duality. A vertex that meets the requirement and has just this burden is therefore optimal.
 *
 * @param multiplier the price of gain
 * @param bound the burden that no mix can go below
 */
record Certificate(Fraction multiplier, Fraction bound) {
    /** The proof, or empty where this multiplier proves nothing about this vertex. */
    static Optional<Certificate> of(Program program, Vertex vertex, Fraction multiplier) {
        if (multiplier.signum() < 0 || !sharesAreShares(vertex)) {
            return Optional.empty();
        }
        Fraction bound = bound(program, multiplier);
        boolean meets = vertex.gain(program).compareTo(program.required()) >= 0;
        return meets && vertex.burden(program).equals(bound)
                ? Optional.of(new Certificate(multiplier, bound))
                : Optional.empty();
    }

    private static Fraction bound(Program program, Fraction multiplier) {
        BigInteger net = program.workloads().stream()
                .map(choices -> choices.stream()
                        .map(choice -> Vertex.net(choice, multiplier))
                        .min(Comparator.naturalOrder())
                        .orElseThrow())
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new Fraction(net, multiplier.denominator()).plus(multiplier.times(program.required()));
    }

    private static boolean sharesAreShares(Vertex vertex) {
        return vertex.splits().stream()
                .map(Vertex.Split::share)
                .allMatch(share -> share.signum() >= 0 && share.compareTo(Fraction.ONE) <= 0);
    }
}
