package io.tokenledger.report.closing;

import java.time.Instant;

/** Who did something, and when. */
record Signed(String by, Instant at) {
    /** Names are compared as people read them. */
    boolean isBy(String other) {
        return by.strip().equalsIgnoreCase(other.strip());
    }
}
