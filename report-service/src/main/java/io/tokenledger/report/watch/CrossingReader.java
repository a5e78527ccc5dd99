package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.instant;

import io.tokenledger.report.alert.CrossingEvent;
import io.tokenledger.report.budget.Budget;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the events with which thresholds were crossed. */
final class CrossingReader {
    private static final int ROWS_AT_ONCE = 2_000;

    private CrossingReader() {}

    // Leans on usage_entry_pkey.
    private static String entriesSql(EntryRanges ranges, ScopeReader scope) {
        return """
            SELECT e.source, e.event_id, e.occurred_at, e.currency, e.cost_pico, e.input_tokens + e.output_tokens AS tokens,
                   e.requests, e.unpriced_requests, e.accounted_at
            FROM ledger.usage_by_entry e
            WHERE %s
              AND e.accounted_at >= ? AND e.accounted_at < ? AND %s
            ORDER BY e.change_id, e.occurred_at, e.event_key, e.entry_no
            """.formatted(EntryReader.conditions(ranges), scope.conditions("e"));
    }

    /**
     * For each of the thresholds the first event, in the order in which they were booked, with which the sum reaches it. One
     * that was reached before has none.
     *
     * @param before what was there before the stretches
     */
    static Map<Threshold, CrossingEvent> find(
            Connection connection,
            Reach reach,
            Budget budget,
            BudgetState state,
            RunningSum before,
            List<Threshold> thresholds)
            throws SQLException {
        ScopeReader scope = ScopeReader.of(budget);
        EntryRanges ranges = JournalReader.ranges(
                connection, reach, budget.tenant(), state.key().periodStart(), state.periodEnd());
        String sql = entriesSql(ranges, scope);
        Map<Threshold, CrossingEvent> found = new HashMap<>();
        TreeSet<Threshold> open = new TreeSet<>();
        thresholds.stream()
                .filter(threshold -> !threshold.isReached(before.used(), state.limit()))
                .forEach(open::add);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = EntryReader.bind(statement, 1, budget.tenant(), ranges);
            statement.setObject(place, state.key().periodStart().atOffset(ZoneOffset.UTC));
            statement.setObject(place + 1, state.periodEnd().atOffset(ZoneOffset.UTC));
            scope.bind(statement, place + 2);
            statement.setFetchSize(ROWS_AT_ONCE);
            ResultSet row = statement.executeQuery();
            while (!open.isEmpty() && row.next()) {
                before.add(cell(row), JournalReader.sum(row));
                BigInteger used = before.used();
                while (!open.isEmpty() && open.first().isReached(used, state.limit())) {
                    found.put(open.removeFirst(), event(row));
                }
            }
        }
        return found;
    }

    private static UsageCell cell(ResultSet row) throws SQLException {
        return new UsageCell(
                LocalDate.ofInstant(instant(row, "accounted_at"), ZoneOffset.UTC), row.getString("currency"));
    }

    private static CrossingEvent event(ResultSet row) throws SQLException {
        return new CrossingEvent(row.getString("source"), row.getString("event_id"), instant(row, "occurred_at"));
    }
}
