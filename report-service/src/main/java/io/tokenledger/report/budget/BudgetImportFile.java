package io.tokenledger.report.budget;

import de.siegmar.fastcsv.reader.CommentStrategy;
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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A CSV file of budgets, read some lines at a time. Knows nothing of the database. */
final class BudgetImportFile {
    static final int MOST_LINES = 20_000;
    private static final int LINES_AT_ONCE = 200;

    private BudgetImportFile() {}

    /**
     * One line.
     *
     * @param fields by column, as they are meant; of no meaning where there is a fault
     * @param fault why it cannot be read; null: it can
     */
    record Line(
            long number,
            Map<String, String> fields,
            @Nullable String fault) {}

    /** Hands on all lines, in order. What cannot be read is a line with a fault; where not even its end is known, it is the last. */
    static void read(InputStream body, Consumer<List<Line>> batch) {
        try (Reader text = new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder());
                CsvReader<CsvRecord> csv = reader(text)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw ReportError.FILE_INVALID.because(
                        "the file is empty: a line with the names of its columns is expected");
            }
            readLines(BudgetCsv.header(withoutMark(records.next().getFields())), records, batch);
        } catch (CharacterCodingException e) {
            throw ReportError.FILE_INVALID.because("the file is not UTF-8", e);
        } catch (CsvParseException e) {
            throw ReportError.FILE_INVALID.because("not CSV: " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private static CsvReader<CsvRecord> reader(Reader text) {
        return CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // told by the line, see below
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text);
    }

    private static void readLines(List<String> columns, Iterator<CsvRecord> records, Consumer<List<Line>> batch) {
        List<Line> lines = new ArrayList<>();
        int read = 0;
        long last = 1;
        try {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                last = record.getStartingLineNumber();
                if (++read > MOST_LINES) {
                    lines.add(fault(
                            last,
                            "the file has more than " + MOST_LINES
                                    + " budgets: this line and what follows was not read; send it as another file"));
                    break;
                }
                lines.add(line(columns, record));
                if (lines.size() == LINES_AT_ONCE) {
                    batch.accept(List.copyOf(lines));
                    lines.clear();
                }
            }
        } catch (CsvParseException | UncheckedIOException e) {
            String why = e.getCause() == null
                    ? String.valueOf(e.getMessage())
                    : String.valueOf(e.getCause().getMessage());
            lines.add(fault(last + 1, "not CSV in UTF-8 from about here on, and what follows was not read: " + why));
        }
        if (!lines.isEmpty()) {
            batch.accept(List.copyOf(lines));
        }
    }

    private static Line line(List<String> columns, CsvRecord record) {
        List<String> values = record.getFields();
        if (values.size() != columns.size()) {
            return fault(
                    record.getStartingLineNumber(),
                    "the line has " + values.size() + " fields and the header " + columns.size());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String value = values.get(i).stripLeading();
            // At the end of a list a blank may be meant, with a backslash before it.
            fields.put(
                    columns.get(i),
                    CsvValues.meant(columns.get(i).startsWith(BudgetCsv.SCOPE) ? value : value.strip()));
        }
        return new Line(record.getStartingLineNumber(), fields, null);
    }

    private static Line fault(long number, String fault) {
        return new Line(number, Map.of(), fault);
    }

    private static List<String> withoutMark(List<String> header) {
        List<String> columns = new ArrayList<>(header);
        columns.set(0, columns.getFirst().replaceFirst("^\uFEFF", ""));
        return columns;
    }

    private static RuntimeException unreadable(Exception failure) {
        return failure.getCause() instanceof CharacterCodingException
                ? ReportError.FILE_INVALID.because("the file is not UTF-8", failure)
                : ReportError.REQUEST_INVALID.because("the body ended before it was read", failure);
    }
}
