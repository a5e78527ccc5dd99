package io.tokenledger.ingest.imports;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * How often each of any number of hashes was met. It is kept in a file that is unlinked as soon as it is open, so that
 * neither the heap grows with the file that is imported nor anything stays behind. A slot is 96 bits of the hash and a count
 * of 32; up to half of the slots are filled. Of one thread.
 */
final class OccurrenceTable implements AutoCloseable {
    private static final long FIRST_SLOTS = 1 << 12;
    private static final int SLOT_BYTES = 16;
    private static final int ZERO_BYTES = 1 << 16;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final long COUNT_MASK = 0xFFFF_FFFFL;

    private final Path folder;
    private @Nullable Table table;
    private long filled;

    /** Nothing is written before the first hash is counted. */
    OccurrenceTable(Path folder) {
        this.folder = folder;
    }

    private record Table(Arena arena, MemorySegment slots, long count) {}

    /** Counts the hash once more; 1 for its first time. At least 12 bytes of it have to be there. */
    int next(byte[] hash) throws StorageFailedException {
        ByteBuffer bits = ByteBuffer.wrap(hash);
        long high = bits.getLong();
        long low = bits.getInt() & COUNT_MASK;
        Table current = table == null ? created(FIRST_SLOTS) : table;
        if (2 * filled >= current.count()) {
            current = grown(current);
        }
        table = current;
        long slot = slot(current, high, low);
        long entry = current.slots().get(LONG, slot + Long.BYTES) + 1;
        if ((entry & COUNT_MASK) == 1) {
            filled++;
            current.slots().set(LONG, slot, high);
            entry = low << 32 | 1;
        }
        current.slots().set(LONG, slot + Long.BYTES, entry);
        return Math.toIntExact(entry & COUNT_MASK);
    }

    /** Where the hash stands, or the free slot that is to take it. A count of 0 is a free slot. */
    private static long slot(Table table, long high, long low) {
        long mask = table.count() - 1;
        for (long at = (high ^ low) & mask; ; at = (at + 1) & mask) {
            long slot = at * SLOT_BYTES;
            long entry = table.slots().get(LONG, slot + Long.BYTES);
            if (entry == 0 || (table.slots().get(LONG, slot) == high && entry >>> 32 == low)) {
                return slot;
            }
        }
    }

    private Table grown(Table old) throws StorageFailedException {
        Table larger = created(2 * old.count());
        for (long slot = 0; slot < old.slots().byteSize(); slot += SLOT_BYTES) {
            long entry = old.slots().get(LONG, slot + Long.BYTES);
            if (entry != 0) {
                long high = old.slots().get(LONG, slot);
                long to = slot(larger, high, entry >>> 32);
                larger.slots().set(LONG, to, high);
                larger.slots().set(LONG, to + Long.BYTES, entry);
            }
        }
        old.arena().close();
        return larger;
    }

    private Table created(long count) throws StorageFailedException {
        try {
            return written(count);
        } catch (IOException e) {
            throw new StorageFailedException("no room to count " + filled + " lines in " + folder, e);
        }
    }

    /** The file is written before it is mapped: a disk that is full is an exception here and a crash there. */
    private Table written(long count) throws IOException {
        Path file = Files.createTempFile(folder, "tokenledger-import-", ".ids");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer zeros = ByteBuffer.allocate(ZERO_BYTES);
            for (long left = count * SLOT_BYTES; left > 0; left -= channel.write(zeros)) {
                zeros.clear().limit((int) Math.min(ZERO_BYTES, left));
            }
            Arena arena = Arena.ofShared();
            return new Table(arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, count * SLOT_BYTES, arena), count);
        }
    }

    @Override
    public void close() {
        if (table != null) {
            table.arena().close();
            table = null;
        }
    }
}
