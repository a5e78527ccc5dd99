package io.tokenledger.report.statedcost;

import io.tokenledger.report.attributed.AttributedQuestion;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stated costs as tables: the lines and the total. What is not attributed is empty. Pure. */
final class StatedCostSheets {
    private static final List<String> FIGURES = List.of(
            "events",
            "stated",
            "compared_events",
            "compared_stated",
            "ours",
            "difference",
            "difference_percent",
            "currency",
            "unpriced_events",
            "unpriced_stated",
            "other_currency_events",
            "other_currency_stated");

    private StatedCostSheets() {}

    static List<Sheet> of(AttributedQuestion question, List<StatedLine> lines) {
        List<String> names = question.groupByNames();
        List<String> columns = new ArrayList<>(names);
        columns.addAll(FIGURES);
        return List.of(
                new Sheet(
                        "line",
                        columns,
                        lines.stream()
                                .map(line -> row(line.group(), line.sums()))
                                .toList()),
                new Sheet(
                        "total",
                        columns,
                        List.of(row(Collections.nCopies(names.size(), null), StatedLine.total(lines)))));
    }

    /** {@code stated-costs_2026-11-01_2026-12-01}: the local dates of the beginning and of the (exclusive) end. */
    static String fileName(AttributedQuestion question) {
        var period = question.period();
        return "stated-costs_" + period.fromText().substring(0, 10) + "_"
                + period.toText().substring(0, 10);
    }

    private static List<Cell> row(List<@Nullable String> group, StatedSums sums) {
        List<Cell> row = new ArrayList<>();
        group.forEach(value -> row.add(Cell.text(value)));
        add(row, sums.all());
        add(row, sums.compared());
        row.add(amount(sums.oursPico()));
        row.add(amount(sums.differencePico()));
        row.add(Cell.number(sums.differencePercent()));
        row.add(Cell.text(StatedSums.CURRENCY));
        add(row, sums.unpriced());
        add(row, sums.elsewhere());
        return row;
    }

    private static void add(List<Cell> row, StatedSums.Part part) {
        row.add(Cell.number(BigDecimal.valueOf(part.events())));
        row.add(amount(part.statedPico()));
    }

    private static Cell amount(BigInteger pico) {
        return Cell.amount(Money.exact(pico));
    }
}
