package io.tokenledger.report.guard;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The question whether the budgets have room for something.
 *
 * @param attribution what usage will say of itself, by dimensions' wire names; {@code user} and {@code tag.<key>} that are
 *     not there are not known
 * @param deniesUnknown the answer where a budget cannot tell: false allows
 * @param reserveSeconds how long the room is held, at least; from 1 on
 * @param dryRun asks and holds nothing
 * @param request null: the caller did not name its request, and asks anew each time
 */
record Check(
        String tenant,
        Map<String, String> attribution,
        Estimate estimate,
        boolean deniesUnknown,
        int reserveSeconds,
        boolean dryRun,
        @Nullable RequestName request) {
    Check {
        attribution = Map.copyOf(attribution);
    }
}
