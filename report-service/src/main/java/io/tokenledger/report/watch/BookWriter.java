package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.budget.CarryOver;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the budgets that there are with what is watched: when one was changed, and when a period begins or ends. */
final class BookWriter {
    private final StateWriter states;
    private final AlarmWriter alarms;

    BookWriter(StateWriter states, AlarmWriter alarms) {
        this.states = states;
        this.alarms = alarms;
    }

    void compare(Connection connection, Tick tick) throws SQLException {
        retire(connection, tick);
        List<Budget> fresh = new ArrayList<>();
        List<Budget> revised = new ArrayList<>();
        Instant turn = Instant.MAX;
        for (String tenant : tick.book().tenants()) {
            for (Budget budget : tick.book().of(tenant)) {
                Watched known = tick.memory().watched().get(BudgetKey.of(budget));
                if (known == null || !known.measure().equals(Measure.of(budget))) {
                    fresh.add(budget);
                } else if (known.revision() != budget.revision()) {
                    revised.add(budget);
                }
                Instant next = nextTurn(budget, tick.now());
                turn = next.isBefore(turn) ? next : turn;
            }
        }
        begin(connection, tick, fresh);
        revise(connection, tick, revised);
        new PeriodTurnWriter(states, alarms).turn(connection, tick);
        tick.memory().compared(tick.book().version(), tick.now(), turn);
    }

    /** The place in the journal is lost: every period that moves is summed up, and those that began meanwhile. */
    void sumUpAnew(Connection connection, Tick tick) throws SQLException {
        Set<StateKey> due = new HashSet<>(WatchedTable.moving(connection));
        for (Watched watched : tick.memory().watched().values()) {
            tick.book().find(watched.key().tenant(), watched.key().budget()).ifPresent(budget -> {
                LocalDate from = LocalDate.ofInstant(watched.knownFrom(), budget.zone());
                spans(budget, from, LocalDate.ofInstant(tick.now(), budget.zone()))
                        .forEach(span -> due.add(StateKey.of(budget, span)));
            });
        }
        WatchedTable.addDue(connection, due);
        tick.memory().due().addAll(due);
    }

    /** When its next period begins, or its last one ends. */
    private static Instant nextTurn(Budget budget, Instant now) {
        Optional<BudgetSpan> running = budget.days().spanOf(now);
        if (running.isPresent()) {
            return running.get().to();
        }
        Instant first = first(budget).from();
        return now.isBefore(first) ? first : Instant.MAX;
    }

    static BudgetSpan first(Budget budget) {
        return budget.days()
                .spanOf(budget.days().first())
                .orElseThrow(() -> new IllegalStateException("budget " + budget.id() + " has no first period"));
    }

    /** Those that were archived: their states stay as they are, their alerts are settled. */
    private void retire(Connection connection, Tick tick) throws SQLException {
        Map<BudgetKey, Watched> watched = tick.memory().watched();
        List<BudgetKey> gone = watched.keySet().stream()
                .filter(key -> tick.book().find(key.tenant(), key.budget()).isEmpty())
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        alarms.settleAll(connection, CrossingTable.open(connection, gone), "the budget was archived", tick.now());
        WatchedTable.delete(connection, gone);
        gone.forEach(watched::remove);
        forgetDue(connection, tick, Set.copyOf(gone));
    }

    private static void forgetDue(Connection connection, Tick tick, Set<BudgetKey> budgets) throws SQLException {
        List<StateKey> due = tick.memory().due().stream()
                .filter(key -> budgets.contains(key.budgetKey()))
                .toList();
        WatchedTable.deleteDue(connection, due);
        due.forEach(tick.memory().due()::remove);
    }

