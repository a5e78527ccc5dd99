package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.budget.CarryOver;
import io.tokenledger.report.watch.SumReader.DaySum;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes states from the ledger's sums, in a tick that has read all of the journal: then both tell the same. All budgets of a
 * tenant and a span are summed up together, but those of users and tags.
 */
final class StartWriter {
    private static final long NANOS_OF_A_MILLI = 1_000_000;

    private final StateWriter states;

    StartWriter(StateWriter states) {
        this.states = states;
    }

    /** What is read at once. */
    private record Batch(String tenant, BudgetSpan span) implements Comparable<Batch> {
        private static final Comparator<Batch> ORDER = Comparator.comparing(Batch::tenant)
                .thenComparing(batch -> batch.span().from())
                .thenComparing(batch -> batch.span().to())
                .thenComparing(batch -> batch.span().zone().getId());

        @Override
        public int compareTo(Batch other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Some of what is due; the rest is left to the next tick. Of a tenant everything or nothing: periods hand on to each other.
     *
     * @param millis when it is enough; one tenant is always done
     */
    void start(Connection connection, Tick tick, long millis) throws SQLException {
        long end = System.nanoTime() + millis * NANOS_OF_A_MILLI;
        List<StateKey> done = new ArrayList<>();
        List<Moved> started = new ArrayList<>();
        String tenant = null;
        for (var batch : batches(tick, done).entrySet()) {
            boolean another = !batch.getKey().tenant().equals(tenant);
            if (tenant != null && another && System.nanoTime() > end) {
                break;
            }
            tenant = batch.getKey().tenant();
            started.addAll(started(connection, tick, batch.getKey(), batch.getValue()));
            batch.getValue()
                    .forEach(budget ->
                            done.add(StateKey.of(budget, batch.getKey().span())));
        }
        WatchedTable.deleteDue(connection, done);
        done.forEach(tick.memory().due()::remove);
        states.keep(connection, tick, handedOn(connection, tick, started));
    }

    /** What is due of the budgets that there are. What is due of no budget, or of no period that it has, is done. */
    private static SortedMap<Batch, List<Budget>> batches(Tick tick, List<StateKey> done) {
        SortedMap<Batch, List<Budget>> batches = new TreeMap<>();
        for (StateKey key : tick.memory().due()) {
            Budget budget = tick.book().find(key.tenant(), key.budget()).orElse(null);
            BudgetSpan span = budget == null
                    ? null
                    : budget.days().spanOf(key.periodStart()).orElse(null);
            if (budget == null || span == null || !span.from().equals(key.periodStart())) {
                done.add(key);
            } else {
                batches.computeIfAbsent(new Batch(key.tenant(), span), _ -> new ArrayList<>())
                        .add(budget);
            }
        }
        return batches;
    }

    private static List<Moved> started(Connection connection, Tick tick, Batch batch, List<Budget> budgets)
            throws SQLException {
        SortedMap<StateKey, PeriodUsage> usage = new TreeMap<>();
        Map<StateKey, Budget> byKey = new HashMap<>();
        for (Budget budget : budgets) {
            StateKey key = StateKey.of(budget, batch.span());
            byKey.put(key, budget);
            usage.put(
                    key,
                    budget.onlyInEntries() ? SumReader.ofEntries(connection, budget, batch.span()) : new PeriodUsage());
        }
        if (!budgets.stream().allMatch(Budget::onlyInEntries)) {
            ofAttributes(connection, tick, batch, usage);
        }
        UsageTable.delete(connection, usage.keySet());
        UsageTable.add(connection, usage);
        return states(connection, tick, batch.span(), usage, byKey);
    }

    private static void ofAttributes(
            Connection connection, Tick tick, Batch batch, SortedMap<StateKey, PeriodUsage> usage) throws SQLException {
        for (DaySum day : SumReader.byAttributes(connection, batch.tenant(), batch.span())) {
            for (Budget budget : tick.book().holding(batch.tenant(), day.attribution())) {
                PeriodUsage of = usage.get(StateKey.of(budget, batch.span()));
                if (of != null) {
                    of.add(day.cell(), day.sum());
                }
            }
        }
    }

    private static List<Moved> states(
            Connection connection,
            Tick tick,
            BudgetSpan span,
            SortedMap<StateKey, PeriodUsage> usage,
            Map<StateKey, Budget> byKey)
            throws SQLException {
        Map<StateKey, BudgetState> known = StateTable.read(connection, usage.keySet());
        List<Moved> started = new ArrayList<>();
        Set<String> currencies = new HashSet<>();
        for (var entry : usage.entrySet()) {
            Budget budget = Objects.requireNonNull(byKey.get(entry.getKey()));
            PeriodUsage of = entry.getValue();
            if (of.isEmpty() && span.from().isAfter(tick.now())) {
                continue; // the next period, which nothing was booked ahead into
            }
            BudgetState before = moving(tick, known.get(entry.getKey()));
            BigInteger spent = StateWriter.costPico(connection, tick, budget.currency(), of);
            BudgetState after = unused(budget, span, before, tick).plus(of.total(), spent, tick.now());
            started.add(Moved.otherwise(budget, before, after));
            StateWriter.addCurrencies(currencies, budget.currency(), of);
        }
        if (!currencies.isEmpty()) {
            RateReader.note(connection, currencies);
        }
        return started;
    }

    private static @Nullable BudgetState moving(Tick tick, @Nullable BudgetState known) {
        if (known == null) {
            return null;
        }
        Watched watched = tick.memory().watched().get(known.key().budgetKey());
        return watched != null && watched.moves(known) ? known : null;
    }

    /** A period that is over keeps the limit that it had. */
    private static BudgetState unused(Budget budget, BudgetSpan span, @Nullable BudgetState before, Tick tick) {
        BudgetState unused = BudgetState.unused(budget, span, tick.now());
        if (before == null) {
            return unused;
        }
        return before.isOver(tick.now())
                ? unused.limited(before.revision(), before.amount(), before.carried(), tick.now())
                : unused.limited(
                        budget.revision(),
                        unused.amount(),
                        before.carried().max(unused.amount().negate()),
                        tick.now());
    }

    /** With the limits that the periods of a budget hand on, from the first one. */
    private List<Moved> handedOn(Connection connection, Tick tick, List<Moved> started) throws SQLException {
        StateTable.write(connection, started.stream().map(Moved::after).toList());
        Map<BudgetKey, Budget> handing = new TreeMap<>();
        Map<StateKey, Moved> all = new TreeMap<>();
        for (Moved one : started) {
            all.put(one.after().key(), one);
            if (one.budget().carryOver() != CarryOver.NONE) {
                handing.put(BudgetKey.of(one.budget()), one.budget());
            }
        }
        List<StateKey> first = handing.values().stream()
                .map(budget -> StateKey.of(budget, BookWriter.first(budget)))
                .toList();
        for (Moved one : states.handOn(connection, tick, handing, first)) {
            all.merge(
                    one.after().key(),
                    one,
                    (start, limited) -> Moved.otherwise(start.budget(), start.before(), limited.after()));
        }
        return List.copyOf(all.values());
    }
}
