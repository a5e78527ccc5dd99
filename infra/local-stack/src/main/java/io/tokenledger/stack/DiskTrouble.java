package io.tokenledger.stack;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Full and unwritable disks, told in one line before or after a part meets them. */
final class DiskTrouble {
    /** A fresh database and broker take 100 MB; the rest is room for the write-ahead log and the topics. */
    static final long NEEDED_BYTES = 1L << 30;

    private static final long FULL_BYTES = 16L << 20;
    private static final long MIB = 1L << 20;

    private DiskTrouble() {}

    /** Creates the directory, or fails with one line if it cannot be written or its disk has too little room. */
    static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
            Path probe = Files.createTempFile(directory, "probe", null);
            Files.delete(probe);
            long usable = Files.getFileStore(directory).getUsableSpace();
            if (usable < NEEDED_BYTES) {
                throw new StackFailure("the disk is nearly full: " + usable / MIB + " MiB free at " + directory + ", "
                        + NEEDED_BYTES / MIB + " MiB needed");
            }
        } catch (IOException e) {
            throw failure("cannot write to " + directory, e);
        }
    }

    static StackFailure failure(String what, IOException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        if (e instanceof AccessDeniedException) {
            return new StackFailure(what + ": permission denied", e);
        }
        return new StackFailure(what + ": " + reason, e);
    }

    /** Whether nothing to speak of can be written there any more. */
    static boolean isFullNow(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < FULL_BYTES;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether these lines of a log say that a disk was full. */
    static boolean isFullDisk(List<String> log) {
        return log.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line -> line.contains("no space left on device") || line.contains("disk quota exceeded"));
    }
}
