package io.tokenledger.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A checked trace: every row that will be replayed has been read once and is well formed.
 *
 * @param rows how many rows there are to replay
 */
public record TraceFile(Path path, long rows, Instant first, Instant last) {
    /**
     * Reads a file in the form of the Azure LLM inference traces.
     *
     * @param limit no row after this many is looked at
     * @throws TraceFormatException where the header or a row is not as it should be, or there is no row
     */
    public static TraceFile check(Path path, long limit) throws IOException, TraceFormatException {
        long rows = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        try (Reader reader = new Reader(path)) {
            TraceRow row;
            while (rows < limit && (row = reader.next()) != null) {
                rows++;
                first = Math.min(first, row.atMillis());
                last = Math.max(last, row.atMillis());
            }
        } catch (MalformedInputException e) {
            throw new TraceFormatException("not a text file in UTF-8");
        }
        if (rows == 0) {
            throw new TraceFormatException("no row behind the header");
        }
        return new TraceFile(path, rows, Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
    }

    /** Its rows one by one; blank lines are passed over. */
    static final class Reader implements AutoCloseable {
        private final BufferedReader lines;
        private long line = 1;

        Reader(Path path) throws IOException, TraceFormatException {
            lines = Files.newBufferedReader(path, StandardCharsets.UTF_8);
            String header = lines.readLine();
            if (header == null || !header.replace("\uFEFF", "").strip().equals(TraceRow.HEADER)) {
                lines.close();
                throw new TraceFormatException("line 1: expected the header " + TraceRow.HEADER);
            }
        }

        /** The next row, null at the end. */
        @Nullable
        TraceRow next() throws IOException, TraceFormatException {
            String text;
            do {
                text = lines.readLine();
                line++;
            } while (text != null && text.isBlank());
            return text == null ? null : TraceRow.parse(text, line);
        }

        long line() {
            return line;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
