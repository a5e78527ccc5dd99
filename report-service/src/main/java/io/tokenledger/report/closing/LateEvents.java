package io.tokenledger.report.closing;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many events of a period are still to come, by what came late for the periods before: of those that were there as long
 * after the end as it is now, so many more came later (the chain ladder of insurers, with one step). Pure.
 *
 * @param sinceEnd of the period; null: it is not over
 * @param seen events that it has
 * @param past the periods before that have events, the latest first
 */
record LateEvents(@Nullable Duration sinceEnd, long seen, List<Past> past) {
    static final int MOST_PERIODS = 3;
    static final int FEWEST_PERIODS = 2;
    static final long FEWEST_EVENTS = 100;

    /**
     * A period before.
     *
     * @param byThen events that were booked as long after its end as it is now after the end of the one that is asked about
     * @param ever all that are booked by now
     */
    record Past(String periodId, long byThen, long ever) {
        long later() {
            return ever - byThen;
        }
    }

    /** Whether enough is known of the periods before. */
    boolean isKnown() {
        return sinceEnd != null && past.size() >= FEWEST_PERIODS && byThen() >= FEWEST_EVENTS;
    }

    /** Events of the periods before that were there by then. */
    long byThen() {
        return past.stream().mapToLong(Past::byThen).sum();
    }

    /** Events of the periods before that came later. */
    long later() {
        return past.stream().mapToLong(Past::later).sum();
    }

    /** Rounded up to whole events. */
    long expected() {
        BigInteger product = BigInteger.valueOf(seen).multiply(BigInteger.valueOf(later()));
        BigInteger[] parts = product.divideAndRemainder(BigInteger.valueOf(byThen()));
        return parts[0].longValueExact() + (parts[1].signum() == 0 ? 0 : 1);
    }
}
