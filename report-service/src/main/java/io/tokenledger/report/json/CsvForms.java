package io.tokenledger.report.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A CSV file with a header, a line per thing, read as if each line were a JSON object: an empty field is one that is
 * missing, a list is separated by semicolons, a line that begins with {@code #} is a comment. All of it or nothing.
 */
public final class CsvForms {
    private static final int MOST_FAULTS_TOLD = 20;

    private CsvForms() {}

    /**
     * Reads every line; refused with all that is wrong, by line.
     *
     * @param columns that the file may have
     * @param lists those of them that hold lists
     */
    public static <T> List<T> read(String csv, Set<String> columns, Set<String> lists, Function<JsonForm, T> line) {
        List<T> read = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (NamedCsvRecord record : records(csv)) {
            try {
                String path = "line " + record.getStartingLineNumber() + ": ";
                refuseOtherWidth(path, record);
                read.add(line.apply(JsonForm.of(object(record, lists), path, columns)));
            } catch (ReportProblem fault) {
                faults.add(fault.detail());
            }
        }
        refuse(faults);
        return read;
    }

    /** Refuses a file that has faults, and tells the first of them. */
    public static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            int others = faults.size() - MOST_FAULTS_TOLD;
            throw ReportError.FILE_INVALID.because(
                    String.join("; ", faults.stream().limit(MOST_FAULTS_TOLD).toList())
                            + (others > 0 ? "; and " + others + " more" : ""));
        }
    }

    private static List<NamedCsvRecord> records(String csv) {
        try {
            return CsvReader.builder()
                    .commentStrategy(CommentStrategy.SKIP)
                    .extraFieldStrategy(FieldMismatchStrategy.STRICT)
                    .missingFieldStrategy(FieldMismatchStrategy.STRICT)
                    .allowUnclosedQuote(false)
                    .ofNamedCsvRecord(csv.startsWith("\uFEFF") ? csv.substring(1) : csv)
                    .stream()
                    .toList();
        } catch (CsvParseException | IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw ReportError.FILE_INVALID.because("not CSV: " + cause.getMessage(), e);
        }
    }

    /** The reader compares lines with each other, and not the first one with the header. */
    private static void refuseOtherWidth(String path, NamedCsvRecord record) {
        if (record.getFieldCount() != record.getHeader().size()) {
            throw ReportError.FILE_INVALID.because(path + record.getFieldCount() + " fields, and the header has "
                    + record.getHeader().size());
        }
    }

    private static ObjectNode object(NamedCsvRecord record, Set<String> lists) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String column : record.getHeader()) {
            String value = record.getField(column).strip();
            if (value.isEmpty()) {
                object.putNull(column);
            } else if (lists.contains(column)) {
                var items = object.putArray(column);
                for (String item : value.split(";", -1)) {
                    items.add(item.strip());
                }
            } else {
                object.put(column, value);
            }
        }
        return object;
    }
}
