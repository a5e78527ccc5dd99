package io.tokenledger.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Every child of this JVM. When the JVM ends (Ctrl-C, SIGTERM, return of main) they end, rank by rank. */
final class Children {
    static final Duration GRACE = Duration.ofSeconds(15);

    private static final Set<ChildProcess> ALIVE = ConcurrentHashMap.newKeySet();
    private static final Object START = new Object();
    private static boolean ending;
    private static boolean hooked;
    private static volatile Consumer<String> progress = line -> {};

    private Children() {}

    /** How to start a child. */
    interface Start {
        ChildProcess now() throws IOException;
    }

    /** Where the lines about children that end with this JVM go. */
    static void tell(Consumer<String> listener) {
        progress = listener;
    }

    /** Starts a child and watches over it; refuses once this JVM is ending. */
    static ChildProcess add(Start start) throws IOException {
        synchronized (START) {
            if (ending) {
                throw new StackFailure("the stack is stopping");
            }
            if (!hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "end-of-children"));
                hooked = true;
            }
            ChildProcess child = start.now();
            ALIVE.add(child);
            Watchdog.watch(child);
            return child;
        }
    }

    /** Forgets a child that has ended. */
    static void remove(ChildProcess child) {
        ALIVE.remove(child);
        Watchdog.forget(child);
    }

    static boolean areEnding() {
        synchronized (START) {
            return ending;
        }
    }

    /** Ends these rank by rank; those of one rank side by side. */
    static void stop(List<ChildProcess> children, Consumer<String> listener) {
        for (ChildProcess.Rank rank : ChildProcess.Rank.values()) {
            List<Thread> stops = children.stream()
                    .filter(child -> child.rank() == rank && child.isAlive())
                    .map(child -> Thread.ofVirtual().start(() -> {
                        child.stop(GRACE);
                        listener.accept(child.name() + " stopped");
                    }))
                    .toList();
            stops.forEach(Children::join);
        }
    }

    private static void endAll() {
        synchronized (START) {
            ending = true;
        }
        stop(List.copyOf(ALIVE), progress);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
