package io.tokenledger.report.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums of a replay. Amounts are exact, in 1e-12 of the answer's currency. */
final class Tally {
    /** Usage before and after. */
    static final class Sum {
        private BigDecimal requests = BigDecimal.ZERO;
        private BigDecimal moved = BigDecimal.ZERO;
        private BigDecimal unpriced = BigDecimal.ZERO;
        private BigDecimal baseline = BigDecimal.ZERO;
        private BigDecimal scenario = BigDecimal.ZERO;

        void add(BigDecimal moreRequests, BigDecimal moreBaseline, BigDecimal moreScenario) {
            requests = requests.add(moreRequests);
            baseline = baseline.add(moreBaseline);
            scenario = scenario.add(moreScenario);
        }

        BigDecimal requests() {
            return requests;
        }

        /** Of the requests of a group: those that move. */
        BigDecimal moved() {
            return moved;
        }

        /** Of the requests of a group: those that have no price where they are. */
        BigDecimal unpriced() {
            return unpriced;
        }

        BigDecimal baseline() {
            return baseline;
        }

        BigDecimal scenario() {
            return scenario;
        }

        BigDecimal savings() {
            return baseline.subtract(scenario);
        }
    }

    /** Why a swap could not move something. */
    record Left(int swap, Exclusion reason) {}

    /** What it could not move; the cost is null where it is not known. */
    static final class LeftSum {
        private final String detail;
        private BigDecimal requests = BigDecimal.ZERO;
        private @Nullable BigDecimal cost;

        private LeftSum(String detail) {
            this.detail = detail;
        }

        String detail() {
            return detail;
        }

        BigDecimal requests() {
            return requests;
        }

        @Nullable
        BigDecimal cost() {
            return cost;
        }
    }

    private final Sum total = new Sum();
    private BigDecimal unpricedRequests = BigDecimal.ZERO;
    private final List<Sum> bySwap = new ArrayList<>();
    private final Map<List<@Nullable String>, Sum> byGroup = new LinkedHashMap<>();
    private final Map<Left, LeftSum> left = new LinkedHashMap<>();

    Tally(int swaps) {
        for (int i = 0; i < swaps; i++) {
            bySwap.add(new Sum());
        }
    }

    void addUsage(List<@Nullable String> group, BigDecimal requests, BigDecimal baseline, BigDecimal scenario) {
        total.add(requests, baseline, scenario);
        byGroup.computeIfAbsent(group, _ -> new Sum()).add(requests, baseline, scenario);
    }

    /** Of usage that was added: what of it moves, and what of it has no price where it is. */
    void addParts(List<@Nullable String> group, BigDecimal moved, BigDecimal unpriced) {
        unpricedRequests = unpricedRequests.add(unpriced);
        Sum sum = byGroup.computeIfAbsent(group, _ -> new Sum());
        sum.moved = sum.moved.add(moved);
        sum.unpriced = sum.unpriced.add(unpriced);
    }

    void addMoved(int swap, BigDecimal requests, BigDecimal baseline, BigDecimal scenario) {
        bySwap.get(swap).add(requests, baseline, scenario);
    }

    /** Told under the first detail that there is for the reason. */
    void addLeft(int swap, Move.Excluded excluded, BigDecimal requests, @Nullable BigDecimal cost) {
        LeftSum sum = left.computeIfAbsent(new Left(swap, excluded.reason()), _ -> new LeftSum(excluded.detail()));
        sum.requests = sum.requests.add(requests);
        if (cost != null) {
            sum.cost = sum.cost == null ? cost : sum.cost.add(cost);
        }
    }

    Sum total() {
        return total;
    }

    BigDecimal unpricedRequests() {
        return unpricedRequests;
    }

    List<Sum> bySwap() {
        return bySwap;
    }

    Map<List<@Nullable String>, Sum> byGroup() {
        return byGroup;
    }

    Map<Left, LeftSum> left() {
        return left;
    }
}
