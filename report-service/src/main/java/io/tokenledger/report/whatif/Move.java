package io.tokenledger.report.whatif;

import java.math.BigDecimal;

/** What becomes of usage that a swap wants to move. */
sealed interface Move {
    /**
     * It costs that there.
     *
     * @param costPico exact, in 1e-12 of the currency
     */
    record Moved(BigDecimal costPico, String currency) implements Move {}

    /** It cannot be moved. */
    record Excluded(Exclusion reason, String detail) implements Move {}

    /** Some of its requests can and some cannot, or they have several prices: they must be looked at one by one. */
    record Divided() implements Move {}
}
