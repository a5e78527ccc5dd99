package io.tokenledger.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A part of the stack that runs as a process: a broker, a database or a service. */
public abstract sealed class StackPart implements AutoCloseable permits LocalPostgres, LocalKafka, ServiceProcess {
    private final String name;
    private final int port;
    private final Path log;
    private volatile @Nullable ChildProcess process;
    private volatile Consumer<StackPart> unexpectedEnd = part -> {};

    StackPart(String name, int port, Path log) {
        this.name = name;
        this.port = port;
        this.log = log.toAbsolutePath();
    }

    /** How to start it now. */
    abstract ChildProcess.Spec spec();

    /** Whether it does its work by now; asked again and again after a start. */
    abstract boolean answers();

    /** How long a start may take. */
    abstract Duration startLimit();

    /** Starts the process and returns when it answers; fails, and leaves nothing behind, if it does not. */
    void launch() {
        ChildProcess started = ChildProcess.start(spec());
        process = started;
        started.await(startLimit(), this::answers);
        started.whenItEndsUnexpectedly(() -> unexpectedEnd.accept(this));
    }

    /** Name in progress lines, messages and log files. */
    public final String name() {
        return name;
    }

    /** Where it listens on 127.0.0.1. */
    public final int port() {
        return port;
    }

    /** The file its output goes to. */
    public final Path log() {
        return log;
    }

    /** Where it listens, as a client or a person would write it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Number of its process in the operating system; of the last one if it does not run. */
    public final long pid() {
        return process().pid();
    }

    /** Whether its process runs. */
    public final boolean isAlive() {
        ChildProcess current = process;
        return current != null && current.isAlive();
    }

    /** SIGKILL, and waits until it is gone: what a crash is like. */
    public final void kill() {
        process().kill();
    }

    /** Starts it on the same port and data, after {@link #kill()} or in place of the one that runs. */
    public final void restart() {
        stop();
        launch();
    }

    /** Ends it in order, and gives its data free. */
    @Override
    public void close() {
        stop();
    }

    /** Calls that once for every process of this part that ends without having been told to. */
    final void whenItEndsUnexpectedly(Consumer<StackPart> listener) {
        unexpectedEnd = listener;
    }

    final ChildProcess process() {
        ChildProcess current = process;
        if (current == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return current;
    }

    final void stop() {
        ChildProcess current = process;
        if (current != null && current.isAlive()) {
            current.stop(Children.GRACE);
        }
    }
}
