package io.tokenledger.report.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Tables as an XLSX workbook, a sheet each. A spreadsheet computes with 15 significant digits: a number that has more is
 * written as text, so that it stays exact; money is shown to the cent and held exactly. Text is never a formula.
 */
public final class XlsxFile {
    private static final int DIGITS_OF_A_SPREADSHEET = 15;
    private static final int WIDTH = 18;
    private static final String MONEY = "#,##0.00";

    private XlsxFile() {}

    /** The bytes of the file. */
    public static byte[] of(List<Sheet> sheets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "TokenLedger", "1.0")) {
            for (Sheet sheet : sheets) {
                write(sheet, workbook.newWorksheet(sheet.name()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("a file in memory cannot be written", failure);
        }
        return bytes.toByteArray();
    }

    private static void write(Sheet sheet, Worksheet worksheet) {
        for (int column = 0; column < sheet.columns().size(); column++) {
            worksheet.value(0, column, sheet.columns().get(column));
            worksheet.style(0, column).bold().set();
            worksheet.width(column, WIDTH);
        }
        worksheet.freezePane(0, 1);
        for (int row = 0; row < sheet.rows().size(); row++) {
            for (int column = 0; column < sheet.columns().size(); column++) {
                write(sheet.rows().get(row).get(column), worksheet, row + 1, column);
            }
        }
    }

    private static void write(Cell cell, Worksheet worksheet, int row, int column) {
        switch (cell) {
            case Cell.Empty _ -> {}
            case Cell.Text(var text) -> worksheet.value(row, column, text);
            case Cell.Amount(var value) -> {
                number(value, worksheet, row, column);
                worksheet
                        .style(row, column)
                        .format(MONEY)
                        .horizontalAlignment("right")
                        .set();
            }
            case Cell.Quantity(var value) -> {
                number(value, worksheet, row, column);
                worksheet.style(row, column).horizontalAlignment("right").set();
            }
        }
    }

    private static void number(BigDecimal value, Worksheet worksheet, int row, int column) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.precision() > DIGITS_OF_A_SPREADSHEET) {
            worksheet.value(row, column, value.toPlainString());
        } else {
            worksheet.value(row, column, plain);
        }
    }
}
