package io.tokenledger.report.whatif;

import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import io.tokenledger.report.whatif.WhatIfJson.AssumedJson;
import io.tokenledger.report.whatif.WhatIfJson.RouteJson;
import io.tokenledger.report.whatif.WhatIfJson.SwapJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer as tables for a spreadsheet: the figures of the JSON, no other. Pure. */
public final class WhatIfSheets {
    private WhatIfSheets() {}

    /** Summary, Lines, Swaps, Excluded, Assumptions, Quality. */
    public static List<Sheet> of(WhatIfJson answer) {
        return List.of(
                summary(answer), lines(answer), swaps(answer), excluded(answer), assumptions(answer), quality(answer));
    }

    /** {@code what-if_2026-11-01_2026-12-01}: the local dates of the beginning and of the (exclusive) end. */
    public static String fileName(WhatIfJson answer) {
        return "what-if_" + answer.from().substring(0, 10) + "_" + answer.to().substring(0, 10);
    }

    private static Sheet summary(WhatIfJson answer) {
        List<List<Cell>> rows = new ArrayList<>();
        fact(rows, "from", Cell.text(answer.from()));
        fact(rows, "to", Cell.text(answer.to()));
        fact(rows, "timezone", Cell.text(answer.timezone()));
        fact(rows, "currency", Cell.text(answer.currency()));
        fact(rows, "prices", Cell.text(answer.prices()));
        fact(rows, "prices_at", Cell.text(answer.pricesAt()));
        fact(rows, "book_version", Cell.number(String.valueOf(answer.bookVersion())));
        fact(rows, "requests", Cell.number(answer.baseline().requests()));
        fact(rows, "unpriced_requests", Cell.number(answer.baseline().unpricedRequests()));
        fact(rows, "baseline_cost", Cell.amount(answer.baseline().cost()));
        fact(rows, "scenario_cost", Cell.amount(answer.scenario().cost()));
        fact(rows, "savings", Cell.amount(answer.savings().amount()));
        fact(rows, "savings_percent", Cell.number(answer.savings().percent()));
        fact(rows, "savings_low", Cell.amount(answer.range().low()));
        fact(rows, "savings_high", Cell.amount(answer.range().high()));
        fact(rows, "contract_charges", Cell.amount(answer.contractCharges().cost()));
        answer.warnings().forEach(warning -> fact(rows, "warning", Cell.text(warning)));
        return new Sheet("Summary", List.of("fact", "value"), rows);
    }

    private static void fact(List<List<Cell>> rows, String name, Cell value) {
        rows.add(List.of(Cell.text(name), value));
    }

    private static Sheet lines(WhatIfJson answer) {
        List<String> columns = new ArrayList<>(answer.groupBy());
        columns.addAll(List.of("requests", "baseline_cost", "scenario_cost", "savings"));
        List<List<Cell>> rows = new ArrayList<>();
        for (WhatIfJson.Line line : answer.lines()) {
            List<Cell> row = new ArrayList<>();
            answer.groupBy().forEach(name -> row.add(Cell.text(line.group().get(name))));
            row.add(Cell.number(line.requests()));
            row.add(Cell.amount(line.baselineCost()));
            row.add(Cell.amount(line.scenarioCost()));
            row.add(Cell.amount(line.savings()));
            rows.add(row);
        }
        return new Sheet("Lines", columns, rows);
    }

    private static Sheet swaps(WhatIfJson answer) {
        List<String> columns =
                columns("swap,name,from_models,to_models,requests,baseline_cost,scenario_cost,savings,savings_percent");
        return table("Swaps", columns, answer.swaps(), WhatIfSheets::swap);
    }

    private static List<Cell> swap(SwapJson swap) {
        return List.of(
                place(swap.swap()),
                Cell.text(swap.name()),
                Cell.text(models(
                        swap,
                        route -> model(route.fromProvider(), route.fromModel(), route.fromReasoningEffort(), null))),
                Cell.text(models(
                        swap,
                        route -> model(
                                route.toProvider(),
                                route.toModel(),
                                route.toReasoningEffort(),
                                route.toServiceTier()))),
                Cell.number(swap.requests()),
                Cell.amount(swap.baselineCost()),
                Cell.amount(swap.scenarioCost()),
                Cell.amount(swap.savings()),
                Cell.number(swap.percent()));
    }

    private static String models(SwapJson swap, Function<RouteJson, String> side) {
        return swap.routes().stream().map(side).distinct().collect(Collectors.joining("; "));
    }

    /** {@code openai/o3 (high), flex}. */
    private static String model(String provider, String model, @Nullable String effort, @Nullable String tier) {
        return provider + "/" + model + (effort == null ? "" : " (" + effort + ")") + (tier == null ? "" : ", " + tier);
    }

    private static Sheet excluded(WhatIfJson answer) {
        return table(
                "Excluded",
                columns("swap,reason,detail,requests,cost"),
                answer.excluded(),
                left -> List.of(
                        place(left.swap()),
                        Cell.text(left.reason()),
                        Cell.text(left.detail()),
                        Cell.number(left.requests()),
                        Cell.amount(left.cost())));
    }

    private static Sheet assumptions(WhatIfJson answer) {
        return table(
                "Assumptions",
                columns("swap,name,low,expected,high,origin,source,savings_at_low,savings_at_high"),
                answer.assumptions(),
                WhatIfSheets::assumption);
    }

    private static List<Cell> assumption(AssumedJson assumed) {
        return List.of(
                place(assumed.swap()),
                Cell.text(assumed.name()),
                Cell.number(assumed.low()),
                Cell.number(assumed.expected()),
                Cell.number(assumed.high()),
                Cell.text(assumed.origin()),
                Cell.text(assumed.source()),
                Cell.amount(assumed.savingsAtLow()),
                Cell.amount(assumed.savingsAtHigh()));
    }

    private static Sheet quality(WhatIfJson answer) {
        List<List<Cell>> rows = new ArrayList<>();
        for (SwapJson swap : answer.swaps()) {
            for (WhatIfJson.QualityJson beside : swap.quality()) {
                rows.add(List.of(
                        place(swap.swap()),
                        Cell.text(beside.benchmark()),
                        Cell.text(beside.unit()),
                        Cell.text(beside.fromModel()),
                        Cell.text(beside.toModel()),
                        Cell.number(beside.fromScore()),
                        Cell.number(beside.toScore()),
                        Cell.number(beside.pointsLost()),
                        Cell.amount(beside.savingsPerPoint()),
                        Cell.text(beside.source()),
                        Cell.text(beside.sourceDate())));
            }
        }
        List<String> columns = columns("swap,benchmark,unit,from_model,to_model,from_score,to_score,points_lost,"
                + "savings_per_point,source,source_date");
        return new Sheet("Quality", columns, rows);
    }

    private static <T> Sheet table(String name, List<String> columns, List<T> things, Function<T, List<Cell>> row) {
        return new Sheet(name, columns, things.stream().map(row).toList());
    }

    private static List<String> columns(String names) {
        return Arrays.asList(names.split(",", -1));
    }

    private static Cell place(int swap) {
        return Cell.number(String.valueOf(swap));
    }
}
