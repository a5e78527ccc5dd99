package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetReader;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.budget.CarryOver;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads how budgets stand: by their keys, and from what a tick has left, whatever the size of the ledger. */
@ApplicationScoped
public class BudgetStatusReader {
    private static final String REPORT = "budget_status";
    private static final int MOST_PERIODS = 400;

    private final LedgerViews views;
    private final BudgetReader budgets;

    public BudgetStatusReader(LedgerViews views, BudgetReader budgets) {
        this.views = views;
        this.budgets = budgets;
    }

    /** How one of a tenant stands; refused where the tenant has none of that id. */
    BudgetStanding standing(String tenant, UUID id, Instant now) {
        Budget budget = budgets.find(tenant, id);
        return views.read(REPORT, connection -> standing(connection, budget, now));
    }

    private static BudgetStanding standing(Connection connection, Budget budget, Instant now) throws SQLException {
        Instant asOf = WatchPosition.asOf(PositionTable.all(connection), now);
        BudgetSpan span = budget.days().spanOf(now).orElse(null);
        if (span == null) {
            return new BudgetStanding(budget, now, null, null, null, null, asOf);
        }
        StateKey key = StateKey.of(budget, span);
        BudgetState state = StateTable.read(connection, List.of(key)).get(key);
        return new BudgetStanding(
                budget,
                now,
                span,
                state,
                state == null ? null : spentWhy(connection, state),
                limitWhy(connection, budget, key),
                asOf);
    }

    /** Only where a rate is missing is anything read for it. */
    private static @Nullable String spentWhy(Connection connection, BudgetState state) throws SQLException {
        if (state.used() != null || state.currency() == null) {
            return null;
        }
        PeriodUsage usage =
                UsageTable.read(connection, List.of(state.key())).getOrDefault(state.key(), new PeriodUsage());
        Exchange exchange = new RateReader().exchange(connection, state.currency(), usage);
        usage.costPico(state.currency(), exchange);
        try {
            exchange.conversions();
            return "exchange rates have just been published: it is about to be converted";
        } catch (ReportProblem lacking) { // its words are what is told
            return lacking.getMessage();
        }
    }

    private static @Nullable String limitWhy(Connection connection, Budget budget, StateKey key) throws SQLException {
        if (budget.carryOver() == CarryOver.NONE) {
            return null;
        }
        BudgetState before = StateTable.before(connection, List.of(key)).get(key.budgetKey());
        return before != null && before.used() == null
                ? "what the period before left is not known, because an exchange rate is missing: nothing is handed on until"
                        + " it is there"
                : null;
    }

    /** The periods of a budget that have begun, the latest first. */
    List<BudgetState> periods(Budget budget, Instant now) {
        return views.read(REPORT, connection -> StateTable.past(connection, BudgetKey.of(budget), now, MOST_PERIODS));
    }

    Budget budget(String tenant, UUID id) {
        return budgets.find(tenant, id);
    }

    /** How far the journal has been read. */
    List<WatchPosition> positions() {
        return views.read(REPORT, PositionTable::all);
    }
}
