package io.tokenledger.report.optimiser.mix;

import java.math.BigDecimal;
import java.math.BigInteger;

/** What is wanted of a mix. */
public sealed interface Objective {
    /**
     * The lowest cost; of equal ones, the best quality.
     *
     * @param minimumQuality of the mix: the mean score of its requests
     */
    record CheapestAtQuality(BigDecimal minimumQuality) implements Objective {}

    /**
     * The best quality; of equal ones, the lowest cost.
     *
     * @param maximumPico what the mix may cost, in pico of the currency
     */
    record BestWithinBudget(BigInteger maximumPico) implements Objective {}
}
