package io.tokenledger.report.costcenter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition made ready to be asked many times. */
final class CompiledCondition {
    private final int slot;
    private final boolean notSaid;
    private final Set<String> exact = new HashSet<>();
    private final List<Glob> globs = new ArrayList<>();

    /** @param slot where in the looked-at values that of its attribute stands */
    CompiledCondition(Condition condition, int slot) {
        this.slot = slot;
        this.notSaid = condition.values().contains("");
        for (String value : condition.values()) {
            if (value.indexOf('*') >= 0) {
                globs.add(new Glob(value));
            } else if (!value.isEmpty()) {
                exact.add(value);
            }
        }
    }

    /** @param values by slot; null: not said */
    boolean holds(@Nullable String[] values) {
        String value = values[slot];
        if (value == null) {
            return notSaid;
        }
        if (exact.contains(value)) {
            return true;
        }
        for (Glob glob : globs) {
            if (glob.matches(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing but a few values that are said makes it hold. */
    boolean isExact() {
        return !notSaid && globs.isEmpty();
    }

    Set<String> exactValues() {
        return exact;
    }

    int slot() {
        return slot;
    }
}
