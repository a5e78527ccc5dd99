package io.tokenledger.report.delivery;

import java.time.Duration;
import java.util.UUID;

/** A channel that this instance serves, for as long as it is sure of that. */
final class Lease {
    /** A part of the lease is left unused: by then nothing new is begun. */
    private static final int MARGIN_PARTS = 5;

    private final String tenant;
    private final UUID channel;
    private final int failures;
    private volatile long sureUntilNanos;

    /** @param askedAtNanos before the database was asked: the lease runs from then at the earliest */
    Lease(String tenant, UUID channel, int failures, long askedAtNanos, Duration length) {
        this.tenant = tenant;
        this.channel = channel;
        this.failures = failures;
        renewed(askedAtNanos, length);
    }

    String tenant() {
        return tenant;
    }

    UUID channel() {
        return channel;
    }

    /** Of the target in a row, before this lease. */
    int failures() {
        return failures;
    }

    void renewed(long askedAtNanos, Duration length) {
        sureUntilNanos =
                askedAtNanos + length.minus(length.dividedBy(MARGIN_PARTS)).toNanos();
    }

    /** Another instance has it. */
    void lost() {
        sureUntilNanos = System.nanoTime() - 1;
    }

    boolean isHeld() {
        return System.nanoTime() - sureUntilNanos < 0;
    }
}
