package io.tokenledger.report.optimiser;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What models score on the benchmark that counts. */
@FunctionalInterface
interface Scores {
    /**
     * The score of a model by any of its names.
     *
     * @param reasoningEffort null: none was asked for
     * @return null where nobody has measured it; that is not a score of zero
     */
    @Nullable
    BigDecimal of(String model, @Nullable String reasoningEffort);
}
