package io.tokenledger.report.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream of the journal has been read.
 *
 * @param position 0: not at all
 * @param seenUntil all that was booked into it until then has been seen; null: nothing has been read of it
 */
record WatchPosition(
        String stream,
        long position,
        long last,
        Instant movedAt,
        @Nullable Instant seenUntil) {
    boolean isAtEnd() {
        return position == last;
    }

    /** All that was booked until then is in the states. */
    static Instant asOf(Collection<WatchPosition> positions, Instant now) {
        return positions.stream()
                .filter(position -> !position.isAtEnd())
                .map(position -> position.seenUntil() == null ? Instant.EPOCH : position.seenUntil())
                .min(Comparator.naturalOrder())
                .orElse(now);
    }
}
