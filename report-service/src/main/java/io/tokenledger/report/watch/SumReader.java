package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what the ledger holds of a period: where a budget begins to be watched, and to hold its state against. */
final class SumReader {
    private static final int ROWS_AT_ONCE = 5_000;

    private SumReader() {}

    /** What usage with these values adds up to on a day. */
    record DaySum(Map<String, String> attribution, UsageCell cell, UsageSum sum) {}

    private static final String SUMS = """
            sum(u.cost_pico) AS cost_pico, sum(u.input_tokens + u.output_tokens)::bigint AS tokens,
                   sum(u.requests)::bigint AS requests, sum(u.unpriced_requests)::bigint AS unpriced_requests\
            """;

    // Leans on usage_rollup_pkey.
    private static final String BY_ATTRIBUTES = """
            SELECT %s, u.currency, (u.bucket_start AT TIME ZONE 'UTC')::date AS day, %s
            FROM ledger.usage_by_quarter_hour u
            WHERE u.tenant = ? AND u.bucket_start >= ? AND u.bucket_start < ?
            GROUP BY %s, u.currency, (u.bucket_start AT TIME ZONE 'UTC')::date
            """.formatted(DimensionReader.COLUMNS, SUMS, DimensionReader.COLUMNS);

    /** All of a tenant within a span, by attributes without user and tags: for all budgets of that span at once. */
    static List<DaySum> byAttributes(Connection connection, String tenant, BudgetSpan span) throws SQLException {
        List<DaySum> sums = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(BY_ATTRIBUTES)) {
            statement.setString(1, tenant);
            statement.setObject(2, span.from().atOffset(ZoneOffset.UTC));
            statement.setObject(3, span.to().atOffset(ZoneOffset.UTC));
            statement.setFetchSize(ROWS_AT_ONCE);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                sums.add(new DaySum(DimensionReader.attribution(found), cell(found), JournalReader.sum(found)));
            }
        }
        return sums;
    }

    // Leans on usage_entry_pkey and, of what is accounted at another time, on usage_entry_accounted_idx.
    private static String ofEntriesSql(ScopeReader scope) {
        return """
            SELECT u.currency, (u.accounted_at AT TIME ZONE 'UTC')::date AS day, %s
            FROM ledger.usage_by_entry u
            WHERE u.accounted_at >= ? AND u.accounted_at < ? AND %s
            GROUP BY u.currency, (u.accounted_at AT TIME ZONE 'UTC')::date
            """.formatted(SUMS, scope.conditions("u"));
    }

    /** What the entries within a budget's scope and span add up to. */
    static PeriodUsage ofEntries(Connection connection, Budget budget, BudgetSpan span) throws SQLException {
        PeriodUsage usage = new PeriodUsage();
        ScopeReader scope = ScopeReader.of(budget);
        try (PreparedStatement statement = connection.prepareStatement(ofEntriesSql(scope))) {
            statement.setObject(1, span.from().atOffset(ZoneOffset.UTC));
            statement.setObject(2, span.to().atOffset(ZoneOffset.UTC));
            scope.bind(statement, 3);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                usage.add(cell(found), JournalReader.sum(found));
            }
        }
        return usage;
    }

    private static UsageCell cell(ResultSet found) throws SQLException {
        return new UsageCell(found.getObject("day", LocalDate.class), found.getString("currency"));
    }
}
