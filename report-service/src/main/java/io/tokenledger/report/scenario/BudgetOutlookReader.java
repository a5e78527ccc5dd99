package io.tokenledger.report.scenario;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.budget.BudgetReader;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.scenario.BudgetOutlook.Replayed;
import io.tokenledger.report.scenario.BudgetOutlook.Setting;
import io.tokenledger.report.scenario.BudgetOutlook.Spent;
import io.tokenledger.report.scenario.ScenarioBudgetTable.Attachment;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.usage.UsageRow;
import io.tokenledger.report.whatif.PriceBasis;
import io.tokenledger.report.whatif.Swap;
import io.tokenledger.report.whatif.WhatIfAnswer;
import io.tokenledger.report.whatif.WhatIfQuestion;
import io.tokenledger.report.whatif.WhatIfReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds scenarios against budgets: reads what was spent, and replays the last weeks of the budget's scope. */
@ApplicationScoped
public class BudgetOutlookReader {
    /** What a forecast looks back on. */
    private static final int WEEKS_OF_HISTORY = 12;

    private static final int MOST_DAYS_AHEAD = 366;
    private static final int MAX_DAYS = 1_000;
    private static final Dimension DAY = new Dimension.Calendar(Interval.DAY);

    private final LedgerViews database;
    private final BudgetReader budgets;
    private final UsageReader usage;
    private final WhatIfReader whatIf;

    public BudgetOutlookReader(LedgerViews database, BudgetReader budgets, UsageReader usage, WhatIfReader whatIf) {
        this.database = database;
        this.budgets = budgets;
        this.usage = usage;
        this.whatIf = whatIf;
    }

    /** A budget that a scenario is held against, and what came out. */
    record Held(Attachment attachment, Budget budget, BudgetOutlook outlook) {}

    /** What the budgets would come to that the scenario is held against. */
    public ScenarioBudgetsJson outlooks(Scenario scenario, Instant now) {
        return ScenarioBudgetsJson.of(scenario, held(scenario, now), now);
    }

    private List<Held> held(Scenario scenario, Instant now) {
        List<Attachment> attachments =
                database.read("budgets", connection -> ScenarioBudgetTable.counting(connection, scenario));
        return attachments.stream()
                .flatMap(attachment -> held(scenario, attachment, now).stream())
                .toList();
    }

    /** Refuses a move that no period of the budget could be told for, and a budget that is not the tenant's. */
    void check(Scenario scenario, ScenarioForm.Attaching attaching, Instant now) {
        Budget budget = budgets.find(scenario.tenant(), attaching.budget());
        if (budget.limit() instanceof Limit.Tokens) {
            throw ReportError.BUDGET_OF_TOKENS.because(
                    "budget '" + budget.name() + "' is of tokens: what a scenario saves is money");
        }
        if (budget.archivedAt() != null) {
            throw ReportError.BUDGET_ARCHIVED.because(
                    "budget '" + budget.name() + "' is archived: no scenario is held against it");
        }
        LocalDate today = LocalDate.ofInstant(now, budget.zone());
        LocalDate first = budget.days()
                .spanOf(today)
                .map(BudgetSpan::start)
                .orElse(budget.days().first());
        LocalDate last = last(budget, today);
        if (attaching.moveOn().isBefore(first) || attaching.moveOn().isAfter(last)) {
            throw ReportError.MOVE_OUTSIDE_PERIOD.because("move_on is " + attaching.moveOn() + ": a day from " + first
                    + ", when the running " + budget.period().wireName() + " of budget '" + budget.name()
                    + "' began, to " + last + " is expected");
        }
    }

    /** Of the days that a move may be on: as far ahead as is told, and not after the budget. */
    private static LocalDate last(Budget budget, LocalDate today) {
        LocalDate last = today.plusDays(MOST_DAYS_AHEAD);
        LocalDate end = budget.days().end();
        return end == null || end.isAfter(last) ? last : end.minusDays(1);
    }

    /** Empty where there is nothing to hold it against any more: the budget is archived, or its days are others. */
    private Optional<Held> held(Scenario scenario, Attachment attachment, Instant now) {
        Budget budget = budgets.find(scenario.tenant(), attachment.budget());
        Optional<BudgetSpan> span = budget.days().spanOf(attachment.moveOn());
        if (budget.archivedAt() != null
                || span.isEmpty()
                || !(budget.limit() instanceof Limit.Money(var limitPico, var currency))) {
            return Optional.empty();
        }
        var setting = new Setting(
                budget, span.get(), limitPico, attachment.moveOn(), LocalDate.ofInstant(now, budget.zone()));
        Spent spent = spent(setting, currency);
        boolean over = !setting.end().isAfter(setting.today());
        Replayed replayed = over ? null : replayed(setting, currency, scenario.questionAt(now), now);
        return Optional.of(new Held(attachment, budget, BudgetOutlook.of(setting, spent, replayed)));
    }

    private Spent spent(Setting setting, String currency) {
        LocalDate tomorrow = setting.today().plusDays(1);
        LocalDate end = setting.end().isBefore(tomorrow) ? setting.end() : tomorrow;
        if (!end.isAfter(setting.start())) {
            return new Spent(Map.of(), BigInteger.ZERO, 0);
        }
        Budget budget = setting.budget();
        var query =
                new UsageQuery(period(setting.start(), end, budget.zone()), List.of(DAY), budget.filters(), currency);
        Map<LocalDate, BigInteger> pico = new HashMap<>();
        List<UsageRow> rows = usage.read("budgets", query, MAX_DAYS).rows();
        rows.forEach(row -> pico.put(day(row.group().getFirst()), row.usage().pricedCostPico()));
        Usage total = UsageRow.total(rows);
        return new Spent(pico, total.knownCostPico().orElse(null), total.unpricedRequests());
    }

    /**
     * The days before today in the budget's scope, each request at the prices of now, where it was and where the scenario
     * takes it. What the scenario filters by narrows its swaps and not the scope, so that the whole budget is replayed.
     */
    private Replayed replayed(Setting setting, String currency, WhatIfQuestion scenario, Instant now) {
        Budget budget = setting.budget();
        LocalDate today = setting.today();
        var query = new UsageQuery(
                period(today.minusWeeks(WEEKS_OF_HISTORY), today, budget.zone()),
                List.of(DAY),
                budget.filters(),
                currency);
        List<Swap> swaps = scenario.swaps().stream()
                .map(swap -> within(swap, scenario.usage().filters()))
                .toList();
        WhatIfAnswer answer = whatIf.answer(new WhatIfQuestion(query, swaps, new PriceBasis(now, false)));
        return BudgetOutlook.replayed(today, answer);
    }

    private static Swap within(Swap swap, List<Filter> filters) {
        List<Filter> from = new ArrayList<>(swap.from());
        filters.stream().filter(filter -> !from.contains(filter)).forEach(from::add);
        return new Swap(swap.name(), from, swap.to(), swap.share(), swap.set(), swap.cachedInput(), swap.inputKept());
    }

    private static LocalDate day(@Nullable String label) {
        return LocalDate.parse(Objects.requireNonNull(label, "every line has a day"));
    }

    private static Period period(LocalDate from, LocalDate to, ZoneId zone) {
        return new Period(
                from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant(), zone);
    }
}
