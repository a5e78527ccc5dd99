package io.tokenledger.report.allocation;

import io.tokenledger.report.allocation.CostCenterCostsJson.Figures;
import io.tokenledger.report.allocation.CostCenterCostsJson.Line;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Costs of cost centres as tables for a spreadsheet. Pure. */
final class CostCenterCostsSheets {
    private static final List<String> FIGURES =
            List.of("direct", "items", "received", "passed_on", "cost", "markup", "charge");

    private CostCenterCostsSheets() {}

    static String fileName(CostCenterCostsJson answer) {
        return "cost-center-costs-" + answer.period();
    }

    /** Costs, a row for each cost centre, and Total. */
    static List<Sheet> of(CostCenterCostsJson answer) {
        return List.of(sheet("Costs", answer, answer.lines()), sheet("Total", answer, List.of(answer.total())));
    }

    private static Sheet sheet(String name, CostCenterCostsJson answer, List<Line> lines) {
        List<String> columns =
                new ArrayList<>(List.of("period", "currency", "view", "cost_center", "name", "parent", "treatment"));
        columns.addAll(FIGURES);
        if (answer.restatedAt() != null) {
            columns.add("restated_at");
            FIGURES.forEach(figure -> columns.add("restated_" + figure));
            columns.add("difference");
        }
        return new Sheet(
                name, columns, lines.stream().map(line -> row(answer, line)).toList());
    }

    private static List<Cell> row(CostCenterCostsJson answer, Line line) {
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(answer.period()),
                Cell.text(answer.currency()),
                Cell.text(answer.view()),
                Cell.text(line.costCenter()),
                Cell.text(line.name()),
                Cell.text(line.parent()),
                Cell.text(line.treatment())));
        row.addAll(figures(line.figures()));
        if (answer.restatedAt() != null) {
            row.add(Cell.text(answer.restatedAt().toString()));
            row.addAll(figures(line.restated()));
            row.add(Cell.amount(line.difference()));
        }
        return row;
    }

    private static List<Cell> figures(@Nullable Figures figures) {
        if (figures == null) {
            return FIGURES.stream().map(_ -> (Cell) Cell.EMPTY).toList();
        }
        return Stream.of(
                        figures.direct(),
                        figures.items(),
                        figures.received(),
                        figures.passedOn(),
                        figures.cost(),
                        figures.markup(),
                        figures.charge())
                .map(Cell::amount)
                .toList();
    }
}
