package io.tokenledger.report.watch;

/** What came of a tick. */
public sealed interface TickOutcome {
    /** Another instance has the lead. */
    record Idle() implements TickOutcome {}

    /**
     * The journal was looked at.
     *
     * @param changes lines of the journal that were read
     * @param caughtUp whether all that is booked has been seen
     * @param due periods that are still to be summed up
     * @param lagMillis for how long something is booked that has not been seen; 0: nothing is
     */
    record Watched(int changes, boolean caughtUp, int due, long lagMillis, int budgets) implements TickOutcome {
        /** Whether all is told that is known now. */
        public boolean isDone() {
            return caughtUp && due == 0;
        }
    }
}
