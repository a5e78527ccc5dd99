package io.tokenledger.report.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** One period of a budget: days of its zone, the end not in it any more. */
public record BudgetSpan(LocalDate start, LocalDate end, ZoneId zone) {
    public BudgetSpan {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("end " + end + " is not after start " + start);
        }
    }

    /** The first moment: not always midnight, which some zones skip. */
    public Instant from() {
        return start.atStartOfDay(zone).toInstant();
    }

    /** The first moment after it. */
    public Instant to() {
        return end.atStartOfDay(zone).toInstant();
    }

    public boolean holds(Instant instant) {
        return !instant.isBefore(from()) && instant.isBefore(to());
    }
}
