package io.tokenledger.report.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Tables as an XLSX workbook, a sheet each. A spreadsheet computes with 15 significant digits: a number that has more is
 * written as text, so that it stays exact; money is shown to the cent and held exactly. Text is never a formula.
 */
public final class XlsxFile {
    private static final int WIDTH = 18;

    private XlsxFile() {}

    /** The bytes of the file. */
    public static byte[] of(List<Sheet> sheets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, BigDecimal> formulas = new LinkedHashMap<>();
        try (Workbook workbook = new Workbook(bytes, "TokenLedger", "1.0")) {
            for (int place = 0; place < sheets.size(); place++) {
                Sheet sheet = sheets.get(place);
                write(sheet, workbook.newWorksheet(sheet.name()));
                formulas.putAll(FormulaValues.of(place + 1, sheet));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("a file in memory cannot be written", failure);
        }
        return formulas.isEmpty() ? bytes.toByteArray() : FormulaValues.put(bytes.toByteArray(), formulas);
    }

    private static void write(Sheet sheet, Worksheet worksheet) {
        for (int column = 0; column < sheet.columns().size(); column++) {
            worksheet.value(0, column, sheet.columns().get(column));
            worksheet.style(0, column).bold().set();
            worksheet.width(column, WIDTH);
        }
        worksheet.freezePane(0, 1);
        for (int row = 0; row < sheet.rows().size(); row++) {
            write(sheet.rows().get(row), worksheet, row + 1, false);
        }
        for (int row = 0; row < sheet.footer().size(); row++) {
            write(sheet.footer().get(row), worksheet, sheet.rows().size() + row + 1, true);
        }
    }

    private static void write(List<Cell> cells, Worksheet worksheet, int row, boolean bold) {
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            boolean isThere = CellWriter.write(cell, worksheet, row, column);
            if (isThere) {
                CellWriter.style(cell, worksheet.style(row, column), bold);
            }
        }
    }
}
