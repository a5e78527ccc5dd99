package io.tokenledger.report.costcenter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rules came to a cost centre for one use.
 *
 * @param decidedBy the first rule that fits; null: none does
 * @param passedOver the rules asked before it, in their order
 */
record Trial(@Nullable MappingRule decidedBy, List<PassedOver> passedOver) {
    /**
     * A rule that does not fit.
     *
     * @param failed the first of its conditions that does not hold
     */
    record PassedOver(MappingRule rule, Condition failed) {}

    static Trial of(RuleBook book, UsageAttributes usage) {
        List<PassedOver> passedOver = new ArrayList<>();
        for (MappingRule rule : book.rules()) {
            Condition failed = book.failing(rule, usage);
            if (failed == null) {
                return new Trial(rule, passedOver);
            }
            passedOver.add(new PassedOver(rule, failed));
        }
        return new Trial(null, passedOver);
    }
}
