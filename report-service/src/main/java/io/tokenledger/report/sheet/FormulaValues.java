package io.tokenledger.report.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Puts beside each formula what comes out of it, for whoever reads a workbook without computing it: previews, importers. The
 * library that writes workbooks leaves it out.
 */
final class FormulaValues {
    private static final Pattern FORMULA = Pattern.compile("<c r=\"([A-Z]+[0-9]+)\"([^>]*)><f>([^<]*)</f></c>");
    private static final int LETTERS = 26;

    private FormulaValues() {}

    /** The values of the formulas of a sheet, by file in the workbook and cell. */
    static Map<String, BigDecimal> of(int number, Sheet sheet) {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        collect(number, sheet.rows(), 2, values);
        collect(number, sheet.footer(), sheet.rows().size() + 2, values);
        return values;
    }

    private static void collect(int sheet, List<List<Cell>> rows, int firstRow, Map<String, BigDecimal> values) {
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                if (rows.get(row).get(column) instanceof Cell.Formula(var _, var value)) {
                    values.put(file(sheet) + column(column) + (row + firstRow), value);
                }
            }
        }
    }

    private static String file(int sheet) {
        return "xl/worksheets/sheet" + sheet + ".xml!";
    }

    /** As spreadsheets name it: A for 0, AA for 26. */
    static String column(int place) {
        String last = String.valueOf((char) ('A' + place % LETTERS));
        return place < LETTERS ? last : column(place / LETTERS - 1) + last;
    }

    /** The same workbook with the values. */
    static byte[] put(byte[] workbook, Map<String, BigDecimal> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : ZipDirectory.read(workbook).entrySet()) {
                boolean isSheet = entry.getKey().startsWith("xl/worksheets/");
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(isSheet ? with(entry.getKey(), entry.getValue(), values) : entry.getValue());
                out.closeEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("a file in memory cannot be written", failure);
        }
        return bytes.toByteArray();
    }

    private static byte[] with(String file, byte[] sheet, Map<String, BigDecimal> values) {
        Matcher formulas = FORMULA.matcher(new String(sheet, StandardCharsets.UTF_8));
        return formulas.replaceAll(found -> {
                    BigDecimal value = values.get(file + "!" + found.group(1));
                    if (value == null) {
                        throw new IllegalStateException("a formula without a value in " + file + " " + found.group(1));
                    }
                    return Matcher.quoteReplacement("<c r=\"" + found.group(1) + "\"" + found.group(2) + "><f>"
                            + found.group(3) + "</f><v>" + value.toPlainString() + "</v></c>");
                })
                .getBytes(StandardCharsets.UTF_8);
    }
}
