package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.watch.EntryReader.EntrySum;
import io.tokenledger.report.watch.StateWriter.Addition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds what the journal says to the budgets that it counts for. */
final class ChangeWriter {
    private final StateWriter states;
    private final Matching matching;

    ChangeWriter(StateWriter states, Matching matching) {
        this.states = states;
        this.matching = matching;
    }

    /** What is added to which period of which budget. */
    private record Additions(SortedMap<StateKey, PeriodUsage> usage, Map<StateKey, Period> periods) {
        private record Period(Budget budget, BudgetSpan span) {}

        static Additions none() {
            return new Additions(new TreeMap<>(), new HashMap<>());
        }

        /** The accounted time decides which period it counts in; outside the budget's days it is no business of it. */
        void add(Budget budget, Instant bucketStart, UsageCell cell, UsageSum sum) {
            budget.days().spanOf(bucketStart).ifPresent(span -> {
                StateKey key = StateKey.of(budget, span);
                usage.computeIfAbsent(key, _ -> new PeriodUsage()).add(cell, sum);
                periods.putIfAbsent(key, new Period(budget, span));
            });
        }

        Budget budget(StateKey key) {
            return Objects.requireNonNull(periods.get(key), "each has its period")
                    .budget();
        }

        BudgetSpan span(StateKey key) {
            return Objects.requireNonNull(periods.get(key), "each has its period")
                    .span();
        }
    }

    /** How many lines of the journal there were. */
    int apply(Connection connection, Tick tick) throws SQLException {
        List<Change> changes =
                JournalReader.changes(connection, tick.reach(), tick.book().tenants());
        if (changes.isEmpty()) {
            return 0;
        }
        Additions additions = Additions.none();
        ofAttributes(connection, tick, changes, additions);
        Set<String> tenants = new HashSet<>();
        changes.forEach(change -> tenants.add(change.tenant()));
        for (String tenant : tenants) {
            ofEntries(connection, tick, tenant, additions);
        }
        states.add(connection, tick, movable(connection, tick, additions));
        return changes.size();
    }

    private void ofAttributes(Connection connection, Tick tick, List<Change> changes, Additions additions)
            throws SQLException {
        Set<DimensionKey> unknown = new HashSet<>();
        for (Change change : changes) {
            DimensionKey id = new DimensionKey(change.tenant(), change.dimension());
            if (matching.of(tick.book(), id).isEmpty()) {
                unknown.add(id);
            }
        }
        if (!unknown.isEmpty()) {
            DimensionReader.read(connection, unknown)
                    .forEach((id, attribution) -> matching.learn(tick.book(), id, attribution));
        }
        for (Change change : changes) {
            DimensionKey id = new DimensionKey(change.tenant(), change.dimension());
            List<Budget> budgets = matching.of(tick.book(), id)
                    .orElseThrow(() -> new SQLException("the ledger has no dimension " + id));
            budgets.forEach(budget -> additions.add(budget, change.bucketStart(), change.cell(), change.sum()));
        }
    }

    /** For scopes of users and tags, which only the entries know. */
    private static void ofEntries(Connection connection, Tick tick, String tenant, Additions additions)
            throws SQLException {
        List<Budget> budgets = tick.book().needingEntries(tenant);
        if (budgets.isEmpty()) {
            return;
        }
        for (EntrySum entry : EntryReader.sums(connection, tick.reach(), tenant, tags(budgets))) {
            for (Budget budget : tick.book().holding(tenant, entry.attribution())) {
                if (budget.onlyInEntries()) {
                    additions.add(budget, entry.bucketStart(), entry.cell(), entry.sum());
                }
            }
        }
    }

    static List<Dimension.Tag> tags(List<Budget> budgets) {
        return budgets.stream()
                .flatMap(budget -> budget.scope().keySet().stream())
                .distinct()
                .sorted()
                .map(Dimension::named)
                .filter(Dimension.Tag.class::isInstance)
                .map(Dimension.Tag.class::cast)
                .toList();
    }

    /** With the states as they are. What is to be summed up is left out, and so is what was measured otherwise. */
    private static SortedMap<StateKey, Addition> movable(Connection connection, Tick tick, Additions additions)
            throws SQLException {
        List<StateKey> keys = new ArrayList<>(additions.usage().keySet());
        keys.removeIf(tick.memory().due()::contains);
        Map<StateKey, BudgetState> known = StateTable.read(connection, keys);
        SortedMap<StateKey, Addition> movable = new TreeMap<>();
        List<StateKey> unheardOf = new ArrayList<>();
        for (StateKey key : keys) {
            Watched watched = Objects.requireNonNull(
                    tick.memory().watched().get(key.budgetKey()), "what is in the book is watched");
            Budget budget = additions.budget(key);
            BudgetState state = known.get(key);
            if (state == null && key.periodStart().isBefore(watched.knownFrom())) {
                unheardOf.add(key);
            } else if (state == null || watched.moves(state)) {
                BudgetState before =
                        state == null ? BudgetState.unused(budget, additions.span(key), tick.now()) : state;
                movable.put(
                        key,
                        new Addition(
                                budget,
                                before,
                                Objects.requireNonNull(additions.usage().get(key))));
            }
        }
        if (!unheardOf.isEmpty()) { // late, of a period from before it was watched: summed up when all is read
            WatchedTable.addDue(connection, unheardOf);
            tick.memory().due().addAll(unheardOf);
        }
        return movable;
    }
}
