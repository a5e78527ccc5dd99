package io.tokenledger.report.guard;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.budget.BudgetBook;

/** The budgets and the prices by which it is decided: one state of both. */
record Books(BudgetBook budgets, PriceBook prices) {

    /** Which state of the two books is the latest. */
    record Versions(long budgets, long prices) {}

    Versions versions() {
        return new Versions(budgets.version(), prices.version());
    }
}
