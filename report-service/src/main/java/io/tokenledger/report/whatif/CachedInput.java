package io.tokenledger.report.whatif;

import java.math.BigDecimal;

/** How much of the text input would have been read from a prompt cache. */
public sealed interface CachedInput {
    /** As much as it was. */
    record AsRecorded() implements CachedInput {}

    /**
     * A share of it.
     *
     * @param share of plain and cached input together, from 0 to 1
     */
    record Share(BigDecimal share) implements CachedInput {}

    /** What it was, and beside it all leading blocks that had been seen before, where that was measured. */
    record Measured() implements CachedInput {}
}
