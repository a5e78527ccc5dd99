package io.tokenledger.report.recommendation;

import java.math.BigInteger;

/** What a move would have saved over the period, in 1e-12 of the answer's currency. */
record Saving(BigInteger lowPico, BigInteger expectedPico, BigInteger highPico) {
    static final Saving NONE = new Saving(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    Saving plus(Saving other) {
        return new Saving(
                lowPico.add(other.lowPico), expectedPico.add(other.expectedPico), highPico.add(other.highPico));
    }
}
