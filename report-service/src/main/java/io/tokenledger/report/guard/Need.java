package io.tokenledger.report.guard;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What an estimate comes to.
 *
 * @param costPico in 1e-12 of the currency; null: not known, which is not zero
 * @param currency null: the cost is not known
 * @param tokens input and output; null: not known
 * @param whyNoCost for a person; null: the cost is known
 */
record Need(
        @Nullable BigInteger costPico,
        @Nullable String currency,
        @Nullable Long tokens,
        @Nullable String whyNoCost) {}
