package io.tokenledger.report.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables as one CSV (RFC 4180). Its first column names the table that a row belongs to; the others are those of all tables,
 * each once, and empty where a table has no such column. Numbers are exact. Footers are left out: whoever adds up a column
 * must not count them.
 */
public final class CsvText {
    private static final String TABLE_COLUMN = "row";

    private CsvText() {}

    /** All tables, one under the other. */
    public static String of(List<Sheet> sheets) {
        Set<String> columns = new LinkedHashSet<>();
        sheets.forEach(sheet -> columns.addAll(sheet.columns()));
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text); // the text is the buffer
        List<@Nullable String> heading = new ArrayList<>(List.of(TABLE_COLUMN));
        columns.forEach(column -> heading.add(harmless(column)));
        csv.writeRecord(heading);
        for (Sheet sheet : sheets) {
            for (List<Cell> row : sheet.rows()) {
                csv.writeRecord(row(sheet, row, columns));
            }
        }
        return text.toString();
    }

    private static List<@Nullable String> row(Sheet sheet, List<Cell> cells, Set<String> columns) {
        List<@Nullable String> row = new ArrayList<>(List.of(sheet.name()));
        for (String column : columns) {
            int place = sheet.columns().indexOf(column);
            row.add(place < 0 ? null : written(cells.get(place)));
        }
        return row;
    }

    private static @Nullable String written(Cell cell) {
        return switch (cell) {
            case Cell.Empty _ -> null;
            case Cell.Text(var text) -> harmless(text);
            case Cell.Amount(var value) -> value.toPlainString();
            case Cell.Quantity(var value) -> value.toPlainString();
            case Cell.Whole(var value) -> value.toString();
            case Cell.Day(var value) -> value.toString();
            case Cell.Rounded(var value) -> value.toPlainString();
            case Cell.Formula(var _, var value) -> value.toPlainString();
        };
    }

    /**
     * A spreadsheet takes text that begins like this for a formula; an apostrophe keeps it text, also before apostrophes that
     * are its own. Numbers stay numbers.
     */
    public static @Nullable String harmless(@Nullable String text) {
        return text != null && isFormula(text) ? "'" + text : text;
    }

    /** What {@link #harmless} was given. */
    public static String meant(String field) {
        return field.startsWith("'") && isFormula(field) ? field.substring(1) : field;
    }

    private static boolean isFormula(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return at < text.length() && "=+-@\t\r\n".indexOf(text.charAt(at)) >= 0;
    }
}
