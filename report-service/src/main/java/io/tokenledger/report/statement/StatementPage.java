package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as a page for people. Texts are as they came; the template escapes them.
 *
 * @param amount the total, for the headline
 * @param notice what is to be known before anything else; null: nothing
 * @param facts in columns
 * @param hash empty: it is not kept
 */
public record StatementPage(
        String title,
        String costCenter,
        String amount,
        String currency,
        boolean charged,
        @Nullable String notice,
        List<List<Fact>> facts,
        List<Table> tables,
        String hash) {

    private static final int FACT_COLUMNS = 3;

    /** One thing that the statement is. */
    public record Fact(String name, String value) {}

    /** A table; the footer may be empty. */
    public record Table(String title, List<Column> columns, List<List<Value>> rows, List<List<Value>> footer) {}

    /** Numbers stand on the right. */
    public record Column(String name, boolean number) {}

    /** A cell as it is read. */
    public record Value(String text, boolean number) {}

    static StatementPage of(JsonNode document, String hash) {
        List<Sheet> sheets = StatementSheets.of(document, hash);
        JsonNode center = document.path("cost_center");
        return new StatementPage(
                title(document),
                center.path("name").asText() + " (" + center.path("code").asText() + ")",
                CellText.of(Cell.rounded(document.at("/totals/total/amount").asText())),
                document.path("currency").asText(),
                center.path("view").asText().equals("chargeback"),
                notice(document),
                facts(sheets.getFirst()),
                sheets.stream().skip(1).map(StatementPage::table).toList(),
                hash);
    }

    /** {@code Statement 12, 2026-10}. */
    static String title(JsonNode document) {
        String number = document.path("number").isNull()
                ? ""
                : " " + document.path("number").asText();
        String draft = document.path("status").asText().equals("final")
                ? ""
                : " (" + document.path("status").asText() + ")";
        return "Statement" + number + draft + ", " + document.at("/period/id").asText();
    }

    private static @Nullable String notice(JsonNode document) {
        long unpriced = document.path("unpriced_requests").longValue();
        return unpriced == 0
                ? null
                : unpriced + (unpriced == 1 ? " request has" : " requests have")
                        + " no price yet and cost nothing here: the cost follows as an adjustment.";
    }

    /** Facts side by side, in as many columns as a page has room for, read downwards. */
    private static List<List<Fact>> facts(Sheet sheet) {
        List<Fact> facts = sheet.rows().stream()
                .map(row -> new Fact(
                        CellText.of(row.getFirst()).replace('_', ' '),
                        row.getLast() instanceof Cell.Quantity(var number)
                                ? number.toPlainString()
                                : CellText.of(row.getLast())))
                .toList();
        int perColumn = (facts.size() + FACT_COLUMNS - 1) / FACT_COLUMNS;
        List<List<Fact>> columns = new ArrayList<>();
        for (int from = 0; from < facts.size(); from += perColumn) {
            columns.add(facts.subList(from, Math.min(from + perColumn, facts.size())));
        }
        return columns;
    }

    private static Table table(Sheet sheet) {
        List<List<Value>> rows = values(sheet.rows());
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < sheet.columns().size(); place++) {
            int column = place;
            boolean number = rows.stream().anyMatch(row -> row.get(column).number());
            columns.add(new Column(sheet.columns().get(place).replace('_', ' '), number));
        }
        return new Table(sheet.name(), columns, rows, values(sheet.footer()));
    }

    private static List<List<Value>> values(List<List<Cell>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> new Value(CellText.of(cell), CellText.isNumber(cell)))
                        .toList())
                .toList();
    }
}
