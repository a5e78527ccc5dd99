package io.tokenledger.report.guard;

import java.time.Instant;
import java.util.UUID;

/**
 * What is held of one period of a budget.
 *
 * @param unit the budget's currency, or {@link #TOKENS}: a budget whose currency was changed begins anew
 */
record HoldKey(String tenant, UUID budget, Instant periodStart, String unit) {
    /** The unit of budgets of tokens. */
    static final String TOKENS = "tokens";
}
