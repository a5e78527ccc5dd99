package io.tokenledger.report.focus;

import io.tokenledger.report.allocation.ItemLine;
import io.tokenledger.report.allocation.ManualItem;
import io.tokenledger.report.allocation.ManualItem.Kind;
import java.math.BigInteger;

/** Manual items as rows: fees, credits, accepted differences to bills. */
final class ItemRows {
    private final PeriodRows period;

    ItemRows(PeriodRows period) {
        this.period = period;
    }

    FocusRow row(ItemLine line) {
        ManualItem item = line.item();
        BigInteger bookPico = line.bookPico();
        boolean credit = item.kind() == Kind.CREDIT && bookPico.signum() < 0;
        String provider = item.provider();
        FocusRow row = period.row("item", provider == null ? period.settings().tenant() : provider, item.costCenter())
                .text(FocusColumn.CHARGE_CATEGORY, credit ? PeriodRows.CREDIT : PeriodRows.ADJUSTMENT)
                .text(FocusColumn.CHARGE_FREQUENCY, PeriodRows.ONE_TIME)
                .text(FocusColumn.CHARGE_DESCRIPTION, item.name() + ": " + item.reason())
                .text(FocusColumn.PRICING_CURRENCY, item.currency())
                .text(FocusColumn.X_ITEM_ID, item.id().toString())
                .text(FocusColumn.X_REFERENCE, item.link());
        return PeriodRows.withoutUnitPrice(period.onDay(row, item.day()), bookPico, item.amountPico());
    }
}
