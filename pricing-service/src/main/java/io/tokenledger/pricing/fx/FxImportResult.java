package io.tokenledger.pricing.fx;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or in a dry run would do.
 *
 * @param importId null: nothing was written, because it was a dry run or the rates were all known already
 * @param added rates of days that had none
 * @param changed rates that supersede what was stated before
 * @param unchanged how many rates were known like this
 * @param notAvailable fields of which the file states nothing
 */
record FxImportResult(
        @Nullable Long importId,
        boolean dryRun,
        List<StatedRate> added,
        List<Changed> changed,
        long unchanged,
        long notAvailable) {

    /** A rate and the one that it supersedes. */
    record Changed(StatedRate rate, BigDecimal was) {}

    FxImportResult {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
    }

    boolean statesSomethingNew() {
        return !added.isEmpty() || !changed.isEmpty();
    }

    FxImportResult writtenAs(long id) {
        return new FxImportResult(id, dryRun, added, changed, unchanged, notAvailable);
    }
}
