package io.tokenledger.report.focus;

import io.tokenledger.report.allocation.MarkupLine;
import java.math.BigInteger;
import java.util.function.Consumer;

/** Markups and discounts as rows: one for who is charged, one of the opposite amount for who is credited. */
final class MarkupRows {
    private final PeriodRows period;

    MarkupRows(PeriodRows period) {
        this.period = period;
    }

    void rows(MarkupLine markup, Consumer<FocusRow> consumer) {
        consumer.accept(row(markup, markup.costCenter(), markup.amountPico()));
        consumer.accept(row(markup, markup.counterpart(), markup.amountPico().negate()));
    }

    private FocusRow row(MarkupLine markup, String costCenter, BigInteger bookPico) {
        return period.internal("markup", costCenter, bookPico)
                .text(
                        FocusColumn.CHARGE_DESCRIPTION,
                        markup.ruleName() + ": " + markup.percent().toPlainString() + " % on " + markup.costCenter())
                .text(FocusColumn.X_ALLOCATION_RULE, markup.ruleName())
                .text(FocusColumn.X_ALLOCATION_RULE_ID, markup.rule().toString());
    }
}
