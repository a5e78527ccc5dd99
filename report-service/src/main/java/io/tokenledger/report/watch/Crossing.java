package io.tokenledger.report.watch;

import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;

/**
 * A threshold that was crossed in a period.
 *
 * @param amount the limit before anything was carried over: what the period before it leaves may still move, and moves no
 *     alert
 * @param unit of the amount
 * @param measuredSince the revision of the budget since which it counts what it counts
 * @param rule as the alert's key has it: with the limit as it was when it was first crossed
 * @param open whether it is still so
 */
record Crossing(
        StateKey state,
        Threshold threshold,
        BigInteger amount,
        String unit,
        int measuredSince,
        Instant periodEnd,
        String rule,
        UUID alert,
        boolean open) {

    /** Whether it is of the limit that the state has, and of what it counts. */
    boolean isOf(BudgetState other, int otherMeasuredSince) {
        return amount.equals(other.amount()) && unit.equals(other.unit()) && measuredSince == otherMeasuredSince;
    }
}
