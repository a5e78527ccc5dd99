package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.sheet.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How the fields of a section's lines are shown in tables: in files, on paper and on pages. Pure. */
record Columns(List<Column> columns) {
    /** What a field is. */
    enum Kind {
        TEXT,
        WHOLE,
        DAY,
        EXACT_MONEY,
        EXACT_NUMBER,
        /** A unit price, shown for a million units, as vendors do. */
        PER_MILLION,
        ROUNDED
    }

    /**
     * One column.
     *
     * @param field of the line
     * @param name as the table has it
     */
    record Column(String field, String name, Kind kind) {
        static Column of(String field, Kind kind) {
            return new Column(field, field, kind);
        }
    }

    private static final int A_MILLION = 6;
    private static final Column AMOUNT = Column.of("amount", Kind.ROUNDED);
    private static final Column BOOK_AMOUNT = Column.of("book_amount", Kind.EXACT_MONEY);

    static Columns of(Section section) {
        return switch (section) {
            case DIRECT -> usage(false);
            case ADJUSTMENTS, CHARGES -> usage(true);
            case ITEMS ->
                ending(
                        texts("kind", "name"),
                        List.of(Column.of("day", Kind.DAY)),
                        texts("provider", "reason", "link", "reverses", "item", "currency"),
                        List.of(Column.of("cost", Kind.EXACT_MONEY)));
            case RECEIVED, PASSED_ON ->
                ending(
                        List.of(Column.of("step", Kind.WHOLE)),
                        texts("rule_name", "rule", "origin", "method", section == Section.RECEIVED ? "from" : "to"),
                        List.of(
                                Column.of("weight", Kind.EXACT_NUMBER),
                                Column.of("total_weight", Kind.EXACT_NUMBER),
                                Column.of("origin_amount", Kind.EXACT_MONEY)));
            case MARKUP ->
                ending(
                        texts("rule_name", "rule", "charged", "credited"),
                        List.of(Column.of("percent", Kind.EXACT_NUMBER), Column.of("base_amount", Kind.EXACT_MONEY)));
        };
    }

    private static Columns usage(boolean late) {
        return ending(
                late ? texts("adjusts", "reference") : List.of(),
                texts("team", "app", "provider", "model", "service_tier", "meter"),
                List.of(
                        Column.of("quantity", Kind.WHOLE),
                        new Column("unit_price", "price_per_million", Kind.PER_MILLION)),
                texts("currency"),
                List.of(Column.of("cost", Kind.EXACT_MONEY)));
    }

    private static List<Column> texts(String... fields) {
        return List.of(fields).stream()
                .map(field -> Column.of(field, Kind.TEXT))
                .toList();
    }

    @SafeVarargs
    private static Columns ending(List<Column>... parts) {
        List<Column> all = new ArrayList<>();
        for (List<Column> part : parts) {
            all.addAll(part);
        }
        all.add(BOOK_AMOUNT);
        all.add(AMOUNT);
        return new Columns(List.copyOf(all));
    }

    /** The names, the amount last. */
    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The cells of a line. */
    List<Cell> cells(JsonNode line) {
        return columns.stream()
                .map(column -> cell(line.path(column.field()), column.kind()))
                .toList();
    }

    private static Cell cell(JsonNode value, Kind kind) {
        if (value.isNull() || value.isMissingNode()) {
            return Cell.EMPTY;
        }
        String text = value.asText();
        return switch (kind) {
            case TEXT -> Cell.text(text);
            case WHOLE -> new Cell.Whole(new BigInteger(text));
            case DAY -> new Cell.Day(LocalDate.parse(text));
            case EXACT_MONEY -> Cell.amount(text);
            case EXACT_NUMBER -> Cell.number(text);
            case PER_MILLION ->
                Cell.amount(new BigDecimal(text).movePointRight(A_MILLION).toPlainString());
            case ROUNDED -> Cell.rounded(text);
        };
    }
}
