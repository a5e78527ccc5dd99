package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.CarryOver;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Moves states, hands on what their periods leave, and looks at their thresholds. */
final class StateWriter {
    private final AlarmWriter alarms;

    StateWriter(AlarmWriter alarms) {
        this.alarms = alarms;
    }

    /** A state before, and what the journal adds to it. */
    record Addition(Budget budget, BudgetState before, PeriodUsage more) {}

    /** Adds to what is there. */
    void add(Connection connection, Tick tick, SortedMap<StateKey, Addition> additions) throws SQLException {
        SortedMap<StateKey, PeriodUsage> more = new TreeMap<>();
        additions.forEach((key, addition) -> more.put(key, addition.more()));
        UsageTable.add(connection, more);
        Map<StateKey, PeriodUsage> converted = UsageTable.read(
                connection,
                additions.entrySet().stream()
                        .filter(addition -> converts(addition.getValue()))
                        .map(Map.Entry::getKey)
                        .toList());
        List<Moved> moved = new ArrayList<>();
        for (Addition addition : additions.values()) {
            BudgetState before = addition.before();
            UsageSum total = addition.more().total();
            PeriodUsage whole = converted.get(before.key());
            BigInteger spent = whole == null ? spent(addition) : costPico(connection, tick, before.currency(), whole);
            moved.add(new Moved(addition.budget(), before, before.plus(total, spent, tick.now()), addition.more()));
        }
        noteCurrencies(connection, additions.values());
        keep(connection, tick, moved);
    }

    /** Where something is in another currency the period is converted as a whole: it is rounded once. */
    private static boolean converts(Addition addition) {
        String currency = addition.before().currency();
        return currency != null
                && (addition.before().spentPico() == null || addition.more().isForeignTo(currency));
    }

    private static @Nullable BigInteger spent(Addition addition) {
        BudgetState before = addition.before();
        return before.currency() == null
                ? null
                : Objects.requireNonNull(before.spentPico(), "what is not known is converted as a whole")
                        .add(addition.more().total().costPico());
    }

    /** What a period costs in the currency, as reports tell it; null where it is of tokens, or a rate is missing. */
    static @Nullable BigInteger costPico(Connection connection, Tick tick, @Nullable String currency, PeriodUsage usage)
            throws SQLException {
        if (currency == null) {
            return null;
        }
        return usage.costPico(currency, tick.rates().exchange(connection, currency, usage));
    }

    private static void noteCurrencies(Connection connection, Collection<Addition> additions) throws SQLException {
        Set<String> currencies = new HashSet<>();
        for (Addition addition : additions) {
            addCurrencies(currencies, addition.before().currency(), addition.more());
        }
        if (!currencies.isEmpty()) {
            RateReader.note(connection, currencies);
        }
    }

    static void addCurrencies(Set<String> currencies, @Nullable String to, PeriodUsage usage) {
        if (to != null && usage.isForeignTo(to)) {
            currencies.add(to);
            usage.cells().forEach((cell, sum) -> {
                if (PeriodUsage.isForeign(cell, sum, to)) {
                    currencies.add(cell.currency());
                }
            });
        }
    }

    /** Writes them, hands on what periods that are over leave, and looks at the thresholds of all that has moved. */
    void keep(Connection connection, Tick tick, List<Moved> moved) throws SQLException {
        StateTable.write(connection, moved.stream().map(Moved::after).toList());
        Map<BudgetKey, Budget> handing = new TreeMap<>();
        Map<BudgetKey, StateKey> from = new TreeMap<>();
        for (Moved one : moved) {
            if (one.budget().carryOver() != CarryOver.NONE && one.after().isOver(tick.now())) {
                StateKey key = one.after().key();
                handing.put(key.budgetKey(), one.budget());
                from.merge(key.budgetKey(), key, (left, right) -> left.compareTo(right) <= 0 ? left : right);
            }
        }
        alarms.evaluate(connection, tick, merged(moved, handOn(connection, tick, handing, from.values())));
    }

    /** Limits by what the periods before left, from these periods on; what is not of the budget's measure does not move. */
    List<Moved> handOn(Connection connection, Tick tick, Map<BudgetKey, Budget> budgets, Collection<StateKey> from)
            throws SQLException {
        List<Moved> moved = new ArrayList<>();
        for (var entry : StateTable.from(connection, from).entrySet()) {
            Budget budget = Objects.requireNonNull(budgets.get(entry.getKey()), "asked for by its key");
            Watched watched = Objects.requireNonNull(tick.memory().watched().get(entry.getKey()), "it is watched");
            List<BudgetState> periods =
                    entry.getValue().stream().filter(watched::moves).toList();
            Map<StateKey, BudgetState> before = new TreeMap<>();
            periods.forEach(state -> before.put(state.key(), state));
            for (BudgetState state : LimitChain.changed(budget.carryOver(), periods, tick.now())) {
                moved.add(Moved.otherwise(budget, before.get(state.key()), state));
            }
        }
        StateTable.write(connection, moved.stream().map(Moved::after).toList());
        return moved;
    }

    /** Each state once: what was added, and the limit that it has then. */
    private static Collection<Moved> merged(List<Moved> added, List<Moved> limited) {
        Map<StateKey, Moved> all = new TreeMap<>();
        added.forEach(one -> all.put(one.after().key(), one));
        limited.forEach(one -> all.merge(
                one.after().key(),
                one,
                (first, then) -> new Moved(first.budget(), first.before(), then.after(), first.added())));
        return all.values();
    }
}
