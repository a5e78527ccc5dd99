package io.tokenledger.stack;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Signals that {@link Process} has no method for. */
final class Signal {
    private Signal() {}

    static void send(String signal, long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackFailure("cannot send " + signal + " to process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while sending " + signal + " to process " + pid, e);
        }
    }
}
