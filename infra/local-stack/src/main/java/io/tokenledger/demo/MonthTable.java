package io.tokenledger.demo;

import io.tokenledger.demo.Chargeback.Line;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The chargeback of two months beside each other, line by line, with a total to the cent. */
final class MonthTable {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ROOT);

    private MonthTable() {}

    /** The table; lines in the order of the first month's, then those that only the second one has. */
    static TextTable of(
            String what,
            Function<Line, String> name,
            YearMonth first,
            Chargeback firstMonth,
            YearMonth second,
            Chargeback secondMonth) {
        var table = new TextTable(List.of(
                what, MONTH.format(first), "requests", "unpriced", MONTH.format(second), "requests", "unpriced"));
        Map<String, Line[]> rows = new LinkedHashMap<>();
        collect(rows, 0, firstMonth, name);
        collect(rows, 1, secondMonth, name);
        rows.forEach((label, months) -> table.row(row(label, months[0], months[1])));
        table.rule();
        BigDecimal firstRounding = rounding(firstMonth);
        BigDecimal secondRounding = rounding(secondMonth);
        if (firstRounding.signum() != 0 || secondRounding.signum() != 0) {
            table.row("rounding", shown(firstRounding), "", "", shown(secondRounding), "", "");
        }
        return table.row(row("total", firstMonth.total(), secondMonth.total()));
    }

    private static void collect(
            Map<String, Line[]> rows, int month, Chargeback chargeback, Function<Line, String> name) {
        for (Line line : chargeback.lines()) {
            rows.computeIfAbsent(name.apply(line), any -> new Line[] {Line.NOTHING, Line.NOTHING})[month] = line;
        }
    }

    private static List<String> row(String label, Line first, Line second) {
        List<String> row = new ArrayList<>();
        row.add(label);
        for (Line line : List.of(first, second)) {
            if (line.requests() == 0) {
                row.addAll(List.of("", "", ""));
                continue;
            }
            row.add(line.cost() == null ? "no price" : Figures.dollars(line.cost()));
            row.add(Figures.count(line.requests()));
            row.add(line.unpricedRequests() == 0 ? "" : Figures.count(line.unpricedRequests()));
        }
        return row;
    }

    /** What the rounded lines lack to the rounded total. */
    private static BigDecimal rounding(Chargeback chargeback) {
        BigDecimal lines = BigDecimal.ZERO;
        for (Line line : chargeback.lines()) {
            lines = lines.add(Figures.toCents(line.pricedCost()));
        }
        return Figures.toCents(chargeback.total().pricedCost()).subtract(lines);
    }

    private static String shown(BigDecimal rounding) {
        return rounding.signum() == 0 ? "" : Figures.dollars(rounding);
    }
}
