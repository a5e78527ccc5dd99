package io.tokenledger.report.watch;

import java.util.List;

/**
 * How far a tick reads.
 *
 * @param stretches of all streams, by name
 * @param lost what it was to read is not all there any more
 * @param isRead whether it is read, and not only passed over because all is going to be summed up
 */
record Reach(List<Stretch> stretches, boolean lost, boolean isRead) {
    Reach {
        stretches = List.copyOf(stretches);
    }

    /** Whether the tick sees all that is booked: only then sums of the ledger and the positions tell the same. */
    boolean isAtEnd() {
        return stretches.stream().allMatch(Stretch::isAtEnd);
    }

    boolean isEmpty() {
        return stretches.stream().allMatch(Stretch::isEmpty);
    }

    /** Straight to the end: what is there is going to be summed up. */
    Reach skipped() {
        return new Reach(stretches.stream().map(Stretch::skipped).toList(), lost, false);
    }
}
