package io.tokenledger.report.reconciliation;

import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger holds of one meter on one day.
 *
 * @param project empty: not said, or not compared by
 * @param model as events state it
 * @param meter of what is no usage: empty
 * @param quantity of the meter; 0 of what is no usage
 * @param costPico 1e-12 of the currency that is compared in; null: unpriced
 */
record BookedCell(
        Sort sort,
        LocalDate day,
        String project,
        String model,
        String serviceTier,
        String meter,
        long quantity,
        @Nullable BigInteger costPico) {

    /** What it is. */
    enum Sort {
        USAGE,
        /** A cost that was corrected later, without a quantity. */
        CORRECTION,
        /** Of a contract. */
        CHARGE,
        /** Usage of the day that is accounted in a later period, without a quantity. */
        LATE
    }
}
