package io.tokenledger.report.budget;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What a budget was from one change to the next.
 *
 * @param budget as it was from then on, in the form of the endpoint
 */
public record BudgetRevision(int revision, Instant changedAt, Said said, Action action, JsonNode budget) {
    /** What was done. */
    public enum Action {
        CREATED,
        CHANGED,
        ARCHIVED
    }

    static BudgetRevision of(Budget budget, Action action, Said said) {
        return new BudgetRevision(budget.revision(), budget.changedAt(), said, action, BudgetText.json(budget));
    }
}
