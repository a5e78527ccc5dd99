package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.reconciliation.Variance;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that the checks of a period look at.
 *
 * @param turn where the period is in the order of closing
 * @param costs null: they cannot be told, because of {@code lack}
 * @param lack the exchange rate that is missing; null: none is
 * @param items by currency, in 1e-12 of it
 */
record PeriodFigures(
        AccountingSettings settings,
        AccountingPeriod period,
        Turn turn,
        BookedUsage usage,
        @Nullable CostFigures costs,
        @Nullable String lack,
        SortedMap<String, BigInteger> items,
        Variance variance,
        LateEvents late) {

    /**
     * Where a period is in the order of closing.
     *
     * @param closedUntil of the books; null: they never were closed
     * @param first the id of the period that comes first; null: it is this one's turn, or it is behind
     * @param earlierRequests requests accounted before the period, where its closing begins the books; else 0
     */
    record Turn(@Nullable Instant closedUntil, @Nullable String first, long earlierRequests) {}

    /** The same where an exchange rate is missing after all. */
    PeriodFigures lacking(String rate) {
        return new PeriodFigures(settings, period, turn, usage, costs, rate, items, variance, late);
    }

    /** The costs, where they can be told. */
    CostFigures knownCosts() {
        return Objects.requireNonNull(costs);
    }

    String tenant() {
        return settings.tenant();
    }
}
