package io.tokenledger.report.reconciliation;

import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.util.List;

/** A comparison as tables. */
final class ReconciliationSheets {
    private ReconciliationSheets() {}

    static List<Sheet> of(ReconciliationJson run, List<PartRowJson> rows) {
        return List.of(summary(run), parts(run), days(run), rows(rows));
    }

    /** Without its ending. */
    static String fileName(ReconciliationJson run) {
        return "reconciliation-" + run.provider().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + run.from() + "-"
                + run.to();
    }

    private static Sheet summary(ReconciliationJson run) {
        return new Sheet(
                "reconciliation",
                List.of(
                        "tenant",
                        "provider",
                        "from",
                        "to",
                        "currency",
                        "compared_at",
                        "billed",
                        "booked",
                        "variance",
                        "accepted",
                        "open"),
                List.of(List.of(
                        Cell.text(run.tenant()),
                        Cell.text(run.provider()),
                        Cell.text(run.from().toString()),
                        Cell.text(run.to().toString()),
                        Cell.text(run.currency()),
                        Cell.text(run.comparedAt().toString()),
                        Cell.amount(run.billed()),
                        Cell.amount(run.booked()),
                        Cell.amount(run.variance()),
                        Cell.amount(run.accepted()),
                        Cell.amount(run.open()))));
    }

    private static Sheet parts(ReconciliationJson run) {
        return new Sheet(
                "parts",
                List.of("part", "amount", "accepted", "open", "rows"),
                run.parts().stream()
                        .map(part -> List.of(
                                Cell.text(part.part()),
                                Cell.amount(part.amount()),
                                Cell.amount(part.accepted()),
                                Cell.amount(part.open()),
                                Cell.number(String.valueOf(part.rows()))))
                        .toList());
    }

    private static Sheet days(ReconciliationJson run) {
        return new Sheet(
                "days",
                List.of("day", "billed", "booked", "variance"),
                run.days().stream()
                        .map(day -> List.of(
                                Cell.text(day.day().toString()),
                                Cell.amount(day.billed()),
                                Cell.amount(day.booked()),
                                Cell.amount(day.variance())))
                        .toList());
    }

    private static Sheet rows(List<PartRowJson> rows) {
        return new Sheet(
                "rows",
                List.of(
                        "number",
                        "part",
                        "day",
                        "project",
                        "model",
                        "meter",
                        "service_tier",
                        "from_meter",
                        "from_service_tier",
                        "line_item",
                        "quantity",
                        "billed_quantity",
                        "booked_quantity",
                        "billed",
                        "booked",
                        "amount",
                        "open",
                        "usage_entries"),
                rows.stream()
                        .map(row -> List.of(
                                Cell.number(String.valueOf(row.row())),
                                Cell.text(row.part()),
                                Cell.text(row.day().toString()),
                                Cell.text(row.project()),
                                Cell.text(row.model()),
                                Cell.text(row.meter()),
                                Cell.text(row.serviceTier()),
                                Cell.text(row.fromMeter()),
                                Cell.text(row.fromServiceTier()),
                                Cell.text(row.lineItem()),
                                Cell.number(row.quantity()),
                                Cell.number(row.billedQuantity()),
                                Cell.number(row.bookedQuantity()),
                                Cell.amount(row.billed()),
                                Cell.amount(row.booked()),
                                Cell.amount(row.amount()),
                                Cell.amount(row.open()),
                                Cell.text(row.usageEntries())))
                        .toList());
    }
}
