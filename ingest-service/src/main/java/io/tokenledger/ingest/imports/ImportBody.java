package io.tokenledger.ingest.imports;

import io.tokenledger.ingest.rejection.IngestError;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A file on its way in: counted and hashed as it came, unpacked if it is gzip, and never larger than allowed. */
final class ImportBody {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    private final Received received;
    private final long maxBytes;

    /**
     * A body that is not read yet.
     *
     * @param maxBytes most bytes after unpacking
     */
    ImportBody(InputStream body, long maxBytes) {
        this.received = new Received(body);
        this.maxBytes = maxBytes;
    }

    /** The file itself. Gzip is told by its first two bytes, which no CSV or JSON begins with. */
    InputStream file() throws IOException {
        byte[] first = received.readNBytes(2);
        boolean gzip = first.length == 2 && (first[0] & 0xFF) == GZIP_MAGIC_1 && (first[1] & 0xFF) == GZIP_MAGIC_2;
        var whole = new SequenceInputStream(new ByteArrayInputStream(first), received);
        return new Bounded(
                gzip ? new GZIPInputStream(new BufferedInputStream(whole, BUFFER_BYTES), BUFFER_BYTES) : whole);
    }

    /** Bytes that have come so far, as they came. */
    long bytes() {
        return received.bytes;
    }

    /** SHA-256 of what came, as it came: what {@code sha256sum} says of the file that was sent. To be called once. */
    String sha256() {
        return HexFormat.of().formatHex(received.sha256.digest());
    }

    /** Counts and hashes. */
    private static final class Received extends FilterInputStream {
        private final MessageDigest sha256 = ContentDigest.sha256();
        private long bytes;

        Received(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = in.read(to, from, length);
            if (read > 0) {
                sha256.update(to, from, read);
                bytes += read;
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, BUFFER_BYTES)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** More than allowed has been unpacked. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long maxBytes) {
            super("the file has more than " + maxBytes + " bytes after unpacking: split it");
        }

        UnreadableImport asUnreadable() {
            return new UnreadableImport(IngestError.IMPORT_TOO_LARGE, String.valueOf(getMessage()));
        }
    }

    /** Ends with {@link TooLarge} behind the limit. */
    private final class Bounded extends FilterInputStream {
        private long left = maxBytes;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = in.read(to, from, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new TooLarge(maxBytes);
            }
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
