package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tokenledger.ingest.imports.ImportLine.Identity;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV in UTF-8 with a header (RFC 4180), a line per event. Empty lines are none. */
final class CsvLines implements ImportLines {
    private static final int MAX_COLUMNS = 1024;

    private final CloseableIterator<CsvRecord> records;
    private final RowMapping mapping;
    private final CsvColumns columns;
    private final int maxChars;
    private long lastLine;

    private CsvLines(CloseableIterator<CsvRecord> records, RowMapping mapping, int maxChars, boolean hasTenant)
            throws Refusal, UnreadableImport, IOException {
        this.records = records;
        this.mapping = mapping;
        this.maxChars = maxChars;
        CsvRecord header = record();
        if (header == null) {
            throw new UnreadableImport(IngestError.IMPORT_UNREADABLE, "the file is empty: CSV begins with a header");
        }
        this.columns = CsvColumns.of(header.getFields(), mapping, hasTenant);
    }

    /**
     * The lines behind the header.
     *
     * @param maxChars longest line
     * @param hasTenant whether the request says whose the events are
     * @throws Refusal where the header lacks what is mapped, or what every event needs
     */
    static CsvLines open(InputStream file, char delimiter, RowMapping mapping, int maxChars, boolean hasTenant)
            throws Refusal, UnreadableImport, IOException {
        var text = new InputStreamReader(
                file,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(MAX_COLUMNS)
                .maxFieldSize(maxChars)
                .maxRecordSize(maxChars)
                .build();
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // counted below, to refuse the one line
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(2 * maxChars)
                .build(handler, text);
        return new CsvLines(reader.iterator(), mapping, maxChars, hasTenant);
    }

    @Override
    public @Nullable ImportLine next() throws UnreadableImport, IOException {
        CsvRecord record = record();
        if (record == null) {
            return null;
        }
        long number = record.getStartingLineNumber();
        long chars = chars(record);
        if (record.getFieldCount() != columns.size()) {
            return new ImportLine.Unusable(
                    number,
                    chars,
                    new Refusal(
                            IngestError.EVENT_DATA_INVALID,
                            "the line has " + record.getFieldCount() + " fields, the header " + columns.size()));
        }
        try {
            ObjectNode event = mapping.nativeEvent();
            columns.fill(event, record);
            return new ImportLine.Event(number, chars, event, Identity.WHOLE);
        } catch (Refusal refusal) {
            return new ImportLine.Unusable(number, chars, refusal);
        }
    }

    @Override
    public List<String> ignoredColumns() {
        return columns.ignored();
    }

    private @Nullable CsvRecord record() throws UnreadableImport, IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = records.next();
            lastLine = record.getStartingLineNumber();
            return record;
        } catch (CsvParseException e) {
            IOException failure = failureBehind(e);
            if (failure != null) {
                throw failed(failure);
            }
            throw new UnreadableImport(
                    IngestError.IMPORT_UNREADABLE,
                    "behind line " + lastLine + " the file is not CSV: a quote that is not closed, text behind a "
                            + "closing quote, more than " + MAX_COLUMNS + " columns, or more than " + maxChars
                            + " characters in a line");
        } catch (UncheckedIOException e) {
            IOException failure = failureBehind(e);
            throw failed(failure == null ? new IOException(e) : failure);
        }
    }

    private static @Nullable IOException failureBehind(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException failure) {
                return failure;
            }
        }
        return null;
    }

    private IOException failed(IOException cause) throws UnreadableImport {
        if (cause instanceof CharacterCodingException) {
            throw new UnreadableImport(
                    IngestError.IMPORT_UNREADABLE,
                    "behind line " + lastLine + " the file is not UTF-8: save it as UTF-8");
        }
        return cause;
    }

    private static long chars(CsvRecord record) {
        long chars = record.getFieldCount();
        for (int i = 0; i < record.getFieldCount(); i++) {
            chars += record.getField(i).length();
        }
        return chars;
    }
}
