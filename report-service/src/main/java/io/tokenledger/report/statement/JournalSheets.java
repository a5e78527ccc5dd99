package io.tokenledger.report.statement;

import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import io.tokenledger.report.sheet.Totals;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A journal as tables; the sums per currency are formulas. Pure. */
final class JournalSheets {
    private static final List<String> COLUMNS = List.of(
            "date",
            "tenant",
            "period",
            "number",
            "account",
            "cost_center",
            "text",
            "currency",
            "debit",
            "credit",
            "statement",
            "sha256");
    private static final int CURRENCY = COLUMNS.indexOf("currency");
    private static final int DEBIT = COLUMNS.indexOf("debit");

    private JournalSheets() {}

    static List<Sheet> of(Journal journal) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Journal.Entry entry : journal.entries()) {
            entry.lines().forEach(line -> rows.add(row(journal, entry, line)));
        }
        List<List<Cell>> footer = new ArrayList<>();
        journal.totals()
                .forEach((currency, sum) -> footer.add(List.of(
                        Cell.text("Total"),
                        Cell.EMPTY,
                        Cell.EMPTY,
                        Cell.EMPTY,
                        Cell.EMPTY,
                        Cell.EMPTY,
                        Cell.EMPTY,
                        Cell.text(currency),
                        Totals.ofColumnWhere(rows, DEBIT, CURRENCY, currency, sum.debit()),
                        Totals.ofColumnWhere(rows, DEBIT + 1, CURRENCY, currency, sum.credit()),
                        Cell.EMPTY,
                        Cell.EMPTY)));
        return List.of(new Sheet("Journal", COLUMNS, rows, footer), notCharged(journal));
    }

    private static List<Cell> row(Journal journal, Journal.Entry entry, Journal.Line line) {
        return List.of(
                new Cell.Day(LocalDate.parse(entry.date())),
                Cell.text(journal.tenant()),
                Cell.text(journal.period()),
                new Cell.Whole(BigInteger.valueOf(entry.number())),
                Cell.text(line.account()),
                Cell.text(entry.costCenter()),
                Cell.text(line.text()),
                Cell.text(entry.currency()),
                line.debit().signum() == 0 ? Cell.EMPTY : new Cell.Rounded(line.debit()),
                line.credit().signum() == 0 ? Cell.EMPTY : new Cell.Rounded(line.credit()),
                Cell.text(entry.statement()),
                Cell.text(entry.sha256()));
    }

    private static Sheet notCharged(Journal journal) {
        List<List<Cell>> rows = new ArrayList<>();
        journal.notCharged()
                .forEach(left -> rows.add(List.of(
                        new Cell.Whole(BigInteger.valueOf(left.number())),
                        Cell.text(left.costCenter()),
                        Cell.text(left.currency()),
                        new Cell.Rounded(left.amount()),
                        Cell.text(left.statement()))));
        return new Sheet("Not charged", List.of("number", "cost_center", "currency", "amount", "statement"), rows);
    }
}
