package io.tokenledger.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events on disk, first in, first out, in segments that are appended to and deleted whole. One thread appends, another
 * reads; no caller of the client waits for either.
 */
final class SpillFolder implements AutoCloseable {
    static final long SEGMENT_BYTES = 4L * 1024 * 1024;
    private static final String SUFFIX = ".spill";

    /**
     * A segment.
     *
     * @param lowestNumber of an event that this process has recorded; {@code Long.MAX_VALUE} if it holds none
     */
    record Segment(Path file, long lowestNumber) {}

    private final SpillSlot slot;
    private final Path aside;
    private final long limitBytes;
    private final Fsync fsync;
    private final ArrayDeque<Segment> sealed = new ArrayDeque<>();
    private @Nullable Segment active;
    private @Nullable FileChannel channel;
    private long nextSegment;
    private final AtomicLong bytes = new AtomicLong();

    private SpillFolder(SpillSlot slot, Path aside, long limitBytes, Fsync fsync) {
        this.slot = slot;
        this.aside = aside;
        this.limitBytes = limitBytes;
        this.fsync = fsync;
    }

    /** Takes a slot of the folder, and over what former processes have left in any. */
    static SpillFolder open(Path folder, long limitBytes, Fsync fsync) throws IOException {
        SpillSlot own = SpillSlot.first(folder);
        var spill = new SpillFolder(own, folder.resolve("aside"), limitBytes, fsync);
        for (Path left : segments(own.directory())) {
            String name = left.getFileName().toString();
            spill.nextSegment = Long.parseLong(name.substring(0, name.length() - SUFFIX.length())) + 1;
            spill.add(left);
        }
        for (int i = 0; i < SpillSlot.MOST_SLOTS; i++) {
            Path other = SpillSlot.directory(folder, i);
            if (Files.isDirectory(other)) {
                spill.adopt(other);
            }
        }
        return spill;
    }

    private void adopt(Path other) throws IOException {
        try (SpillSlot free = SpillSlot.take(other)) {
            if (free != null) {
                for (Path left : segments(free.directory())) {
                    add(Files.move(left, nextFile(), StandardCopyOption.ATOMIC_MOVE));
                }
            }
        }
    }

    private synchronized void add(Path left) throws IOException {
        bytes.addAndGet(Files.size(left));
        sealed.addLast(new Segment(left, OutgoingEvent.OF_FORMER_PROCESS));
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{1,18}\\.spill"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Appends as many of these as the limit allows and gives how many that are. After a failure none of them counts as
     * written, and the next ones go to a new segment.
     */
    synchronized int append(List<OutgoingEvent> events) throws IOException {
        int fit = 0;
        long size = 0;
        var records = new ByteBuffer[events.size()];
        for (OutgoingEvent event : events) {
            ByteBuffer record = SegmentFile.record(event);
            if (bytes.get() + size + record.remaining() > limitBytes) {
                break;
            }
            size += record.remaining();
            records[fit++] = record;
        }
        if (fit > 0) {
            write(joined(records, fit, Math.toIntExact(size)), events.getFirst().number());
        }
        return fit;
    }

    private static ByteBuffer joined(ByteBuffer[] records, int count, int size) {
        ByteBuffer joined = ByteBuffer.allocate(size);
        for (int i = 0; i < count; i++) {
            joined.put(records[i]);
        }
        return joined.flip();
    }

    private void write(ByteBuffer records, long lowestNumber) throws IOException {
        FileChannel file = channel == null ? newSegment() : channel;
        long before = file.position();
        try {
            writeAll(file, records);
            if (fsync == Fsync.EACH_WRITE) {
                file.force(false);
            }
        } catch (IOException e) {
            try (file) {
                file.truncate(before); // Where that fails too, the reader meets a torn record and says so.
            } finally {
                seal();
            }
            throw e;
        }
        bytes.addAndGet(file.position() - before);
        if (active != null) {
            active = new Segment(active.file(), Math.min(active.lowestNumber(), lowestNumber));
        }
        if (file.position() >= SEGMENT_BYTES) {
            seal();
        }
    }

    private FileChannel newSegment() throws IOException {
        Path path = nextFile();
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            writeAll(file, SegmentFile.magic());
        } catch (IOException e) {
            try (file) {
                Files.delete(path);
            }
            throw e;
        }
        channel = file;
        active = new Segment(path, Long.MAX_VALUE);
        bytes.addAndGet(file.position());
        return file;
    }

    private Path nextFile() {
        return slot.directory().resolve(String.format(Locale.ROOT, "%018d%s", nextSegment++, SUFFIX));
    }

    private static void writeAll(FileChannel file, ByteBuffer all) throws IOException {
        while (all.hasRemaining()) {
            file.write(all);
        }
    }

    private void seal() throws IOException {
        FileChannel file = channel;
        if (active != null) {
            sealed.addLast(active);
        }
        active = null;
        channel = null;
        if (file != null) {
            file.close();
        }
    }

    /** The segment that is to be read first; it is not appended to any more. Null if there is none. */
    synchronized @Nullable Segment oldest() throws IOException {
        if (sealed.isEmpty() && active != null) {
            seal();
        }
        return sealed.peekFirst();
    }

    /** All of its events are settled. */
    synchronized void delete(Segment segment) throws IOException {
        forget(segment);
        Files.deleteIfExists(segment.file());
    }

    /** It cannot be read to its end: keeps it for a person, and gives where. */
    synchronized Path putAside(Segment segment) throws IOException {
        forget(segment);
        Files.createDirectories(aside);
        Path kept = aside.resolve(slot.directory().getFileName() + "-" + System.currentTimeMillis() + "-"
                + segment.file().getFileName());
        return Files.move(segment.file(), kept);
    }

    private void forget(Segment segment) throws IOException {
        sealed.remove(segment);
        bytes.addAndGet(Files.exists(segment.file()) ? -Files.size(segment.file()) : 0);
    }

    /** The lowest number of this process's events on disk; {@code Long.MAX_VALUE} if there is none. */
    synchronized long lowestNumber() {
        long lowest = active == null ? Long.MAX_VALUE : active.lowestNumber();
        for (Segment segment : sealed) {
            lowest = Math.min(lowest, segment.lowestNumber());
        }
        return lowest;
    }

    /** Size of all segments. */
    long bytes() {
        return Math.max(0, bytes.get());
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            if (channel != null) {
                channel.force(true);
            }
            seal();
        } finally {
            slot.close();
        }
    }
}
