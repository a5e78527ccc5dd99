package io.tokenledger.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of the spill folder that one client has for itself, so that processes may share a folder. The lock is the
 * operating system's: it ends with the process, however that ends.
 */
final class SpillSlot implements AutoCloseable {
    static final int MOST_SLOTS = 64;

    // A lock of this JVM would be given back by opening and closing its file again, so these are not even looked at.
    private static final Set<Path> OF_THIS_JVM = new HashSet<>();

    private final Path directory;
    private final FileChannel channel;

    private SpillSlot(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static Path directory(Path folder, int slot) {
        return folder.resolve("slot-" + slot);
    }

    /** The first slot that nobody has. */
    static SpillSlot first(Path folder) throws IOException {
        for (int slot = 0; slot < MOST_SLOTS; slot++) {
            SpillSlot taken = take(directory(folder, slot));
            if (taken != null) {
                return taken;
            }
        }
        throw new IOException("all " + MOST_SLOTS + " slots of " + folder + " are in use");
    }

    /** That slot; null if somebody has it. */
    static @Nullable SpillSlot take(Path slot) throws IOException {
        Files.createDirectories(slot);
        Path directory = slot.toRealPath();
        synchronized (OF_THIS_JVM) {
            if (!OF_THIS_JVM.add(directory)) {
                return null;
            }
            SpillSlot taken = null;
            try {
                taken = lock(directory);
                return taken;
            } finally {
                if (taken == null) {
                    OF_THIS_JVM.remove(directory);
                }
            }
        }
    }

    private static @Nullable SpillSlot lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new SpillSlot(directory, channel);
            }
        } catch (OverlappingFileLockException ofAnotherClassLoader) {
            return null; // Left open: closing it would give that lock back.
        }
        channel.close();
        return null;
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        synchronized (OF_THIS_JVM) {
            OF_THIS_JVM.remove(directory);
            channel.close();
        }
    }
}
