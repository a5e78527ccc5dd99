package io.tokenledger.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers a child on disk, so that the next owner of the same data ends it if it was left over: a launcher and its
 * watchdog killed at once leave nobody else to do it. Process numbers come back, so its start time is kept too.
 */
record PidFile(Path file) {
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    static PidFile of(ChildProcess.Spec spec) {
        return new PidFile(spec.workingDirectory().resolve(spec.name() + ".pid"));
    }

    void write(ProcessHandle process) throws IOException {
        long started = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        Files.writeString(file, process.pid() + " " + started);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DiskTrouble.failure("cannot delete " + file, e);
        }
    }

    /** Kills the process this file remembers, if it is still the same one, and waits until it is gone. */
    void endLeftover() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String[] words = Files.readString(file).strip().split(" ", -1);
        if (words.length == 2) {
            ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(process -> isSame(process, Long.parseLong(words[1])))
                    .ifPresent(PidFile::end);
        }
        Files.delete(file);
    }

    private static boolean isSame(ProcessHandle process, long startedMillis) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(Instant.ofEpochMilli(startedMillis), start)
                                .abs()
                                .compareTo(CLOCK_STEP)
                        < 0)
                .orElse(false);
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new StackFailure(
                    "process " + process.pid() + " was left over from an earlier run and does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while ending process " + process.pid(), e);
        }
    }
}
