package io.tokenledger.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The format of a segment: 8 bytes {@code TLSPILL1}, then records of a length (4 bytes, big-endian), the CRC32C of what
 * follows (4 bytes), the length of the id (4 bytes), the id in UTF-8 and the event's JSON. The first length counts the
 * last three.
 */
final class SegmentFile {
    private static final byte[] MAGIC = "TLSPILL1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 2 * Integer.BYTES;
    private static final long LARGEST_FILE = 256L * 1024 * 1024;

    private SegmentFile() {}

    /**
     * What a segment holds.
     *
     * @param events the readable part
     * @param damage why it ends before the file does; null if it does not
     */
    record Contents(List<OutgoingEvent> events, @Nullable String damage) {}

    /** The first bytes of a segment. */
    static ByteBuffer magic() {
        return ByteBuffer.wrap(MAGIC).asReadOnlyBuffer();
    }

    /** One record. */
    static ByteBuffer record(OutgoingEvent event) {
        byte[] id = event.id().getBytes(StandardCharsets.UTF_8);
        int length = Integer.BYTES + id.length + event.json().length;
        ByteBuffer record = ByteBuffer.allocate(HEAD + length);
        record.putInt(length).putInt(0).putInt(id.length).put(id).put(event.json());
        record.putInt(Integer.BYTES, crc(record.slice(HEAD, length)));
        return record.flip();
    }

    /** Reads up to the first record that is damaged. */
    static Contents read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            return new Contents(List.of(), "it has " + size + " bytes, which no segment has");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < MAGIC.length && Arrays.equals(bytes, Arrays.copyOf(MAGIC, bytes.length))) {
            return new Contents(List.of(), null); // Ended before its first record.
        }
        if (!Arrays.equals(bytes, 0, Math.min(MAGIC.length, bytes.length), MAGIC, 0, MAGIC.length)) {
            return new Contents(List.of(), "it does not begin as a segment does");
        }
        var events = new ArrayList<OutgoingEvent>();
        ByteBuffer rest = ByteBuffer.wrap(bytes).position(MAGIC.length);
        while (rest.hasRemaining()) {
            int at = rest.position();
            String damage = next(rest, events);
            if (damage != null) {
                return new Contents(events, "at byte " + at + " of " + bytes.length + ": " + damage);
            }
        }
        return new Contents(events, null);
    }

    /** Adds the next event; gives what is wrong where there is none. */
    private static @Nullable String next(ByteBuffer rest, List<OutgoingEvent> events) {
        if (rest.remaining() < HEAD) {
            return "the file ends within the head of a record";
        }
        int length = rest.getInt();
        int crc = rest.getInt();
        if (length < Integer.BYTES) {
            return "a record has the length " + length;
        }
        if (length > rest.remaining()) {
            return "a record has " + length + " bytes, of which the file has " + rest.remaining();
        }
        if (crc(rest.slice(rest.position(), length)) != crc) {
            return "the checksum of a record is not that of its bytes";
        }
        int idLength = rest.getInt();
        if (idLength < 0 || idLength > length - Integer.BYTES) {
            return "an id has the length " + idLength;
        }
        byte[] id = new byte[idLength];
        byte[] json = new byte[length - Integer.BYTES - idLength];
        rest.get(id).get(json);
        events.add(new OutgoingEvent(new String(id, StandardCharsets.UTF_8), json, OutgoingEvent.OF_FORMER_PROCESS));
        return null;
    }

    private static int crc(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
