package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.budget.CarryOver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Begins the periods whose time has come, hands on to them, and settles the alerts of those that are over. */
final class PeriodTurnWriter {
    private final StateWriter states;
    private final AlarmWriter alarms;

    PeriodTurnWriter(StateWriter states, AlarmWriter alarms) {
        this.states = states;
        this.alarms = alarms;
    }

    /** A budget whose period has begun since it was looked at last. */
    private record Begun(Budget budget, StateKey key) {}

    void turn(Connection connection, Tick tick) throws SQLException {
        Map<BudgetKey, Begun> begun = begun(tick);
        List<StateKey> keys = begun.values().stream().map(Begun::key).toList();
        Map<StateKey, BudgetState> known = StateTable.read(connection, keys);
        Map<BudgetKey, BudgetState> before = StateTable.before(connection, keys);
        List<BudgetState> fresh = new ArrayList<>();
        for (Begun one : begun.values()) {
            if (!known.containsKey(one.key())) {
                fresh.addAll(unused(tick, one, before.get(one.key().budgetKey())));
            }
        }
        StateTable.write(connection, fresh);
        handOn(connection, tick, begun, before);
        look(connection, tick, begun.values());
        alarms.settleOver(connection, tick.now());
    }

    /** Those that are to be summed up are begun by that. */
    private static Map<BudgetKey, Begun> begun(Tick tick) {
        Map<BudgetKey, Begun> begun = new TreeMap<>();
        for (String tenant : tick.book().tenants()) {
            for (Budget budget : tick.book().of(tenant)) {
                Optional<BudgetSpan> running = budget.days().spanOf(tick.now());
                if (running.isPresent()
                        && running.get().from().isAfter(tick.memory().comparedAt())) {
                    StateKey key = StateKey.of(budget, running.get());
                    if (!tick.memory().due().contains(key)) {
                        begun.put(key.budgetKey(), new Begun(budget, key));
                    }
                }
            }
        }
        return begun;
    }

    /** From the last state on to the running period, also where nobody watched when one began: nothing was used in them. */
    private static List<BudgetState> unused(Tick tick, Begun begun, @Nullable BudgetState last) {
        Watched watched = Objects.requireNonNull(
                tick.memory().watched().get(begun.key().budgetKey()), "what is in the book is watched");
        List<BudgetState> unused = new ArrayList<>();
        var at =
                last == null || last.periodEnd().isBefore(watched.knownFrom()) ? watched.knownFrom() : last.periodEnd();
        while (!at.isAfter(begun.key().periodStart())) {
            BudgetSpan span = begun.budget()
                    .days()
                    .spanOf(at)
                    .orElseThrow(() -> new IllegalStateException("no period between two periods: " + begun.key()));
            StateKey key = StateKey.of(begun.budget(), span);
            if (key.periodStart().equals(begun.key().periodStart())
                    || !tick.memory().due().contains(key)) {
                unused.add(BudgetState.unused(begun.budget(), span, tick.now()));
            }
            at = span.to();
        }
        return unused;
    }

    private void handOn(
            Connection connection, Tick tick, Map<BudgetKey, Begun> begun, Map<BudgetKey, BudgetState> before)
            throws SQLException {
        Map<BudgetKey, Budget> handing = new TreeMap<>();
        List<StateKey> from = new ArrayList<>();
        begun.forEach((key, one) -> {
            BudgetState last = before.get(key);
            if (one.budget().carryOver() != CarryOver.NONE && last != null) {
                handing.put(key, one.budget());
                from.add(last.key());
            }
        });
        states.handOn(connection, tick, handing, from);
    }

    /** What was booked ahead counts now. */
    private void look(Connection connection, Tick tick, Collection<Begun> begun) throws SQLException {
        List<StateKey> keys = begun.stream().map(Begun::key).toList();
        Map<StateKey, BudgetState> running = StateTable.read(connection, keys);
        List<Moved> moved = new ArrayList<>();
        for (Begun one : begun) {
            BudgetState state = running.get(one.key());
            if (state != null) {
                moved.add(Moved.otherwise(one.budget(), state, state));
            }
        }
        alarms.evaluate(connection, tick, moved);
    }
}
