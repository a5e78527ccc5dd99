package io.tokenledger.report.watch;

import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds who brought most of what a budget has come to. */
final class ContributorReader {
    private static final int TOP = 3;
    private static final int SHARE_PLACES = 4;

    /** The first two that the scope does not hold to one value. */
    private static final List<Attribute> BY = List.of(
            Attribute.APP,
            Attribute.MODEL,
            Attribute.PROJECT,
            Attribute.TEAM,
            Attribute.ENVIRONMENT,
            Attribute.SERVICE_TIER);

    private ContributorReader() {}

    // Leans on usage_rollup_pkey, or for users and tags on usage_entry_pkey.
    private static String sumsSql(String view, String time, String columns, String conditions) {
        return """
            SELECT u.currency, (u.%s AT TIME ZONE 'UTC')::date AS day, %s, sum(u.cost_pico) AS cost_pico,
                   sum(u.input_tokens + u.output_tokens)::bigint AS tokens, sum(u.requests)::bigint AS requests,
                   sum(u.unpriced_requests)::bigint AS unpriced_requests
            FROM %s u
            WHERE u.%s >= ? AND u.%s < ? AND %s
            GROUP BY u.currency, (u.%s AT TIME ZONE 'UTC')::date, %s
            """.formatted(time, columns, view, time, time, conditions, time, columns);
    }

    /** The top three of a state whose use is known, largest first. */
    static List<Contributor> top(Connection connection, Budget budget, BudgetState state, Exchange exchange)
            throws SQLException {
        BigInteger all = state.used();
        if (all == null || all.signum() <= 0) {
            return List.of();
        }
        Map<Map<String, String>, BigInteger> used = new HashMap<>();
        for (var group : groups(connection, budget, state).entrySet()) {
            PeriodUsage usage = group.getValue();
            used.put(group.getKey(), new RunningSum(state.currency(), usage, exchange).used());
        }
        return used.entrySet().stream()
                .filter(group -> group.getValue().signum() > 0)
                .sorted(Map.Entry.<Map<String, String>, BigInteger>comparingByValue()
                        .reversed()
                        .thenComparing(
                                Comparator.comparing(group -> group.getKey().toString())))
                .limit(TOP)
                .map(group -> new Contributor(
                        group.getKey(),
                        Threshold.exact(state, group.getValue()),
                        state.unit(),
                        share(group.getValue(), all)))
                .toList();
    }

    private static String share(BigInteger part, BigInteger all) {
        return new BigDecimal(part)
                .divide(new BigDecimal(all), SHARE_PLACES, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static Map<Map<String, String>, PeriodUsage> groups(Connection connection, Budget budget, BudgetState state)
            throws SQLException {
        List<Attribute> by = by(budget);
        ScopeReader scope = ScopeReader.of(budget);
        Map<Map<String, String>, PeriodUsage> groups = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql(budget, scope, by))) {
            statement.setObject(1, state.key().periodStart().atOffset(ZoneOffset.UTC));
            statement.setObject(2, state.periodEnd().atOffset(ZoneOffset.UTC));
            scope.bind(statement, 3);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                var cell = new UsageCell(found.getObject("day", LocalDate.class), found.getString("currency"));
                groups.computeIfAbsent(group(found, by), _ -> new PeriodUsage()).add(cell, JournalReader.sum(found));
            }
        }
        return groups;
    }

    private static String sql(Budget budget, ScopeReader scope, List<Attribute> by) {
        boolean entries = budget.onlyInEntries();
        String time = entries ? "accounted_at" : "bucket_start";
        String view = entries ? "ledger.usage_by_entry" : "ledger.usage_by_quarter_hour";
        String columns = by.stream().map(attribute -> "u." + attribute.column()).collect(Collectors.joining(", "));
        return sumsSql(view, time, columns, scope.conditions("u"));
    }

    static List<Attribute> by(Budget budget) {
        return BY.stream()
                .filter(attribute -> budget.scope()
                                .getOrDefault(attribute.wireName(), List.of())
                                .size()
                        != 1)
                .limit(2)
                .toList();
    }

    private static Map<String, String> group(ResultSet found, List<Attribute> by) throws SQLException {
        Map<String, String> group = new TreeMap<>();
        for (Dimension.Attribute attribute : by) {
            String value = found.getString(attribute.column());
            group.put(attribute.wireName(), value == null ? "" : value);
        }
        return group;
    }
}
