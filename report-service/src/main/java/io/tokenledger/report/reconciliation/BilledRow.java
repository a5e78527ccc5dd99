package io.tokenledger.report.reconciliation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bill, ready to be compared.
 *
 * @param key of the line
 * @param meaning null: nobody knows
 * @param project of the ledger; empty: not said, or not compared by
 * @param amountPico 1e-12 of the currency that is compared in; null: a line of usage alone
 * @param roundedPico the most by which the amount may have been rounded: half a unit of the last place that its bill is
 *     written with
 */
record BilledRow(
        UUID key,
        LocalDate day,
        String lineItem,
        @Nullable LineMeaning meaning,
        String project,
        @Nullable BigDecimal quantity,
        @Nullable BigInteger amountPico,
        BigInteger roundedPico) {}
