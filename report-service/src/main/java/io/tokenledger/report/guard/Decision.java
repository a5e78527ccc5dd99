package io.tokenledger.report.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all budgets together say: one that denies is enough.
 *
 * @param binding the one that leaves the least room; null: no budget is concerned
 */
record Decision(boolean allowed, @Nullable Verdict binding, List<Verdict> verdicts) {
    static Decision of(List<Verdict> verdicts) {
        return new Decision(
                verdicts.stream().allMatch(Verdict::allowed),
                verdicts.stream().min(Verdict.MOST_BINDING).orElse(null),
                List.copyOf(verdicts));
    }
}
