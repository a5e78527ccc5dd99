package io.tokenledger.report.budget;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds budgets. */
@ApplicationScoped
public class BudgetReader {
    private static final String REPORT = "budgets";

    private final LedgerViews database;

    public BudgetReader(LedgerViews database) {
        this.database = database;
    }

    /** All of a tenant, by name. */
    public List<Budget> of(String tenant) {
        return database.read(REPORT, connection -> BudgetTable.read(connection, tenant, null));
    }

    /** The one of that id; refused where the tenant has none, also where another tenant has. */
    public Budget find(String tenant, UUID id) {
        List<Budget> found = database.read(REPORT, connection -> BudgetTable.read(connection, tenant, id));
        if (found.isEmpty()) {
            throw ReportError.BUDGET_UNKNOWN.because("tenant '" + tenant + "' has no budget " + id);
        }
        return found.getFirst();
    }
}
