package io.tokenledger.report.optimiser.mix;

import java.util.Optional;

/**
 * A vertex with the proof that it is optimal.
 *
 * @param searched whether the search found it; else the exact walk did
 */
record Proven(Vertex vertex, Certificate certificate, boolean searched) {
    /**
     * Solves a program that can be solved.
     *
     * @param program whose requirement is not more than its most gain
     * @throws IllegalStateException never to be seen: where neither the search nor the exact walk led to a proof
     */
    static Proven of(Program program, ActiveSet.Search search) {
        for (Fraction multiplier : search.in(program).multipliers(program)) {
            Optional<Proven> found = with(program, multiplier, true);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return with(program, CostCurve.priceAt(program), false)
                .orElseThrow(() -> new IllegalStateException("no proof for " + program));
    }

    private static Optional<Proven> with(Program program, Fraction multiplier, boolean searched) {
        return Vertex.at(program, multiplier)
                .flatMap(vertex -> Certificate.of(program, vertex, multiplier)
                        .map(certificate -> new Proven(vertex, certificate, searched)));
    }
}
