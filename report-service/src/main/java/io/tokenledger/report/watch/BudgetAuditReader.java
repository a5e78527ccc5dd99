package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetBook;
import io.tokenledger.report.budget.BudgetBookReader;
import io.tokenledger.report.budget.BudgetSpan;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what budgets have come to against the ledger's entries, which the watch itself never sums up (but for users and
 * tags, where it begins): the running period and the one before it.
 */
@ApplicationScoped
public class BudgetAuditReader {
    private static final int PERIODS = 2;
    private static final String NO_CURRENCY = "XXX"; // ISO 4217
    private static final String TOKENS = "tokens";

    private final BudgetBookReader books;

    public BudgetAuditReader(BudgetBookReader books) {
        this.books = books;
    }

    /**
     * What differs. Empty where nothing can be said, because the watch has something left to do: the journal goes on beyond
     * what it has read, or one of these was changed or is to be summed up.
     *
     * @param connection sees one state of the database
     */
    Optional<List<Drift>> drift(Connection connection, List<BudgetKey> budgets, Instant now) throws SQLException {
        Reach reach = JournalReader.reach(connection, Integer.MAX_VALUE);
        if (!reach.isEmpty()) {
            return Optional.empty();
        }
        BudgetBook book = books.current(connection);
        Map<BudgetKey, Watched> watched = WatchedTable.all(connection);
        Set<StateKey> due = WatchedTable.due(connection);
        List<Drift> drifts = new ArrayList<>();
        for (BudgetKey key : budgets) {
            Optional<Budget> budget = book.find(key.tenant(), key.budget());
            Watched seen = watched.get(key);
            if (budget.isEmpty() || seen == null) {
                continue; // it was archived
            }
            if (seen.revision() != budget.get().revision()
                    || due.stream().anyMatch(one -> one.budgetKey().equals(key))) {
                return Optional.empty();
            }
            for (BudgetState state : StateTable.past(connection, key, now, PERIODS)) {
                if (seen.moves(state)) {
                    drifts.addAll(drift(connection, budget.get(), state));
                }
            }
        }
        return Optional.of(drifts);
    }

    private static List<Drift> drift(Connection connection, Budget budget, BudgetState state) throws SQLException {
        Optional<BudgetSpan> span = budget.days().spanOf(state.key().periodStart());
        if (span.isEmpty()) {
            return List.of();
        }
        PeriodUsage booked = SumReader.ofEntries(connection, budget, span.get());
        PeriodUsage kept =
                UsageTable.read(connection, List.of(state.key())).getOrDefault(state.key(), new PeriodUsage());
        SortedMap<String, BigInteger> bookedByUnit = byUnit(booked);
        SortedMap<String, BigInteger> keptByUnit = byUnit(kept);
        if (state.tokens() != kept.total().tokens()) { // the line in one, and what it is the sum of
            keptByUnit.put(TOKENS, BigInteger.valueOf(state.tokens()));
        }
        Set<String> units = new TreeSet<>(bookedByUnit.keySet());
        units.addAll(keptByUnit.keySet());
        units.removeIf(unit -> keptByUnit
                .getOrDefault(unit, BigInteger.ZERO)
                .equals(bookedByUnit.getOrDefault(unit, BigInteger.ZERO)));
        if (units.isEmpty() && !nonZero(booked).equals(nonZero(kept))) {
            units.add(TOKENS); // the sums are the same, and their days are not
        }
        return units.stream()
                .map(unit -> new Drift(
                        budget.tenant(),
                        budget.id(),
                        budget.name(),
                        state.key().periodStart(),
                        state.periodEnd(),
                        budget.zone(),
                        unit,
                        keptByUnit.getOrDefault(unit, BigInteger.ZERO),
                        bookedByUnit.getOrDefault(unit, BigInteger.ZERO)))
                .toList();
    }

    private static Map<UsageCell, UsageSum> nonZero(PeriodUsage usage) {
        Map<UsageCell, UsageSum> cells = new TreeMap<>(usage.cells());
        cells.values().removeIf(UsageSum.NONE::equals);
        return cells;
    }

    /** Costs by currency, and tokens. */
    private static SortedMap<String, BigInteger> byUnit(PeriodUsage usage) {
        SortedMap<String, BigInteger> sums = new TreeMap<>();
        usage.cells().forEach((cell, sum) -> {
            if (!cell.currency().equals(NO_CURRENCY)) {
                sums.merge(cell.currency(), sum.costPico(), BigInteger::add);
            }
            sums.merge(TOKENS, BigInteger.valueOf(sum.tokens()), BigInteger::add);
        });
        return sums;
    }
}
