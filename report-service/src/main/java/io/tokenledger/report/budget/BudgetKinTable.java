package io.tokenledger.report.budget;

import io.tokenledger.report.problem.ReportError;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a budget stands among the others of its tenant. All above it are locked, from the parent up: so the children of one
 * parent are changed one after the other, each seeing the others, and no two changes close a circle together.
 */
final class BudgetKinTable {
    private BudgetKinTable() {}

    /** Refuses a budget that does not fit under its parent, or that its children do not fit under. It is itself locked, if it is there. */
    static void check(Connection connection, Budget budget, Instant now) throws SQLException {
        LocalDate today = LocalDate.ofInstant(now, budget.zone());
        Budget parent = lockAncestors(connection, budget);
        if (parent != null) {
            List<Budget> siblings = new ArrayList<>(BudgetListTable.children(connection, parent));
            siblings.removeIf(sibling -> sibling.id().equals(budget.id()));
            siblings.add(budget);
            new BudgetFamily(parent, siblings).check(today);
        }
        new BudgetFamily(budget, BudgetListTable.children(connection, budget)).check(today);
    }

    /** The parent; null: it has none. */
    private static @Nullable Budget lockAncestors(Connection connection, Budget budget) throws SQLException {
        UUID id = budget.place().parent();
        Budget parent = null;
        List<String> way = new ArrayList<>(List.of("'" + budget.name() + "'"));
        while (id != null) {
            if (id.equals(budget.id())) {
                throw ReportError.BUDGET_PARENT_CIRCLE.because(
                        "parent is " + budget.place().parent() + ": the budget would be above itself, by way of "
                                + String.join(", ", way));
            }
            Budget above = lock(connection, budget, id);
            way.add("'" + above.name() + "'");
            parent = parent == null ? above : parent;
            id = above.place().parent();
        }
        return parent;
    }

    private static Budget lock(Connection connection, Budget budget, UUID id) throws SQLException {
        Budget above = BudgetTable.lock(connection, budget.tenant(), id)
                .orElseThrow(() -> ReportError.BUDGET_PARENT_UNKNOWN.because(
                        "parent is " + id + ": tenant '" + budget.tenant() + "' has no such budget"));
        if (above.archivedAt() != null) {
            throw ReportError.BUDGET_PARENT_UNKNOWN.because(
                    "parent is " + id + ": budget '" + above.name() + "' is archived");
        }
        return above;
    }
}
