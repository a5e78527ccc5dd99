package io.tokenledger.report.sheet;

import java.math.BigDecimal;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Worksheet;

/** One cell of a spreadsheet. */
final class CellWriter {
    /** A spreadsheet computes with no more. */
    static final int DIGITS_OF_A_SPREADSHEET = 15;

    private static final String MONEY = "#,##0.00";
    private static final String WHOLE = "#,##0";

    private CellWriter() {}

    /** False: there is nothing to be written. */
    static boolean write(Cell cell, Worksheet worksheet, int row, int column) {
        switch (cell) {
            case Cell.Empty _ -> {
                return false;
            }
            case Cell.Text(var text) -> worksheet.value(row, column, text);
            case Cell.Amount(var value) -> number(value, worksheet, row, column);
            case Cell.Quantity(var value) -> number(value, worksheet, row, column);
            case Cell.Whole(var value) -> number(new BigDecimal(value), worksheet, row, column);
            case Cell.Rounded(var value) -> number(value, worksheet, row, column);
            case Cell.Day(var day) -> worksheet.value(row, column, day);
            case Cell.Formula(var expression, var _) -> worksheet.formula(row, column, expression);
        }
        return true;
    }

    static void style(Cell cell, StyleSetter style, boolean bold) {
        StyleSetter shown = bold ? style.bold() : style;
        switch (cell) {
            case Cell.Empty _ -> {
                return;
            }
            case Cell.Text _ -> {
                if (!bold) {
                    return;
                }
            }
            case Cell.Amount _ -> shown.format(MONEY).horizontalAlignment("right");
            case Cell.Quantity _ -> shown.horizontalAlignment("right");
            case Cell.Whole _ -> shown.format(WHOLE).horizontalAlignment("right");
            case Cell.Rounded(var value) -> shown.format(money(value)).horizontalAlignment("right");
            case Cell.Formula(var _, var value) -> shown.format(money(value)).horizontalAlignment("right");
            case Cell.Day _ -> shown.format("yyyy-mm-dd");
        }
        shown.set();
    }

    private static String money(BigDecimal value) {
        return value.scale() <= 0 ? WHOLE : WHOLE + "." + "0".repeat(value.scale());
    }

    /** Whether a spreadsheet can compute with it without losing anything. */
    static boolean fits(BigDecimal value) {
        return value.stripTrailingZeros().precision() <= DIGITS_OF_A_SPREADSHEET;
    }

    private static void number(BigDecimal value, Worksheet worksheet, int row, int column) {
        if (fits(value)) {
            worksheet.value(row, column, value.stripTrailingZeros());
        } else {
            worksheet.value(row, column, value.toPlainString());
        }
    }
}
