package io.tokenledger.report.outlook;

import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetBookReader;
import io.tokenledger.report.budget.BudgetPeriod;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.outlook.DueForecastTable.Age;
import io.tokenledger.report.outlook.DueForecastTable.Due;
import io.tokenledger.report.outlook.DueForecastTable.State;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.problem.Blame;
import io.tokenledger.report.problem.ReportProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** Finds where budgets' running periods are expected to end: each from one state of the ledger, the prices and the budget. */
@ApplicationScoped
public class BudgetForecastReader {
    private static final String REPORT = "budget_forecast";

    private final LedgerViews ledger;
    private final OutlookReader outlooks;
    private final BudgetBookReader budgets;
    private final PriceBookReader prices;

    public BudgetForecastReader(
            LedgerViews ledger, OutlookReader outlooks, BudgetBookReader budgets, PriceBookReader prices) {
        this.ledger = ledger;
        this.outlooks = outlooks;
        this.budgets = budgets;
        this.prices = prices;
    }

    /** What is said of a budget, and what it takes to decide whether somebody should know. */
    record Looked(BudgetStanding standing, BudgetForecast forecast, List<Contributor> contributors) {}

    /** The periods whose forecasts are to be made now. */
    List<Due> due(Age age, int most) {
        return ledger.read(
                REPORT,
                connection -> DueForecastTable.due(
                        connection, age, prices.current(connection).version(), most));
    }

    /** What is expected of a budget's period now; empty where the budget or its state is not there any more, or not so. */
    Optional<Looked> look(Due due, Instant now) {
        return ledger.read(REPORT, connection -> look(connection, due, now));
    }

    private Optional<Looked> look(Connection connection, Due due, Instant now) throws SQLException {
        Optional<Budget> budget = budgets.current(connection).find(due.tenant(), due.budget());
        Optional<State> state = DueForecastTable.state(connection, due);
        if (budget.isEmpty() || state.isEmpty()) {
            return Optional.empty();
        }
        Optional<BudgetSpan> span = budget.get().days().spanOf(now);
        if (span.isEmpty()
                || !span.get().from().equals(due.periodStart())
                || state.get().revision() != budget.get().revision()) {
            return Optional.empty(); // the state will follow, and the period be due again
        }
        var standing = new BudgetStanding(
                budget.get(),
                span.get(),
                state.get().limit(),
                state.get().carried(),
                state.get().used(),
                state.get().measuredSince());
        return Optional.of(looked(connection, standing, due, now));
    }

    private Looked looked(Connection connection, BudgetStanding standing, Due due, Instant now) throws SQLException {
        BudgetForecast before = BudgetForecastTable.find(connection, due.tenant(), due.budget(), due.periodStart())
                .orElse(null);
        try {
            Outlook outlook = outlooks.answer(connection, question(standing, now));
            return new Looked(
                    standing,
                    new BudgetCourse(standing, outlook, before).forecast(),
                    ForecastContributors.of(outlook, standing));
        } catch (ReportProblem problem) {
            if (problem.error().blame() != Blame.CALLER) {
                throw problem;
            }
            return new Looked(standing, unsaid(connection, standing, problem.detail(), now), List.of());
        }
    }

    /** A rate of exchange is missing, or there are too many models, or the period ends too far ahead: told, not tried on. */
    private BudgetForecast unsaid(Connection connection, BudgetStanding standing, String why, Instant now)
            throws SQLException {
        return new BudgetForecast(
                standing.budget().tenant(),
                standing.budget().id(),
                standing.span().from(),
                standing.span().to(),
                now,
                standing.budget().revision(),
                prices.current(connection).version(),
                standing.unit(),
                standing.used(),
                null,
                null,
                List.of(),
                why);
    }

    /** To the end of the running period, by days; of a day by hours. */
    private static OutlookQuestion question(BudgetStanding standing, Instant now) {
        Budget budget = standing.budget();
        ZonedDateTime from = standing.span().from().atZone(budget.zone());
        ZonedDateTime to = standing.span().to().atZone(budget.zone());
        return new OutlookQuestion(
                now,
                budget.zone(),
                budget.period() == BudgetPeriod.DAY ? Step.HOUR : Step.DAY,
                null,
                new Horizon.Between(from, to),
                List.of(),
                budget.filters(),
                budget.currency());
    }
}
