package io.tokenledger.stack;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One part of the stack as a process in a session of its own (so that Ctrl-C in the terminal does not hit it before its
 * turn), its output in a file. It does not outlive this JVM: {@link Children} ends it in order, the {@link Watchdog}
 * when this JVM is killed, and the next start on the same data if both were.
 */
final class ChildProcess {
    /** When a part ends: services first, what they lean on later. */
    enum Rank {
        SERVICE(0, "TERM"),
        BROKER(1, "TERM"),
        /** By SIGINT a database ends without waiting for its clients. */
        DATABASE(2, "INT");

        private final int turn;
        private final String signal;

        Rank(int turn, String signal) {
            this.turn = turn;
            this.signal = signal;
        }

        int turn() {
            return turn;
        }

        String signal() {
            return signal;
        }
    }

    /** How to start it. {@code workingDirectory} also holds its pid file. */
    record Spec(
            String name,
            Rank rank,
            List<String> command,
            Map<String, String> environment,
            Path workingDirectory,
            Path log) {}

    private static final int TAIL_LINES = 12;
    private static final int DISK_LINES = 50;
    private static final Duration POLL = Duration.ofMillis(40);

    private final Spec spec;
    private final Process process;
    private volatile boolean endIsExpected;

    private ChildProcess(Spec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    static ChildProcess start(Spec spec) {
        try {
            Files.createDirectories(spec.workingDirectory());
            LogFile.prepare(spec.log());
            PidFile pidFile = PidFile.of(spec);
            pidFile.endLeftover();
            List<String> command = new ArrayList<>(OwnSession.PREFIX);
            command.addAll(spec.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(spec.workingDirectory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Redirect.from(OwnSession.NULL_DEVICE))
                    .redirectOutput(Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            ChildProcess child = Children.add(() -> new ChildProcess(spec, builder.start()));
            var _ = child.process.onExit().thenRun(() -> Children.remove(child));
            pidFile.write(child.process.toHandle());
            return child;
        } catch (IOException e) {
            throw DiskTrouble.failure("cannot start " + spec.name(), e);
        }
    }

    String name() {
        return spec.name();
    }

    Rank rank() {
        return spec.rank();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Calls that when the process ends without having been told to. */
    void whenItEndsUnexpectedly(Runnable listener) {
        var _ = process.onExit().thenRun(() -> {
            if (!endIsExpected) {
                listener.run();
            }
        });
    }

    /** Waits until it is ready; fails with its name, exit code and last words if it ends before, or takes too long. */
    void await(Duration limit, BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (waitFor(POLL)) {
                throw failure("ended with exit code " + exitCode() + " while starting");
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw failure("is not ready after " + limit.toSeconds() + " s");
            }
        }
    }

    /** For a child that is to end by itself: its exit code. */
    int awaitExit(Duration limit) {
        endIsExpected = true;
        if (!waitFor(limit)) {
            kill();
            throw failure("did not end after " + limit.toSeconds() + " s");
        }
        PidFile.of(spec).delete();
        return exitCode();
    }

    /** What happened to it as a failure: with a full disk as its reason, else with the last lines of its log. */
    StackFailure failure(String what) {
        if (diskIsFull()) {
            return new StackFailure(name() + " " + what + ": the disk is full at " + spec.workingDirectory());
        }
        List<String> tail = LogFile.tail(spec.log(), TAIL_LINES);
        return new StackFailure(name() + " " + what + "; its log " + spec.log() + " ends with:", tail);
    }

    /** Whether a full disk is why it ended. */
    boolean diskIsFull() {
        return DiskTrouble.isFullNow(spec.workingDirectory())
                || DiskTrouble.isFullDisk(LogFile.tail(spec.log(), DISK_LINES));
    }

    /** SIGKILL, and waits until it is gone: what a crash is like. */
    void kill() {
        endIsExpected = true;
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(30));
        PidFile.of(spec).delete();
    }

    /** Asks it to end, and kills it after the grace. */
    void stop(Duration grace) {
        endIsExpected = true;
        Signal.send(rank().signal(), pid());
        if (!waitFor(grace)) {
            kill();
        }
        PidFile.of(spec).delete();
    }

    /** Whether it ended within that time. An interrupt cuts the waiting short and stays set. */
    private boolean waitFor(Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting for " + name(), e);
        }
    }
}
