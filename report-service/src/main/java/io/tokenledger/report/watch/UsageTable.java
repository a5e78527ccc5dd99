package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.array;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the ledger holds for budgets, by day and currency, not converted. */
final class UsageTable {
    private UsageTable() {}

    private record Row(StateKey key, UsageCell cell, UsageSum sum) {}

    // The keys are sorted, and each is there once.
    private static final String ADD = """
            INSERT INTO reporting.budget_usage AS kept (tenant_id, budget_id, period_start, day, currency, cost_pico, tokens,
                requests, unpriced_requests)
            SELECT tenant_id, budget_id, period_start, day, currency, cost_pico, tokens, requests, unpriced_requests
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::date[], ?::text[], ?::numeric[], ?::bigint[], ?::bigint[],
                ?::bigint[]) AS more (tenant_id, budget_id, period_start, day, currency, cost_pico, tokens, requests,
                unpriced_requests)
            ON CONFLICT (tenant_id, budget_id, period_start, day, currency) DO UPDATE SET
                cost_pico = kept.cost_pico + excluded.cost_pico,
                tokens = kept.tokens + excluded.tokens,
                requests = kept.requests + excluded.requests,
                unpriced_requests = kept.unpriced_requests + excluded.unpriced_requests
            """;

    /** Adds to what is there. */
    static void add(Connection connection, SortedMap<StateKey, PeriodUsage> more) throws SQLException {
        List<Row> rows = new ArrayList<>();
        more.forEach((key, usage) -> usage.cells().forEach((cell, sum) -> rows.add(new Row(key, cell, sum))));
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            KeyTable.bind(statement, 1, rows.stream().map(Row::key).toList());
            array(statement, 4, "date", rows, row -> row.cell().day());
            array(statement, 5, "text", rows, row -> row.cell().currency());
            array(statement, 6, "numeric", rows, row -> new BigDecimal(row.sum().costPico()));
            array(statement, 7, "bigint", rows, row -> row.sum().tokens());
            array(statement, 8, "bigint", rows, row -> row.sum().requests());
            array(statement, 9, "bigint", rows, row -> row.sum().unpricedRequests());
            statement.executeUpdate();
        }
    }

    // Leans on budget_usage_pkey.
    private static final String READ = """
            SELECT u.tenant_id, u.budget_id, u.period_start, u.day, u.currency, u.cost_pico, u.tokens, u.requests,
                   u.unpriced_requests
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS asked (tenant_id, budget_id, period_start)
            JOIN reporting.budget_usage u ON u.tenant_id = asked.tenant_id AND u.budget_id = asked.budget_id
                AND u.period_start = asked.period_start
            """;

    /** Of these periods; those without usage are not in it. */
    static Map<StateKey, PeriodUsage> read(Connection connection, Collection<StateKey> keys) throws SQLException {
        Map<StateKey, PeriodUsage> usage = new TreeMap<>();
        if (keys.isEmpty()) {
            return usage;
        }
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            KeyTable.bind(statement, 1, keys);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                usage.computeIfAbsent(KeyTable.key(found), _ -> new PeriodUsage())
                        .add(
                                new UsageCell(found.getObject("day", LocalDate.class), found.getString("currency")),
                                JournalReader.sum(found));
            }
        }
        return usage;
    }

    private static final String DELETE = """
            DELETE FROM reporting.budget_usage u
            USING unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS gone (tenant_id, budget_id, period_start)
            WHERE u.tenant_id = gone.tenant_id AND u.budget_id = gone.budget_id AND u.period_start = gone.period_start
            """;

    static void delete(Connection connection, Collection<StateKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            KeyTable.bind(statement, 1, KeyTable.sorted(keys));
            statement.executeUpdate();
        }
    }

    // All budgets: exchange rates are everybody's. Once a day, when new ones are published.
    private static final String FOREIGN = """
            SELECT DISTINCT u.tenant_id, u.budget_id, u.period_start
            FROM reporting.budget_usage u
            JOIN reporting.budget_state s ON s.tenant_id = u.tenant_id AND s.budget_id = u.budget_id
                AND s.period_start = u.period_start
            WHERE u.currency <> s.currency AND u.cost_pico <> 0
            """;

    /** Periods with costs that are converted. */
    static List<StateKey> converted(Connection connection) throws SQLException {
        List<StateKey> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FOREIGN)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                keys.add(KeyTable.key(found));
            }
        }
        return KeyTable.sorted(keys);
    }
}
