package io.tokenledger.report.watch;

import io.tokenledger.report.budget.BudgetBook;
import java.time.Instant;

/**
 * One look at the journal.
 *
 * @param reach what is read
 * @param memory what is kept from one tick to the next
 */
record Tick(Instant now, BudgetBook book, Reach reach, Memory memory, RateReader rates) {

    /** The same with another stretch to read. */
    Tick reaching(Reach other) {
        return new Tick(now, book, other, memory, rates);
    }
}
