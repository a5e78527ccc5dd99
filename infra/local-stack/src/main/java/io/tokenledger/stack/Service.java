package io.tokenledger.stack;

import java.nio.file.Path;

/** The three services of the suite, in the order of an event's way. */
public enum Service {
    INGEST,
    PRICING,
    REPORT;

    /** Name in progress lines, flags and log files: {@code ingest}, {@code pricing}, {@code report}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The runnable jar that the build leaves. */
    Path jar(Path home) {
        return home.resolve(label() + "-service")
                .resolve("target")
                .resolve("quarkus-app")
                .resolve("quarkus-run.jar");
    }
}
