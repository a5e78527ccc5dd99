package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.problem.ReportError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Periods close one after another; the first one that is ever closed begins the books. Pure. */
final class PeriodOrder {
    private PeriodOrder() {}

    /** Whether the books are closed to the period's end, with or without statements. */
    static boolean isBehind(AccountingPeriod period, @Nullable Instant closedUntil) {
        return closedUntil != null && !period.period().to().isAfter(closedUntil);
    }

    /** The period that is to be closed before that one; null: it is its turn, or it is behind. */
    static @Nullable AccountingPeriod first(
            AccountingCalendar calendar, AccountingPeriod period, @Nullable Instant closedUntil) {
        if (closedUntil == null || isBehind(period, closedUntil)) {
            return null;
        }
        AccountingPeriod turn = calendar.holding(closedUntil);
        return turn.id().equals(period.id()) ? null : turn;
    }

    /**
     * Refuses a period whose turn it is not.
     *
     * @param underWay another period that is being closed; null: none
     */
    static void check(
            AccountingCalendar calendar,
            AccountingPeriod period,
            @Nullable Instant closedUntil,
            @Nullable String underWay) {
        if (isBehind(period, closedUntil)) {
            throw ReportError.ACCOUNTING_PERIOD_STATE.because("period " + period.id()
                    + " lies before the books: they are closed until " + closedUntil + " already, without it");
        }
        AccountingPeriod first = first(calendar, period, closedUntil);
        if (first != null) {
            throw ReportError.ACCOUNTING_PERIOD_ORDER.because("period " + period.id()
                    + " cannot be closed yet: the books are closed until " + closedUntil + ", and period " + first.id()
                    + " comes first");
        }
        if (underWay != null) {
            throw ReportError.ACCOUNTING_PERIOD_ORDER.because("period " + period.id()
                    + " cannot be closed while period " + underWay + " is: close that one, or cancel its closing");
        }
    }
}
