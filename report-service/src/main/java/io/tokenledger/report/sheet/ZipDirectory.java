package io.tokenledger.report.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Reads a ZIP file in memory by its directory. The library that writes workbooks streams them with sizes of 64 bits behind
 * the entries, which {@link java.util.zip.ZipInputStream} does not expect. Offsets as in PKWARE's APPNOTE 4.3.7, 4.3.12, 4.3.16.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int DEFLATED = 8;

    private final ByteBuffer zip;

    private ZipDirectory(byte[] zip) {
        this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The entries by name, in the order of the directory. */
    static Map<String, byte[]> read(byte[] zip) throws IOException {
        return new ZipDirectory(zip).entries();
    }

    private Map<String, byte[]> entries() throws IOException {
        int end = zip.capacity() - END_SIZE; // workbooks have no comment behind it
        expect(end, END);
        int count = zip.getShort(end + 10) & 0xffff;
        int at = zip.getInt(end + 16);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            expect(at, ENTRY);
            int nameLength = zip.getShort(at + 28) & 0xffff;
            String name = new String(zip.array(), at + ENTRY_SIZE, nameLength, StandardCharsets.UTF_8);
            entries.put(name, content(at));
            at += ENTRY_SIZE + nameLength + (zip.getShort(at + 30) & 0xffff) + (zip.getShort(at + 32) & 0xffff);
        }
        return entries;
    }

    private byte[] content(int entry) throws IOException {
        int packed = zip.getInt(entry + 20);
        int local = zip.getInt(entry + 42);
        int data = local + LOCAL_SIZE + (zip.getShort(local + 26) & 0xffff) + (zip.getShort(local + 28) & 0xffff);
        InputStream bytes = new ByteArrayInputStream(zip.array(), data, packed);
        if (zip.getShort(entry + 10) != DEFLATED) {
            return bytes.readAllBytes();
        }
        Inflater inflater = new Inflater(true);
        try (InputStream inflated = new InflaterInputStream(bytes, inflater)) {
            return inflated.readAllBytes();
        } finally {
            inflater.end();
        }
    }

    private void expect(int at, int signature) throws IOException {
        if (zip.getInt(at) != signature) {
            throw new IOException("no " + Integer.toHexString(signature) + " at " + at + " of a workbook");
        }
    }
}
