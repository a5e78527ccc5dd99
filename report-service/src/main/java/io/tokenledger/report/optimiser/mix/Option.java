package io.tokenledger.report.optimiser.mix;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * One way of running the whole of a workload: as it is now, or on another model, with what cannot move left where it is.
 *
 * @param name unique within its workload
 * @param costPico what the whole workload costs like this, in pico of the currency
 * @param points requests times score, summed up over whatever runs the requests; so the workload's quality is points by
 *     requests
 */
public record Option(String name, BigInteger costPico, BigDecimal points) {
    /** All requests at one score. */
    public static Option atScore(String name, BigInteger costPico, BigDecimal score, BigDecimal requests) {
        return new Option(name, costPico, score.multiply(requests));
    }
}
