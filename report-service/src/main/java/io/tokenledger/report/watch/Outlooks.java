package io.tokenledger.report.watch;

import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows what is expected of a budget's running period. */
public interface Outlooks {
    /** As it was last computed. Asked with every status: keys only. */
    Outlook of(String tenant, UUID budget, Instant periodStart);

    /** What is expected, or why nothing is. */
    sealed interface Outlook {}

    /**
     * Nothing is expected.
     *
     * @param why for people: what is missing
     */
    record None(String why) implements Outlook {}

    /**
     * What the period will have come to at its end, with what is spent already; in 1e-12 of the budget's currency, or tokens.
     *
     * @param exhaustion null: it is not expected to be used up within the period
     * @param method wire name
     */
    record Expected(
            BigInteger point,
            Range eighty,
            Range ninetyFive,
            @Nullable Exhaustion exhaustion,
            String method,
            Instant computedAt)
            implements Outlook {}

    /** An interval. */
    record Range(BigInteger low, BigInteger high) {}

    /**
     * When the budget is used up.
     *
     * @param earliest of the 80 % interval; null: not within what is looked ahead
     * @param latest of the 80 % interval; null: it may well last
     */
    record Exhaustion(
            Instant at,
            @Nullable Instant earliest,
            @Nullable Instant latest) {}
}
