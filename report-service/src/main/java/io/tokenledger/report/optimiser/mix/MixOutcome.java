package io.tokenledger.report.optimiser.mix;

import org.jspecify.annotations.Nullable;

/** What became of a question for a mix. */
public sealed interface MixOutcome {
    /**
     * The optimal mix, proven.
     *
     * @param slack how far the mix is from what the objective allows: quality above the minimum, or pico below the
     *     maximum; zero where that binds
     * @param lastPointPico what the last bit of quality costs, in pico per whole point of the mix's quality: what giving
     *     it up would save; zero where it costs nothing
     * @param nextPointPico what the next bit of quality costs, in pico per whole point; null where there is no more
     * @param next the cheapest mix that is better by the step asked for; null where no mix is
     * @param searched whether the search in doubles found it; else the exact walk did
     */
    record Optimal(
            Mix mix,
            Fraction slack,
            Fraction lastPointPico,
            @Nullable Fraction nextPointPico,
            @Nullable Mix next,
            boolean searched)
            implements MixOutcome {
        /** Whether less of what the objective limits would cost something. */
        public boolean binding() {
            return slack.signum() == 0;
        }
    }

    /**
     * No mix is as asked for.
     *
     * @param nearest the cheapest of the best quality, or the best of the lowest cost
     * @param missing quality below the minimum, or pico above the maximum; greater than zero
     */
    record OutOfReach(Mix nearest, Fraction missing) implements MixOutcome {}
}
