package io.tokenledger.report.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An hour, with what came and what was expected.
 *
 * @param observed so far, in the unit of the rule; null: not known, because nothing of it has a price
 */
record HourSeen(ZonedDateTime start, @Nullable BigDecimal observed, Expectation expected) {
    /** What is late by less than this is waited for before an hour is called poor. */
    private static final Duration LATE = Duration.ofMinutes(10);

    Instant from() {
        return start.toInstant();
    }

    Instant to() {
        return start.plusHours(1).toInstant();
    }

    boolean isOver(Instant now) {
        return !now.isBefore(to());
    }

    boolean isSettled(Instant now) {
        return !now.isBefore(to().plus(LATE));
    }
}
