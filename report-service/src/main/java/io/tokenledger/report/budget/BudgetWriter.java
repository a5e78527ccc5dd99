package io.tokenledger.report.budget;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Creates budgets. */
@ApplicationScoped
public class BudgetWriter {
    private final ReportingStore store;

    public BudgetWriter(ReportingStore store) {
        this.store = store;
    }

    /** Refused where the tenant has another of that name. */
    void create(Budget budget) {
        boolean created = store.write(connection -> BudgetTable.insert(connection, budget));
        if (!created) {
            throw ReportError.NAME_TAKEN.because(
                    "tenant '" + budget.tenant() + "' has a budget named '" + budget.name() + "'");
        }
    }
}
