package io.tokenledger.report.guard;

import io.tokenledger.contract.Meters;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What somebody is about to use. */
sealed interface Estimate {
    /** What is to be priced by the book, as usage would be at this moment. */
    record Usage(String provider, String model, String serviceTier, String region, Meters meters) implements Estimate {}

    /**
     * What the caller worked out. At least one of the two is there.
     *
     * @param costPico in 1e-12 of the currency; null: not said, which is not zero
     * @param currency null: no cost is said
     * @param tokens input and output; null: not said
     */
    record Amounts(
            @Nullable BigInteger costPico,
            @Nullable String currency,
            @Nullable Long tokens) implements Estimate {
        public Amounts {
            if ((costPico == null) != (currency == null) || (costPico == null && tokens == null)) {
                throw new IllegalArgumentException(
                        "cost " + costPico + ", currency " + currency + ", tokens " + tokens + " are no amounts");
            }
        }
    }
}
