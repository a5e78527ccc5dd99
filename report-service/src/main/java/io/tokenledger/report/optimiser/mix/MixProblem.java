package io.tokenledger.report.optimiser.mix;

import java.math.BigDecimal;
import java.util.List;

/**
 * What is to be mixed: a share of every workload for each of its options, of each workload one in all.
 *
 * @param workloads with some requests among them; the quality of none is not defined
 */
public record MixProblem(List<Workload> workloads) {
    public MixProblem {
        workloads = List.copyOf(workloads);
        if (workloads.stream().map(Workload::name).distinct().count() < workloads.size()) {
            throw new IllegalArgumentException("two workloads have one name");
        }
        if (requestsOf(workloads).signum() == 0) {
            throw new IllegalArgumentException("no requests: nothing has a quality");
        }
    }

    /** All requests: what the points of a mix are divided by. */
    public BigDecimal requests() {
        return requestsOf(workloads);
    }

    private static BigDecimal requestsOf(List<Workload> workloads) {
        return workloads.stream().map(Workload::requests).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
