package io.tokenledger.report.watch;

import io.tokenledger.report.budget.CarryOver;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the periods of a budget hand on to each other. Pure. */
final class LimitChain {
    private LimitChain() {}

    /**
     * The limits of consecutive periods, each by what the one before it left; that of the first stands. Nothing is handed on
     * by a period whose cost is not known. No limit falls below zero: what was used too much is taken off the next period
     * only, as far as it goes.
     *
     * @return those whose limit changes, in order
     */
    static List<BudgetState> changed(CarryOver rule, List<BudgetState> periods, Instant now) {
        List<BudgetState> changed = new ArrayList<>();
        BudgetState before = null;
        for (BudgetState period : periods) {
            BudgetState state = before == null ? period : following(rule, before, period, now);
            if (!state.limit().equals(period.limit()) || !state.carried().equals(period.carried())) {
                changed.add(state);
            }
            before = state;
        }
        return changed;
    }

    private static BudgetState following(CarryOver rule, BudgetState before, BudgetState period, Instant now) {
        BigInteger carried = carried(rule, before).max(period.amount().negate());
        return carried.equals(period.carried())
                ? period
                : period.limited(period.revision(), period.amount(), carried, now);
    }

    /** What a period hands on, signed. */
    private static BigInteger carried(CarryOver rule, BudgetState period) {
        BigInteger used = period.used();
        if (used == null) {
            return BigInteger.ZERO;
        }
        BigInteger left = period.limit().subtract(used);
        boolean handedOn = left.signum() > 0 ? rule.addsUnspent() : rule.takesOverspent();
        return handedOn ? left : BigInteger.ZERO;
    }
}
