package io.tokenledger.report.watch;

import io.tokenledger.report.alert.AlertPeriod;
import io.tokenledger.report.alert.AlertWriter;
import io.tokenledger.report.alert.CrossingEvent;
import io.tokenledger.report.alert.Finding;
import io.tokenledger.report.alert.Subject;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.watch.CrossingRule.Decision;
import io.tokenledger.report.watch.CrossingRule.Settled;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Raises what has crossed a threshold, and settles what no longer has, within the transaction of a tick. */
final class AlarmWriter {
    private static final int PERCENT_PLACES = 2;

    private final AlertWriter alerts;

    AlarmWriter(AlertWriter alerts) {
        this.alerts = alerts;
    }

    /** Looks at states that have moved; each once. */
    void evaluate(Connection connection, Tick tick, Collection<Moved> moved) throws SQLException {
        List<Moved> begun =
                moved.stream().filter(one -> one.after().hasBegun(tick.now())).toList();
        if (begun.isEmpty()) {
            return;
        }
        Map<StateKey, List<Crossing>> known = CrossingTable.read(
                connection, begun.stream().map(one -> one.after().key()).toList());
        for (Moved one : begun) {
            StateKey key = one.after().key();
            Watched watched = Objects.requireNonNull(tick.memory().watched().get(key.budgetKey()), "it is watched");
            Decision decision =
                    CrossingRule.decide(one, watched.measuredSince(), known.getOrDefault(key, List.of()), tick.now());
            settle(connection, decision.settled(), tick.now());
            if (!decision.raised().isEmpty()) {
                raise(connection, tick, one, decision.raised());
            }
        }
    }

    /** All that is not settled of periods that are over. */
    void settleOver(Connection connection, Instant now) throws SQLException {
        settleAll(connection, CrossingTable.over(connection, now), CrossingRule.PERIOD_OVER, now);
    }

    /** All that is not settled of these budgets. */
    void settleAll(Connection connection, List<Crossing> crossings, String why, Instant now) throws SQLException {
        settle(connection, crossings.stream().map(one -> new Settled(one, why)).toList(), now);
    }

    private void settle(Connection connection, List<Settled> settled, Instant now) throws SQLException {
        for (Settled one : settled) {
            Crossing crossing = one.crossing();
            alerts.settle(connection, crossing.state().tenant(), crossing.alert(), one.why(), now);
        }
        if (!settled.isEmpty()) {
            CrossingTable.settle(
                    connection, settled.stream().map(Settled::crossing).toList(), now);
        }
    }

    private void raise(Connection connection, Tick tick, Moved moved, List<Crossing> crossings) throws SQLException {
        BudgetState state = moved.after();
        PeriodUsage usage =
                UsageTable.read(connection, List.of(state.key())).getOrDefault(state.key(), new PeriodUsage());
        Exchange exchange = exchange(connection, tick, state, usage);
        Map<Threshold, CrossingEvent> events = events(connection, tick, moved, usage, exchange, crossings);
        var contributors = ContributorReader.top(connection, moved.budget(), state, exchange);
        for (Crossing crossing : crossings) {
            CrossingEvent event = events.get(crossing.threshold());
            Finding finding = new Finding(
                    CrossingRule.key(crossing.state(), crossing.rule()),
                    crossing.threshold().severity(),
                    new Subject("budget", moved.budget().id(), moved.budget().name()),
                    moved.budget().scope(),
                    new AlertPeriod(
                            state.key().periodStart(),
                            state.periodEnd(),
                            moved.budget().zone()),
                    figures(moved.budget(), state, crossing),
                    event == null ? tick.now() : event.occurredAt(),
                    event,
                    contributors,
                    moved.budget().alarms().channels());
            alerts.raise(connection, finding, tick.now());
            CrossingTable.raise(connection, crossing, tick.now());
        }
        if (state.isOver(tick.now())) {
            settleAll(connection, crossings, CrossingRule.PERIOD_OVER, tick.now());
        }
    }

    /** Knows the rates of all that the period holds, and held before this tick. */
    private static Exchange exchange(Connection connection, Tick tick, BudgetState state, PeriodUsage usage)
            throws SQLException {
        Set<String> currencies = new HashSet<>();
        usage.cells().keySet().forEach(cell -> currencies.add(cell.currency()));
        String currency = state.currency() == null ? "EUR" : state.currency(); // tokens are not converted
        return tick.rates().exchange(connection, currency, currencies);
    }

    private static Map<Threshold, CrossingEvent> events(
            Connection connection,
            Tick tick,
            Moved moved,
            PeriodUsage usage,
            Exchange exchange,
            List<Crossing> crossings)
            throws SQLException {
        boolean unknownBefore = moved.before() != null && moved.before().used() == null;
        if (moved.added().isEmpty() || unknownBefore) {
            return Map.of();
        }
        var before = new RunningSum(moved.after().currency(), usage.without(moved.added()), exchange);
        return CrossingReader.find(
                connection,
                tick.reach(),
                moved.budget(),
                moved.after(),
                before,
                crossings.stream().map(Crossing::threshold).toList());
    }

    private static Map<String, String> figures(Budget budget, BudgetState state, Crossing crossing) {
        BigInteger used = Objects.requireNonNull(state.used(), "nothing is raised of what is not known");
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("threshold", crossing.threshold().part().toPlainString());
        figures.put("spent", Threshold.exact(state, used));
        figures.put("limit", Threshold.exact(state, state.limit()));
        String percent = percent(used, state.limit());
        if (percent != null) {
            figures.put("percent", percent);
        }
        figures.put(state.currency() == null ? "unit" : "currency", state.unit());
        figures.put("period", budget.period().wireName());
        return figures;
    }

    /** Two places, towards zero: 99.999 % is not all of it. Null: of nothing. */
    static @Nullable String percent(BigInteger used, BigInteger limit) {
        return limit.signum() == 0
                ? null
                : new BigDecimal(used)
                        .movePointRight(2)
                        .divide(new BigDecimal(limit), PERCENT_PLACES, RoundingMode.DOWN)
                        .toPlainString();
    }
}
