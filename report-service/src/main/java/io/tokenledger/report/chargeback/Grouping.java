package io.tokenledger.report.chargeback;

import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chargeback is grouped by. */
public sealed interface Grouping {
    String COST_CENTER = "cost_center";
    int DEEPEST = 20;

    /** As in {@code group_by=}, and as the key in an answer's {@code group}. */
    String wireName();

    /** What the ledger holds itself. */
    record Held(Dimension dimension) implements Grouping {
        @Override
        public String wireName() {
            return dimension.wireName();
        }
    }

    /**
     * Who pays, by the mapping rules.
     *
     * @param level of the tree, 1 at the top: a cost centre further down is told as the one above it on this level; 0: itself
     */
    record CostCenter(int level) implements Grouping {
        @Override
        public String wireName() {
            return level == 0 ? COST_CENTER : COST_CENTER + "." + level;
        }

        /** The code to tell for who pays, as the tree is at that time; null: not attributed, as with every dimension. */
        public @Nullable String of(String payer, Organisation organisation, Instant at) {
            if (payer.equals(Attribution.UNATTRIBUTED)) {
                return null;
            }
            List<String> path = organisation.path(payer, at);
            return level == 0 || level >= path.size() ? payer : path.get(level - 1);
        }
    }

    /** The one of this name. */
    static Grouping named(String name) {
        if (name.equals(COST_CENTER)) {
            return new CostCenter(0);
        }
        if (!name.startsWith(COST_CENTER + ".")) {
            return new Held(Dimension.named(name));
        }
        String level = name.substring(COST_CENTER.length() + 1);
        if (!level.matches("[1-9]\\d?") || Integer.parseInt(level) > DEEPEST) {
            throw ReportError.DIMENSION_UNKNOWN.because("dimension '" + name
                    + "': the level of a cost centre is a whole number from 1 (the top of the tree) to " + DEEPEST);
        }
        return new CostCenter(Integer.parseInt(level));
    }
}
