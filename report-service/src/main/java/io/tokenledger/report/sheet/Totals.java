package io.tokenledger.report.sheet;

import java.math.BigDecimal;
import java.util.List;

/**
 * Sums as formulas over the cells that they add up, each with the value that must come out; as plain values where a
 * spreadsheet cannot add up the cells, because a number among them has more digits than it computes with. Headings take the
 * first row of a sheet.
 */
public final class Totals {
    private static final int FIRST_ROW = 2;

    private Totals() {}

    /** Of a whole column, from 0, of these rows. */
    public static Cell ofColumn(List<List<Cell>> rows, int column, BigDecimal value) {
        String letters = FormulaValues.column(column);
        String range = letters + FIRST_ROW + ":" + letters + (rows.size() + FIRST_ROW - 1);
        boolean computable = !rows.isEmpty() && rows.stream().allMatch(row -> isComputable(row.get(column)));
        return total("SUM(" + range + ")", value, computable);
    }

    /** Of some rows, from 0, of one column. */
    public static Cell ofRows(List<List<Cell>> rows, int column, List<Integer> places, BigDecimal value) {
        String letters = FormulaValues.column(column);
        String sum = String.join(
                "+", places.stream().map(place -> letters + (place + FIRST_ROW)).toList());
        boolean computable =
                places.stream().allMatch(place -> isComputable(rows.get(place).get(column)));
        return total(sum, value, computable);
    }

    /** Of the rows of a column in which another column, both from 0, holds that text. */
    public static Cell ofColumnWhere(List<List<Cell>> rows, int column, int textColumn, String text, BigDecimal value) {
        String letters = FormulaValues.column(column);
        String texts = FormulaValues.column(textColumn);
        int last = rows.size() + FIRST_ROW - 1;
        boolean computable = !rows.isEmpty() && rows.stream().allMatch(row -> isComputable(row.get(column)));
        return total(
                "SUMIF(" + texts + FIRST_ROW + ":" + texts + last + ",\"" + text + "\"," + letters + FIRST_ROW + ":"
                        + letters + last + ")",
                value,
                computable);
    }

    /** What stands in the footer of another sheet. */
    public static Cell reference(Sheet sheet, int column, BigDecimal value) {
        int row = sheet.rows().size() + FIRST_ROW;
        boolean computable = isComputable(sheet.footer().getFirst().get(column));
        return computable && CellWriter.fits(value)
                ? new Cell.Formula("'" + sheet.name() + "'!" + FormulaValues.column(column) + row, value)
                : new Cell.Rounded(value);
    }

    private static Cell total(String sum, BigDecimal value, boolean computable) {
        return computable && CellWriter.fits(value)
                ? new Cell.Formula("ROUND(" + sum + "," + value.scale() + ")", value)
                : new Cell.Rounded(value);
    }

    /** Nothing is nothing in a sum; text would be left out of it silently. */
    private static boolean isComputable(Cell cell) {
        return switch (cell) {
            case Cell.Empty _ -> true;
            case Cell.Rounded(var value) -> CellWriter.fits(value);
            case Cell.Formula _ -> true;
            case Cell.Text _, Cell.Amount _, Cell.Quantity _, Cell.Whole _, Cell.Day _ -> false;
        };
    }
}
