package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetBook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which budgets a dimension of the journal counts for: kept as long as the budgets are the same. */
final class Matching {
    /** More than anybody uses within days; then it is begun anew. */
    private static final int MOST = 200_000;

    private final Map<DimensionKey, List<Budget>> budgets = new HashMap<>();
    private long version = -1;

    /** Empty where the dimension has not been looked up yet. */
    Optional<List<Budget>> of(BudgetBook book, DimensionKey id) {
        if (version != book.version() || budgets.size() > MOST) {
            budgets.clear();
            version = book.version();
        }
        return Optional.ofNullable(budgets.get(id));
    }

    List<Budget> learn(BudgetBook book, DimensionKey id, Map<String, String> attribution) {
        List<Budget> holding = book.holding(id.tenant(), attribution);
        budgets.put(id, holding);
        return holding;
    }
}
