package io.tokenledger.pricing.rating;

import java.time.Instant;

/** A span of time, half-open: {@code [from, until)}. */
public record Span(Instant from, Instant until) {
    public Span {
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("span ends at " + until + ", not after its start " + from);
        }
    }

    /** Whether something changes inside at that instant: after the start and before the end. */
    boolean hasInside(Instant instant) {
        return instant.isAfter(from) && instant.isBefore(until);
    }
}
