package io.tokenledger.report.watch;

import io.tokenledger.report.alert.AlertKey;
import io.tokenledger.report.alert.AlertKind;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which thresholds a state has crossed, and which no longer. Pure. */
final class CrossingRule {
    static final String PERIOD_OVER = "the period is over";

    private CrossingRule() {}

    /** A crossing that is no longer so, and why, for people. */
    record Settled(Crossing crossing, String why) {}

    /**
     * What is to be told.
     *
     * @param raised they are so now, and were not
     */
    record Decision(List<Settled> settled, List<Crossing> raised) {}

    /**
     * Compares what a state has reached with what is known of its period. Nothing is decided where its cost is not known, or
     * where it has not begun. A period that is over is told only what came late and crossed a threshold then.
     *
     * @param measuredSince the revision since which the budget counts what it counts
     * @param known of the state's period, also settled ones
     */
    static Decision decide(Moved moved, int measuredSince, List<Crossing> known, Instant now) {
        BudgetState state = moved.after();
        BigInteger used = state.used();
        if (used == null || !state.hasBegun(now)) {
            return new Decision(List.of(), List.of());
        }
        List<Threshold> thresholds = Threshold.of(moved.budget());
        return new Decision(
                settled(state, measuredSince, used, known, thresholds),
                raised(moved, measuredSince, used, known, state.isOver(now)));
    }

    private static List<Settled> settled(
            BudgetState state, int measuredSince, BigInteger used, List<Crossing> known, List<Threshold> thresholds) {
        List<Settled> settled = new ArrayList<>();
        for (Crossing crossing : known) {
            if (!crossing.open()) {
                continue;
            }
            if (!crossing.isOf(state, measuredSince)) {
                settled.add(new Settled(crossing, "the limit is another"));
            } else if (!thresholds.contains(crossing.threshold())) {
                settled.add(new Settled(crossing, "the threshold was taken away"));
            } else if (!crossing.threshold().isReached(used, state.limit())) {
                settled.add(new Settled(crossing, "it fell below the threshold again"));
            }
        }
        return settled;
    }

    private static List<Crossing> raised(
            Moved moved, int measuredSince, BigInteger used, List<Crossing> known, boolean over) {
        List<Crossing> raised = new ArrayList<>();
        for (Threshold threshold : Threshold.of(moved.budget())) {
            if (!threshold.isReached(used, moved.after().limit())) {
                continue;
            }
            Crossing before = known.stream()
                    .filter(crossing ->
                            crossing.threshold().equals(threshold) && crossing.isOf(moved.after(), measuredSince))
                    .findFirst()
                    .orElse(null);
            if (before == null ? !over || moved.wasBelow(threshold) : !over && !before.open()) {
                raised.add(before == null ? crossing(moved.after(), measuredSince, threshold) : before);
            }
        }
        return raised;
    }

    private static Crossing crossing(BudgetState state, int measuredSince, Threshold threshold) {
        String rule = threshold.rule(state) + (measuredSince == 1 ? "" : " since revision " + measuredSince);
        return new Crossing(
                state.key(),
                threshold,
                state.amount(),
                state.unit(),
                measuredSince,
                state.periodEnd(),
                rule,
                key(state.key(), rule).id(),
                true);
    }

    static AlertKey key(StateKey state, String rule) {
        return new AlertKey(state.tenant(), AlertKind.BUDGET_THRESHOLD, state.budget(), rule, state.periodStart());
    }
}
