package io.tokenledger.sample;

import java.time.Instant;
import java.util.Iterator;

/** A stream of records in constant memory, and what must become of them. Not for use by several threads. */
public interface UsageSample extends Iterator<SampleRecord>, AutoCloseable {
    /** How many records the whole stream has. */
    long records();

    /** What must become of the records handed out so far; of all of them once there is no next. */
    SampleTotals totals();

    /** No event that is booked happened before. */
    Instant from();

    /** Every event that is booked happened before. */
    Instant until();

    /** Lets go of a file that it reads from, if it does. */
    @Override
    default void close() {}
}
