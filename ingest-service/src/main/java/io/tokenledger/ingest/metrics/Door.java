package io.tokenledger.ingest.metrics;

import java.util.Locale;

/** Which way an event came in. */
public enum Door {
    KAFKA,
    HTTP,
    TRACES,
    LITELLM,
    IMPORTS;

    /** The name in metrics. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
