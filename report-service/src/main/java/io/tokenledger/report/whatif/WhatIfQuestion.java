package io.tokenledger.report.whatif;

import io.tokenledger.report.usage.UsageQuery;
import java.util.List;

/**
 * What if this usage had gone another way.
 *
 * @param usage which usage, by which dimensions the answer is told, in which currency
 * @param swaps in their order; usage that two of them match goes with the first, as far as its share reaches
 */
public record WhatIfQuestion(UsageQuery usage, List<Swap> swaps, PriceBasis prices) {
    public WhatIfQuestion {
        swaps = List.copyOf(swaps);
        SwapRules.check(swaps);
    }

    /** The same usage and prices with other swaps. */
    public WhatIfQuestion with(List<Swap> otherSwaps) {
        return new WhatIfQuestion(usage, otherSwaps, prices);
    }
}
