package io.tokenledger.report.allocation;

import io.tokenledger.report.allocation.AllocationJson.Pool;
import io.tokenledger.report.allocation.AllocationJson.Receipt;
import io.tokenledger.report.allocation.AllocationJson.Step;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;

/** An allocation as tables for a spreadsheet. Pure. */
final class AllocationSheets {
    private AllocationSheets() {}

    static String fileName(AllocationJson answer) {
        return "allocation-" + answer.period();
    }

    /** Transfers, Leftovers, Balances, and Trace where it was asked. */
    static List<Sheet> of(AllocationJson answer) {
        List<Sheet> sheets = new ArrayList<>(List.of(transfers(answer), leftovers(answer), balances(answer)));
        if (answer.trace() != null) {
            sheets.add(trace(answer.trace()));
        }
        return sheets;
    }

    private static Sheet transfers(AllocationJson answer) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Step step : answer.steps()) {
            for (Pool pool : step.pools()) {
                pool.transfers().forEach(each -> rows.add(transfer(answer, step, pool, each)));
            }
        }
        return new Sheet(
                "Transfers",
                List.of(
                        "period",
                        "currency",
                        "step",
                        "rule",
                        "name",
                        "origin",
                        "method",
                        "from",
                        "to",
                        "weight",
                        "total_weight",
                        "share",
                        "origin_amount",
                        "amount"),
                rows);
    }

    private static List<Cell> transfer(AllocationJson answer, Step step, Pool pool, Receipt each) {
        return List.of(
                Cell.text(answer.period()),
                Cell.text(answer.currency()),
                Cell.number(String.valueOf(step.step())),
                Cell.text(step.rule().toString()),
                Cell.text(step.name()),
                Cell.text(step.origin()),
                Cell.text(step.method()),
                Cell.text(pool.from()),
                Cell.text(each.to()),
                Cell.number(each.weight()),
                Cell.number(pool.totalWeight()),
                Cell.number(each.share()),
                Cell.amount(pool.amount()),
                Cell.amount(each.amount()));
    }

    private static Sheet leftovers(AllocationJson answer) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Step step : answer.steps()) {
            for (Pool pool : step.pools()) {
                if (pool.totalWeight() == null) {
                    rows.add(List.of(
                            Cell.text(answer.period()),
                            Cell.text(answer.currency()),
                            Cell.number(String.valueOf(step.step())),
                            Cell.text(step.rule().toString()),
                            Cell.text(step.name()),
                            Cell.text(step.origin()),
                            Cell.text(step.method()),
                            Cell.text(pool.from()),
                            Cell.amount(pool.leftover())));
                }
            }
        }
        return new Sheet(
                "Leftovers",
                List.of("period", "currency", "step", "rule", "name", "origin", "method", "from", "leftover"),
                rows);
    }

    private static Sheet balances(AllocationJson answer) {
        return new Sheet(
                "Balances",
                List.of("period", "currency", "cost_center", "before", "received", "passed_on", "after"),
                answer.balances().stream()
                        .map(line -> List.of(
                                Cell.text(answer.period()),
                                Cell.text(answer.currency()),
                                Cell.text(line.costCenter()),
                                Cell.amount(line.before()),
                                Cell.amount(line.received()),
                                Cell.amount(line.passedOn()),
                                Cell.amount(line.after())))
                        .toList());
    }

    private static Sheet trace(List<AllocationJson.Traced> trace) {
        return new Sheet(
                "Trace",
                List.of(
                        "step",
                        "rule",
                        "name",
                        "origin",
                        "method",
                        "direction",
                        "from",
                        "to",
                        "weight",
                        "total_weight",
                        "share",
                        "origin_amount",
                        "amount"),
                trace.stream()
                        .map(each -> List.of(
                                Cell.number(String.valueOf(each.step())),
                                Cell.text(each.rule().toString()),
                                Cell.text(each.name()),
                                Cell.text(each.origin()),
                                Cell.text(each.method()),
                                Cell.text(each.direction()),
                                Cell.text(each.from()),
                                Cell.text(each.to()),
                                Cell.number(each.weight()),
                                Cell.number(each.totalWeight()),
                                Cell.number(each.share()),
                                Cell.amount(each.originAmount()),
                                Cell.amount(each.amount())))
                        .toList());
    }
}