    /** New ones, and those that count something else from now on. What they counted in periods that are over stays. */
    private void begin(Connection connection, Tick tick, List<Budget> budgets) throws SQLException {
        if (budgets.isEmpty()) {
            return;
        }
        List<BudgetKey> keys = budgets.stream().map(BudgetKey::of).toList();
        alarms.settleAll(connection, CrossingTable.open(connection, keys), "the budget was changed", tick.now());
        List<StateKey> otherwise = new ArrayList<>();
        List<StateKey> fromNow = keys.stream()
                .map(key -> new StateKey(key.tenant(), key.budget(), Instant.EPOCH))
                .toList();
        for (List<BudgetState> known : StateTable.from(connection, fromNow).values()) {
            known.stream().filter(state -> !state.isOver(tick.now())).forEach(state -> otherwise.add(state.key()));
        }
        StateTable.delete(connection, otherwise);
        UsageTable.delete(connection, otherwise);
        forgetDue(connection, tick, Set.copyOf(keys));
        List<Watched> watched = new ArrayList<>();
        Set<StateKey> due = new HashSet<>();
        for (Budget budget : budgets) {
            List<BudgetSpan> spans = toSumUp(budget, tick.now());
            spans.forEach(span -> due.add(StateKey.of(budget, span)));
            Watched one = Watched.of(
                    budget, spans.isEmpty() ? tick.now() : spans.getFirst().from());
            watched.add(one);
            tick.memory().watched().put(one.key(), one);
        }
        WatchedTable.write(connection, watched, tick.now());
        WatchedTable.addDue(connection, due);
        tick.memory().due().addAll(due);
    }

    /**
     * The running period, all before it where they hand on to each other, and the next one, which something may have been
     * booked ahead into; in order.
     */
    static List<BudgetSpan> toSumUp(Budget budget, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, budget.zone());
        LocalDate first = budget.days().first();
        LocalDate from = budget.carryOver() == CarryOver.NONE && today.isAfter(first) ? today : first;
        return spans(budget, from, today);
    }

    /** From the one that holds a day to the first that begins after today, in order. */
    private static List<BudgetSpan> spans(Budget budget, LocalDate from, LocalDate today) {
        List<BudgetSpan> spans = new ArrayList<>();
        Optional<BudgetSpan> span = budget.days().spanOf(from);
        while (span.isPresent()) {
            spans.add(span.get());
            if (span.get().start().isAfter(today)) {
                break;
            }
            span = budget.days().spanOf(span.get().end());
        }
        return spans;
    }

    /** Those whose figures stay, and whose limit or thresholds may not. */
    private void revise(Connection connection, Tick tick, List<Budget> budgets) throws SQLException {
        Map<BudgetKey, Budget> byKey = new TreeMap<>();
        List<StateKey> running = new ArrayList<>();
        List<Watched> watched = new ArrayList<>();
        for (Budget budget : budgets) {
            byKey.put(BudgetKey.of(budget), budget);
            budget.days().spanOf(tick.now()).ifPresent(span -> running.add(StateKey.of(budget, span)));
            watched.add(Objects.requireNonNull(tick.memory().watched().get(BudgetKey.of(budget)))
                    .revised(budget));
        }
        WatchedTable.write(connection, watched, tick.now());
        watched.forEach(one -> tick.memory().watched().put(one.key(), one));
        Map<BudgetKey, BudgetState> before = StateTable.before(connection, running);
        List<Moved> moved = new ArrayList<>();
        StateTable.from(connection, running)
                .forEach((key, states) ->
                        moved.addAll(revised(tick, Objects.requireNonNull(byKey.get(key)), before.get(key), states)));
        states.keep(connection, tick, moved);
    }

    /** Periods that run or come, under the new amount and by what the period before left. */
    private static List<Moved> revised(
            Tick tick, Budget budget, @Nullable BudgetState before, List<BudgetState> periods) {
        BigInteger amount = BudgetState.amount(budget);
        Map<StateKey, Moved> revised = new TreeMap<>();
        List<BudgetState> chain = new ArrayList<>();
        if (before != null) {
            chain.add(before);
        }
        for (BudgetState state : periods) {
            BudgetState limited =
                    state.limited(budget.revision(), amount, state.carried().max(amount.negate()), tick.now());
            chain.add(limited);
            revised.put(state.key(), Moved.otherwise(budget, state, limited));
        }
        for (BudgetState limited : LimitChain.changed(budget.carryOver(), chain, tick.now())) {
            revised.computeIfPresent(limited.key(), (_, moved) -> Moved.otherwise(budget, moved.before(), limited));
        }
        return List.copyOf(revised.values());
    }
}
