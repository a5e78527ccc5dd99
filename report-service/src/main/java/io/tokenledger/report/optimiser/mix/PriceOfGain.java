package io.tokenledger.report.optimiser.mix;

import io.tokenledger.report.optimiser.mix.Program.Choice;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All prices of gain that prove an optimal vertex: the slopes of the least burden to the left and to the right of it.
 *
 * @param below what the last bit of gain cost; zero where the requirement does not bind
 * @param above what the next bit of gain costs; null where there is no more
 */
record PriceOfGain(Fraction below, @Nullable Fraction above) {
    /** The prices at an optimal vertex whose gain is just what is required. */
    static PriceOfGain at(Program program, Vertex vertex) {
        Fraction below = Fraction.ZERO;
        Fraction above = null;
        for (int i = 0; i < vertex.splits().size(); i++) {
            List<Choice> choices = program.workloads().get(i);
            Vertex.Split split = vertex.splits().get(i);
            for (int used : List.of(split.from(), split.to())) {
                for (Choice other : choices) {
                    BigInteger gain = other.gain().subtract(choices.get(used).gain());
                    if (gain.signum() == 0) {
                        continue;
                    }
                    Fraction price = new Fraction(
                            other.burden().subtract(choices.get(used).burden()), gain);
                    if (gain.signum() > 0) {
                        above = above == null || price.compareTo(above) < 0 ? price : above;
                    } else {
                        below = price.compareTo(below) > 0 ? price : below;
                    }
                }
            }
        }
        return new PriceOfGain(below, above);
    }
}
