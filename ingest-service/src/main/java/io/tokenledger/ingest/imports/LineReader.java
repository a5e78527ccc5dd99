package io.tokenledger.ingest.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream at its line feeds. Of a line that is too long nothing is kept but its length. */
final class LineReader {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private byte[] line = new byte[1024];
    private int kept;
    private long length;
    private long number;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** The length of the line that was read last, without its end. */
    long length() {
        return length;
    }

    /** Whether the line that was read last is longer than allowed. */
    boolean isTooLong() {
        return length > maxBytes;
    }

    /** The next line without its end; empty where it is too long, null at the end of the stream. */
    byte @Nullable [] next() throws IOException {
        kept = 0;
        length = 0;
        boolean any = false;
        while (fill()) {
            any = true;
            int feed = feed();
            keep(feed < 0 ? end : feed);
            if (feed >= 0) {
                at = feed + 1;
                return whole();
            }
            at = end;
        }
        return any ? whole() : null;
    }

    private byte[] whole() {
        number++;
        return isTooLong() ? new byte[0] : Arrays.copyOf(line, kept);
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private int feed() {
        for (int i = at; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void keep(int to) {
        int count = to - at;
        length += count;
        if (isTooLong()) {
            return;
        }
        if (kept + count > line.length) {
            line = Arrays.copyOf(line, Math.max(kept + count, 2 * line.length));
        }
        System.arraycopy(buffer, at, line, kept, count);
        kept += count;
    }
}
