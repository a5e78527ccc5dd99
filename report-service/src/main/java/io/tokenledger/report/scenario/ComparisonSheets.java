package io.tokenledger.report.scenario;

import io.tokenledger.report.scenario.ScenarioComparison.Column;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;

/** A comparison as tables for a spreadsheet. Pure. */
final class ComparisonSheets {
    static final String FILE_NAME = "scenario-comparison";

    private ComparisonSheets() {}

    /** Scenarios, Excluded, Quality, Differences. */
    static List<Sheet> of(ScenarioComparison comparison) {
        return List.of(scenarios(comparison), excluded(comparison), quality(comparison), differences(comparison));
    }

    private static Sheet scenarios(ScenarioComparison comparison) {
        return new Sheet(
                "Scenarios",
                List.of(
                        "name",
                        "id",
                        "from",
                        "to",
                        "timezone",
                        "currency",
                        "prices",
                        "prices_at",
                        "requests",
                        "baseline_cost",
                        "scenario_cost",
                        "savings",
                        "savings_percent",
                        "savings_low",
                        "savings_high",
                        "moved_requests",
                        "moved_share"),
                comparison.scenarios().stream().map(ComparisonSheets::scenario).toList());
    }

    private static List<Cell> scenario(Column column) {
        return List.of(
                Cell.text(column.name()),
                Cell.text(column.id().toString()),
                Cell.text(column.from()),
                Cell.text(column.to()),
                Cell.text(column.timezone()),
                Cell.text(column.currency()),
                Cell.text(column.prices()),
                Cell.text(column.pricesAt()),
                Cell.number(column.baseline().requests()),
                Cell.amount(column.baseline().cost()),
                Cell.amount(column.scenario().cost()),
                Cell.amount(column.savings().amount()),
                Cell.number(column.savings().percent()),
                Cell.amount(column.range().low()),
                Cell.amount(column.range().high()),
                Cell.number(column.moved().requests()),
                Cell.number(column.moved().share()));
    }

    private static Sheet excluded(ScenarioComparison comparison) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Column column : comparison.scenarios()) {
            column.excluded()
                    .forEach(left -> rows.add(List.of(
                            Cell.text(column.name()),
                            Cell.text(left.reason()),
                            Cell.text(left.detail()),
                            Cell.number(left.requests()),
                            Cell.amount(left.cost()))));
        }
        return new Sheet("Excluded", List.of("name", "reason", "detail", "requests", "cost"), rows);
    }

    private static Sheet quality(ScenarioComparison comparison) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Column column : comparison.scenarios()) {
            column.quality()
                    .forEach(beside -> rows.add(List.of(
                            Cell.text(column.name()),
                            Cell.text(beside.benchmark()),
                            Cell.text(beside.fromModel()),
                            Cell.text(beside.toModel()),
                            Cell.number(beside.fromScore()),
                            Cell.number(beside.toScore()),
                            Cell.number(beside.pointsLost()),
                            Cell.amount(beside.savingsPerPoint()))));
        }
        List<String> columns = List.of(
                "name",
                "benchmark",
                "from_model",
                "to_model",
                "from_score",
                "to_score",
                "points_lost",
                "savings_per_point");
        return new Sheet("Quality", columns, rows);
    }

    private static Sheet differences(ScenarioComparison comparison) {
        return new Sheet(
                "Differences",
                List.of("difference"),
                comparison.differences().stream()
                        .map(difference -> List.of(Cell.text(difference)))
                        .toList());
    }
}
