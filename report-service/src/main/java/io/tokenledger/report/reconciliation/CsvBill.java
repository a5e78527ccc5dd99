package io.tokenledger.report.reconciliation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tokenledger.report.problem.ReportError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A bill as CSV in UTF-8 with a header, read line by line. */
final class CsvBill {
    private CsvBill() {}

    /** What a line says. */
    interface Lines {
        /** The lines of the bill that it is. */
        List<VendorRow> rows(CsvLine line);

        /** Whether the vendor tells each line from every other. */
        boolean haveOwnNames(Set<String> columns);

        /** Refuses a file without columns that are needed. */
        void check(Set<String> columns);
    }

    static void read(InputStream body, Lines lines, Consumer<BillLine> told) {
        try (Reader text = new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder());
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // told by the line, see below
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw ReportError.FILE_INVALID.because(
                        "the file is empty: a line with the names of its columns is expected");
            }
            List<String> columns = columns(records.next().getFields());
            lines.check(Set.copyOf(columns));
            boolean haveOwnNames = lines.haveOwnNames(Set.copyOf(columns));
            while (records.hasNext()) {
                line(records.next(), columns, haveOwnNames, lines, told);
            }
        } catch (CharacterCodingException e) {
            throw ReportError.FILE_INVALID.because("the file is not UTF-8", e);
        } catch (CsvParseException e) {
            throw ReportError.FILE_INVALID.because("not CSV: " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? ReportError.FILE_INVALID.because("the file is not UTF-8", e)
                    : ReportError.REQUEST_INVALID.because("the body ended before it was read", e);
        }
    }

    private static void line(
            CsvRecord record, List<String> columns, boolean haveOwnNames, Lines lines, Consumer<BillLine> told) {
        long number = record.getStartingLineNumber();
        List<String> fields = record.getFields();
        if (fields.size() != columns.size()) {
            told.accept(new BillLine.Faulty(
                    number, "the line has " + fields.size() + " fields and the header " + columns.size()));
            return;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            values.put(columns.get(i), fields.get(i).strip());
        }
        try {
            for (VendorRow row : lines.rows(new CsvLine(values))) {
                told.accept(new BillLine.Read(number, row, haveOwnNames));
            }
        } catch (BillFault fault) {
            told.accept(new BillLine.Faulty(number, fault.why()));
        } catch (BillBuckets.Unmetered other) {
            told.accept(new BillLine.Skipped(number, String.valueOf(other.getMessage())));
        }
    }

    /** In one spelling: {@code lineItem/UsageType}, {@code line_item_usage_type} and {@code Line Item Usage Type} are one. */
    static String column(String name) {
        return name.strip()
                .replaceFirst("^\uFEFF", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static List<String> columns(List<String> header) {
        List<String> columns = header.stream().map(CsvBill::column).toList();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw ReportError.FILE_INVALID.because("the column " + column + " is there twice");
            }
        }
        return columns;
    }

    /** Refuses a file that lacks some of these columns. */
    static void require(Set<String> columns, String... needed) {
        for (String column : needed) {
            if (!columns.contains(column)) {
                throw ReportError.FILE_INVALID.because(
                        "the column " + column + " is missing; needed are " + String.join(", ", needed));
            }
        }
    }
}
