package io.tokenledger.report.statement;

import io.tokenledger.report.sheet.Cell;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Cells of tables as people read them: thousands apart, every decimal place kept. */
final class CellText {
    private CellText() {}

    static String of(Cell cell) {
        return switch (cell) {
            case Cell.Empty _ -> "";
            case Cell.Text(var text) -> text;
            case Cell.Amount(var value) -> grouped(value.stripTrailingZeros());
            case Cell.Quantity(var value) -> grouped(value);
            case Cell.Whole(var value) -> grouped(new BigDecimal(value));
            case Cell.Day(var day) -> day.toString();
            case Cell.Rounded(var value) -> grouped(value);
            case Cell.Formula(var _, var value) -> grouped(value);
        };
    }

    static boolean isNumber(Cell cell) {
        return switch (cell) {
            case Cell.Empty _, Cell.Text _, Cell.Day _ -> false;
            case Cell.Amount _, Cell.Quantity _, Cell.Whole _, Cell.Rounded _, Cell.Formula _ -> true;
        };
    }

    private static String grouped(BigDecimal value) {
        int places = Math.max(0, value.scale());
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        return format.format(value);
    }
}
