package io.tokenledger.report.statement;

import io.tokenledger.report.allocation.ItemLine;
import io.tokenledger.report.allocation.MarkupLine;
import io.tokenledger.report.allocation.Transfer;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** One line of a statement, before it is rounded. */
sealed interface StatementLine {
    /** In 1e-12 of the currency of the books; null: unpriced. */
    @Nullable
    BigInteger bookPico();

    /**
     * Usage of one meter at one unit price.
     *
     * @param costPico in 1e-12 of the key's currency; null: unpriced
     */
    record OfUsage(
            UsageKey key,
            long quantity,
            @Nullable BigInteger costPico,
            @Nullable BigInteger bookPico) implements StatementLine {}

    /** A manual item. */
    record OfItem(ItemLine line) implements StatementLine {
        @Override
        public BigInteger bookPico() {
            return line.bookPico();
        }
    }

    /**
     * Shared cost.
     *
     * @param passedOn by the cost centre of the statement, else received by it
     */
    record OfTransfer(Transfer transfer, boolean passedOn) implements StatementLine {
        @Override
        public BigInteger bookPico() {
            return passedOn ? transfer.amountPico().negate() : transfer.amountPico();
        }
    }

    /**
     * A markup or discount.
     *
     * @param counterpart the cost centre of the statement is credited, else charged
     */
    record OfMarkup(MarkupLine line, boolean counterpart) implements StatementLine {
        @Override
        public BigInteger bookPico() {
            return counterpart ? line.amountPico().negate() : line.amountPico();
        }
    }
}
