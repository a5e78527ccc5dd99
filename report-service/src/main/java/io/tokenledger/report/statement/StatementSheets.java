package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import io.tokenledger.report.sheet.Totals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A statement as tables: what it is, its sums, a table for every section that has lines, the comparison by team and model,
 * and what could not be passed on. Sums are formulas over the tables. Pure.
 */
final class StatementSheets {
    private StatementSheets() {}

    static List<Sheet> of(JsonNode document, String hash) {
        Map<Section, Sheet> sections = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            JsonNode part = part(document, section);
            if (!part.path("lines").isEmpty()) {
                sections.put(section, section(section, part));
            }
        }
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(StatementFacts.sheet(document, hash));
        sheets.add(SummarySheet.of(document, sections));
        sheets.addAll(sections.values());
        JsonNode comparison = document.path("comparison");
        if (!comparison.path("lines").isEmpty()) {
            sheets.add(ComparisonSheet.of(comparison));
        }
        if (!document.path("leftovers").isEmpty()) {
            sheets.add(leftovers(document.path("leftovers")));
        }
        return sheets;
    }

    static JsonNode part(JsonNode document, Section section) {
        for (JsonNode part : document.path("sections")) {
            if (part.path("section").asText().equals(section.wireName())) {
                return part;
            }
        }
        throw new IllegalArgumentException("a statement without the section " + section.wireName());
    }

    private static Sheet section(Section section, JsonNode part) {
        Columns columns = Columns.of(section);
        List<List<Cell>> rows = new ArrayList<>();
        part.path("lines").forEach(line -> rows.add(columns.cells(line)));
        int amount = columns.names().size() - 1;
        List<Cell> footer = new ArrayList<>();
        footer.add(Cell.text("Total"));
        while (footer.size() < amount - 1) {
            footer.add(Cell.EMPTY);
        }
        footer.add(Cell.amount(part.path("book_amount").asText()));
        footer.add(
                Totals.ofColumn(rows, amount, new BigDecimal(part.path("amount").asText())));
        return new Sheet(section.title(), columns.names(), rows, List.of(footer));
    }

    private static Sheet leftovers(JsonNode leftovers) {
        List<List<Cell>> rows = new ArrayList<>();
        leftovers.forEach(left -> rows.add(List.of(
                new Cell.Whole(left.path("step").bigIntegerValue()),
                Cell.text(left.path("rule_name").asText()),
                Cell.text(left.path("rule").asText()),
                Cell.text(left.path("origin").asText()),
                Cell.amount(left.path("book_amount").asText()))));
        return new Sheet("Not passed on", List.of("step", "rule_name", "rule", "origin", "book_amount"), rows);
    }
}
