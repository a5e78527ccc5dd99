package io.tokenledger.report.focus;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as CSV (RFC 4180) in UTF-8 with a heading. Null is an empty field. Texts stand as they are, because the specification
 * forbids to alter them: the file is for machines, and a spreadsheet may take a text that begins with = for a formula.
 */
final class FocusCsv implements FocusSink, AutoCloseable {
    private static final int BUFFER_CHARS = 1 << 15;

    private final List<FocusColumn> columns;
    private final CsvWriter csv;
    private final @Nullable String[] record;

    /** Writes the heading to a stream that the caller closes. */
    FocusCsv(OutputStream out, FocusVersion version) {
        columns = FocusColumn.of(version);
        record = new @Nullable String[columns.size()];
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        csv = CsvWriter.builder().bufferSize(BUFFER_CHARS).build(writer);
        csv.writeRecord(
                columns.stream().map(column -> column.columnName(version)).toList());
    }

    @Override
    public void write(FocusRow row) {
        for (int i = 0; i < record.length; i++) {
            record[i] = written(row.get(columns.get(i)));
        }
        csv.writeRecord(record);
    }

    private static @Nullable String written(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal decimal -> plain(decimal);
            default -> value.toString(); // an instant to the second is 2026-10-01T00:00:00Z
        };
    }

    private static String plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    /** Hands on what is still held back. */
    @Override
    public void close() {
        try {
            csv.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException("the last rows cannot be written", failure);
        }
    }
}
