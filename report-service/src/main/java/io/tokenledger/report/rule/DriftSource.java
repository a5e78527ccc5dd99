package io.tokenledger.report.rule;

import java.time.Instant;
import java.util.List;

/** Knows sums that must equal the ledger's, such as the states of budgets. */
public interface DriftSource {
    /**
     * What does not equal the ledger now. What was told before and is no longer in the answer is settled.
     *
     * @param tenant whose
     */
    List<Drift> drifts(String tenant, Instant now);
}
