package io.tokenledger.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shell that reads the children's pids from this JVM and, when the pipe closes because this JVM is gone (also by
 * {@code kill -9}), ends those that are left.
 */
final class Watchdog {
    private static @Nullable OutputStream toShell;

    private Watchdog() {}

    static synchronized void watch(ChildProcess child) throws IOException {
        if (toShell == null) {
            toShell = start();
        }
        send("+ " + child.pid() + " " + child.rank().signal() + " "
                + child.rank().turn());
    }

    static synchronized void forget(ChildProcess child) {
        send("- " + child.pid());
    }

    private static void send(String line) {
        OutputStream shell = toShell;
        if (shell == null) {
            return;
        }
        try {
            shell.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            shell.flush();
        } catch (IOException shellIsGone) {
            // The children still end with this JVM, and by their pid files at the next start.
            toShell = null;
        }
    }

    private static OutputStream start() throws IOException {
        List<String> command = new ArrayList<>(OwnSession.PREFIX);
        command.addAll(List.of("sh", "-c", script()));
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start()
                .getOutputStream();
    }

    private static String script() throws IOException {
        try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            if (script == null) {
                throw new StackFailure("watchdog.sh is missing beside " + Watchdog.class.getName());
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
