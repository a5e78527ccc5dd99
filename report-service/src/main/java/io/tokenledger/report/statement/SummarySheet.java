package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import io.tokenledger.report.sheet.Totals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums of a statement beside those of the period before. Pure. */
final class SummarySheet {
    static final String NAME = "Summary";
    private static final int AMOUNT = 2;

    private SummarySheet() {}

    /** Seven sections, cost after those that are cost, then markup, rounding and total. */
    static Sheet of(JsonNode document, Map<Section, Sheet> sections) {
        JsonNode comparison = document.path("comparison");
        List<List<Cell>> rows = new ArrayList<>();
        List<Integer> costs = new ArrayList<>();
        for (Section section : Section.values()) {
            if (section.isCost()) {
                costs.add(rows.size());
                rows.add(section(document, section, sections.get(section)));
            }
        }
        JsonNode totals = document.path("totals");
        int cost = rows.size();
        rows.add(row(
                "Cost", totals.path("cost"), Totals.ofRows(rows, AMOUNT, costs, amount(totals.path("cost"))), null));
        rows.add(section(document, Section.MARKUP, sections.get(Section.MARKUP)));
        BigDecimal rounding = new BigDecimal(totals.path("rounding").asText());
        rows.add(List.of(
                Cell.text("Rounding"), Cell.EMPTY, new Cell.Rounded(rounding), Cell.EMPTY, Cell.EMPTY, Cell.EMPTY));
        Cell total = Totals.ofRows(rows, AMOUNT, List.of(cost, cost + 1, cost + 2), amount(totals.path("total")));
        String due = document.at("/cost_center/view").asText().equals("chargeback") ? "Total charged" : "Total shown";
        return new Sheet(
                NAME,
                List.of("section", "book_amount", "amount", "before", "difference", "percent"),
                rows,
                List.of(row(due, totals.path("total"), total, compared(comparison, "total"))));
    }

    private static List<Cell> section(JsonNode document, Section section, @Nullable Sheet table) {
        JsonNode part = StatementSheets.part(document, section);
        Cell amount = table == null
                ? new Cell.Rounded(amount(part))
                : Totals.reference(table, table.columns().size() - 1, amount(part));
        return row(section.title(), part, amount, compared(document.path("comparison"), section.wireName()));
    }

    private static @Nullable JsonNode compared(JsonNode comparison, String section) {
        for (JsonNode row : comparison.path("sections")) {
            if (row.path("section").asText().equals(section)) {
                return row;
            }
        }
        return null;
    }

    private static List<Cell> row(String name, JsonNode amounts, Cell amount, @Nullable JsonNode compared) {
        return List.of(
                Cell.text(name),
                Cell.amount(amounts.path("book_amount").asText()),
                amount,
                compared == null
                        ? Cell.EMPTY
                        : Cell.rounded(compared.path("before").textValue()),
                compared == null
                        ? Cell.EMPTY
                        : Cell.rounded(compared.path("difference").textValue()),
                compared == null
                        ? Cell.EMPTY
                        : Cell.number(compared.path("percent").textValue()));
    }

    private static BigDecimal amount(JsonNode amounts) {
        return new BigDecimal(amounts.path("amount").asText());
    }
}
