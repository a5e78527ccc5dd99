package io.tokenledger.report.statement;

import io.tokenledger.report.allocation.ItemLine;
import io.tokenledger.report.allocation.Leftover;
import io.tokenledger.report.allocation.MarkupLine;
import io.tokenledger.report.allocation.Transfer;
import java.time.LocalDate;
import java.util.Comparator;

/** The order of lines on a statement: the same whatever order they were found in. */
final class LineOrder {
    private LineOrder() {}

    private static final Comparator<ItemLine> ITEMS = Comparator.<ItemLine, LocalDate>comparing(
                    line -> line.item().day())
            .thenComparing(line -> line.item().name())
            .thenComparing(line -> line.item().id());

    private static final Comparator<Transfer> TRANSFERS = Comparator.comparingInt(Transfer::step)
            .thenComparing(Transfer::ruleName)
            .thenComparing(Transfer::rule)
            .thenComparing(Transfer::origin)
            .thenComparing(Transfer::from)
            .thenComparing(Transfer::to)
            .thenComparing(Transfer::amountPico);

    private static final Comparator<MarkupLine> MARKUPS = Comparator.comparing(MarkupLine::ruleName)
            .thenComparing(MarkupLine::rule)
            .thenComparing(MarkupLine::costCenter)
            .thenComparing(MarkupLine::counterpart)
            .thenComparing(MarkupLine::amountPico);

    static final Comparator<Leftover> LEFTOVERS = Comparator.comparingInt(Leftover::step)
            .thenComparing(Leftover::ruleName)
            .thenComparing(Leftover::rule)
            .thenComparing(Leftover::origin)
            .thenComparing(Leftover::amountPico);

    /** Of lines of one section; a section holds lines of one kind. */
    static final Comparator<StatementLine> LINES = LineOrder::compare;

    private static int compare(StatementLine left, StatementLine right) {
        return switch (left) {
            case StatementLine.OfUsage line -> line.key().compareTo(((StatementLine.OfUsage) right).key());
            case StatementLine.OfItem(var line) -> ITEMS.compare(line, ((StatementLine.OfItem) right).line());
            case StatementLine.OfTransfer(var transfer, var _) ->
                TRANSFERS.compare(transfer, ((StatementLine.OfTransfer) right).transfer());
            case StatementLine.OfMarkup(var line, var _) ->
                MARKUPS.compare(line, ((StatementLine.OfMarkup) right).line());
        };
    }
}
