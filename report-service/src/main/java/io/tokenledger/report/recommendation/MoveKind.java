package io.tokenledger.report.recommendation;

import java.util.Locale;

/** In which way a move saves. */
public enum MoveKind {
    /** Another model. */
    SWAP,
    /** Another model for nine tenths, the present one for the rest. */
    HYBRID,
    /** A cheaper service tier for what can wait. */
    TIER,
    /** Repeated prompt prefixes read from the provider's cache. */
    CACHING,
    /** Less reasoning. */
    EFFORT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something else answers, so that answers may become better or worse. */
    boolean changesAnswers() {
        return this == SWAP || this == HYBRID || this == EFFORT;
    }
}
