package io.tokenledger.report.optimiser.mix;

import java.math.BigDecimal;
import java.util.List;

/**
 * Usage that is placed as one, such as that of an app; it may be split over its options. What cannot be placed is a
 * workload with one option.
 *
 * @param name unique within the problem
 * @param requests how much its quality weighs in that of the mix; not negative
 * @param options at least one; of two that are equal in cost and points, the former is taken
 */
public record Workload(String name, BigDecimal requests, List<Option> options) {
    public Workload {
        options = List.copyOf(options);
        if (options.isEmpty()) {
            throw new IllegalArgumentException("workload " + name + " has no option");
        }
        if (requests.signum() < 0) {
            throw new IllegalArgumentException("workload " + name + " has " + requests + " requests");
        }
        if (options.stream().map(Option::name).distinct().count() < options.size()) {
            throw new IllegalArgumentException("workload " + name + " names an option twice: " + options);
        }
    }
}
