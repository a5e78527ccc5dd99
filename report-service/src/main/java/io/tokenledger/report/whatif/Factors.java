package io.tokenledger.report.whatif;

import java.math.BigDecimal;

/** How the tokens of a request change on its way: one choice of every assumption of a swap. */
record Factors(
        BigDecimal inputRatio,
        BigDecimal outputRatio,
        BigDecimal reasoningRatio,
        BigDecimal cacheKept,
        BigDecimal inputKept,
        CachedInput cachedInput) {

    /** Nothing changes. */
    static final Factors NONE = new Factors(
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            new CachedInput.AsRecorded());

    /** Input tokens there for one here. */
    BigDecimal input() {
        return inputRatio.multiply(inputKept);
    }
}
