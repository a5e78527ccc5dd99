package io.tokenledger.report.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What is kept of the tables from one tick to the next, so that they need not be read again. Thrown away where a tick fails
 * and where another instance has written meanwhile.
 */
final class Memory {
    private final Map<BudgetKey, Watched> watched;
    private final Set<StateKey> due;
    private long bookVersion = -1; // of no book: everything is to be compared
    private Instant comparedAt = Instant.EPOCH;
    private Instant nextTurn = Instant.EPOCH;

    Memory(Map<BudgetKey, Watched> watched, Set<StateKey> due) {
        this.watched = watched;
        this.due = due;
    }

    /** Budgets as they were seen last. */
    Map<BudgetKey, Watched> watched() {
        return watched;
    }

    /** Periods that are to be summed up. */
    Set<StateKey> due() {
        return due;
    }

    /** When budgets were last compared with what is watched; what began before then has been looked at. */
    Instant comparedAt() {
        return comparedAt;
    }

    boolean isToBeCompared(long version, Instant now) {
        return bookVersion != version || !now.isBefore(nextTurn);
    }

    /**
     * Budgets have been compared with what is watched.
     *
     * @param turn when the next period begins or ends
     */
    void compared(long version, Instant now, Instant turn) {
        bookVersion = version;
        comparedAt = now;
        nextTurn = turn;
    }
}
