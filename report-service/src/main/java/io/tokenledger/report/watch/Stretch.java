package io.tokenledger.report.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one tick reads of a stream of the journal.
 *
 * @param after the position that was reached before
 * @param through the position that is reached then
 * @param last the end of the stream
 * @param movedAt when the stream was last booked into
 * @param seenBefore all that was booked until then was seen before; null: the stream is new
 */
record Stretch(
        String stream,
        long after,
        long through,
        long last,
        Instant movedAt,
        @Nullable Instant seenBefore) {
    boolean isNew() {
        return seenBefore == null;
    }

    boolean isEmpty() {
        return through == after;
    }

    boolean isAtEnd() {
        return through == last;
    }

    /** All that was booked into the stream until then has been seen, once this was read. */
    Instant seenUntil() {
        if (isAtEnd()) {
            return movedAt;
        }
        return seenBefore == null ? Instant.EPOCH : seenBefore;
    }

    /** The same stream, read so far and no further. */
    Stretch to(long change) {
        return new Stretch(stream, after, change, last, movedAt, seenBefore);
    }

    /** The same stream, its end reached without looking. */
    Stretch skipped() {
        return to(last);
    }
}
