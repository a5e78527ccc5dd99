package io.tokenledger.ingest.prefix;

import java.time.Duration;
import java.time.Instant;

/**
 * When a block was last sent, by the events' own times, and which event was the first of an unbroken row to send it.
 *
 * @param first the identity of that event, shortened; an event that comes a second time has not repeated itself
 */
record Sighting(long first, Instant lastAt) {
    /** Whether a cache that keeps a block for so long after its last use could have held it for that event. */
    boolean couldServe(long event, Instant at, Duration lifetime) {
        return first != event && !at.isBefore(lastAt) && !at.isAfter(lastAt.plus(lifetime));
    }

    /** After another sighting: the row goes on, or begins anew where the block had been forgotten in between. */
    Sighting then(Sighting next, Duration lifetime) {
        if (next.lastAt.isAfter(lastAt.plus(lifetime))) {
            return next;
        }
        return next.lastAt.isAfter(lastAt) ? new Sighting(first, next.lastAt) : this;
    }
}
