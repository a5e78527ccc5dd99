package io.tokenledger.report.budget;

import io.tokenledger.report.budget.BudgetRevision.Action;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds budgets. */
@ApplicationScoped
public class BudgetReader {
    private static final String REPORT = "budgets";
    private static final int ROWS_AT_ONCE = 1_000;

    private final LedgerViews database;

    public BudgetReader(LedgerViews database) {
        this.database = database;
    }

    /** The one of that id, also an archived one; refused where the tenant has none, also where another tenant has. */
    public Budget find(String tenant, UUID id) {
        return database.read(REPORT, connection -> BudgetListTable.find(connection, tenant, id))
                .orElseThrow(() -> unknown(tenant, id));
    }

    /** The one of that name that is not archived. */
    public Optional<Budget> named(String tenant, String name) {
        return database.read(REPORT, connection -> BudgetListTable.named(connection, tenant, name));
    }

    static RuntimeException unknown(String tenant, UUID id) {
        return ReportError.BUDGET_UNKNOWN.because("tenant '" + tenant + "' has no budget " + id);
    }

    /** A page of those asked for, by name. */
    public BudgetPage page(BudgetSelection asked) {
        return database.read(REPORT, connection -> {
            List<Budget> found = BudgetListTable.page(connection, asked, asked.limit() + 1);
            boolean more = found.size() > asked.limit();
            List<Budget> page = more ? found.subList(0, asked.limit()) : found;
            return new BudgetPage(List.copyOf(page), more ? page.getLast().id() : null);
        });
    }

    /** Who has budgets that are not archived. */
    public List<String> tenants() {
        return database.read(REPORT, BudgetListTable::tenants);
    }

    /** All of a tenant that are not archived, by name. */
    public List<Budget> of(String tenant) {
        return database.read(REPORT, connection -> {
            List<Budget> all = new ArrayList<>();
            List<Budget> found;
            BudgetSelection asked = BudgetSelection.of(tenant);
            do {
                found = BudgetListTable.page(connection, asked, ROWS_AT_ONCE);
                all.addAll(found);
                asked = asked.behind(all.isEmpty() ? null : all.getLast().id());
            } while (found.size() == ROWS_AT_ONCE);
            return all;
        });
    }

    /** What it was, from the first revision on. */
    public List<BudgetRevision> history(Budget budget) {
        List<BudgetRevision> kept = database.read(REPORT, connection -> BudgetRevisionTable.read(connection, budget));
        // It is older than the keeping of revisions, and nobody has changed it since.
        return kept.isEmpty() ? List.of(BudgetRevision.of(budget, Action.CREATED, Said.NOTHING)) : kept;
    }
}
