package io.tokenledger.report.rule;

import io.tokenledger.report.alert.AlertPeriod;
import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the entries of a stretch of time against what was summed up of it. Both are written by one transaction and read in
 * one statement: they are the same at any moment, whatever is being booked.
 */
@ApplicationScoped
class LedgerSumsReader {
    /** Which sums, for people and in keys. */
    static final String WHAT = "The sums by quarter of an hour";

    private static final String REPORT = "alert-rules";
    private static final int MAX_ROWS = 1_000;
    private static final int SHOWN = 3;
    private static final int PICO_PLACES = 12;

    private final LedgerViews ledger;

    LedgerSumsReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /** A group in which they differ: what the sums say more than the entries; less is negative. */
    private record Difference(
            Map<String, String> group, String currency, BigInteger costPico, long tokens, long requests) {}

    /** Nothing where they are the same. From and to are on quarters of an hour. */
    List<Drift> drifts(String tenant, Instant from, Instant to) {
        return ledger.read(REPORT, connection -> {
            List<Difference> differences = differences(connection, tenant, from, to);
            return differences.isEmpty()
                    ? List.of()
                    : List.of(drift(connection, tenant, differences, new AlertPeriod(from, to, ZoneId.of("UTC"))));
        });
    }

    // Leans on usage_entry_pkey and usage_entry_accounted_idx (the two branches of the view), and on usage_rollup_pkey.
    private static final String DIFFERENCES = """
            SELECT app, model, currency, sum(cost_pico) AS cost_pico, sum(tokens)::bigint AS tokens,
                   sum(requests)::bigint AS requests
            FROM (SELECT coalesce(app, '') AS app, model, currency, -cost_pico AS cost_pico,
                         -(input_tokens + output_tokens) AS tokens, -requests AS requests
                  FROM ledger.usage_by_entry
                  WHERE tenant = ? AND accounted_at >= ? AND accounted_at < ?
                  UNION ALL
                  SELECT coalesce(app, ''), model, currency, cost_pico, input_tokens + output_tokens, requests
                  FROM ledger.usage_by_quarter_hour
                  WHERE tenant = ? AND bucket_start >= ? AND bucket_start < ?) AS sums
            GROUP BY app, model, currency
            HAVING sum(cost_pico) <> 0 OR sum(tokens) <> 0 OR sum(requests) <> 0
            ORDER BY app, model, currency
            LIMIT ?
            """;

    private static List<Difference> differences(Connection connection, String tenant, Instant from, Instant to)
            throws SQLException {
        List<Difference> differences = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DIFFERENCES)) {
            bind(select, 1, tenant, from, to);
            bind(select, 4, tenant, from, to);
            select.setInt(7, MAX_ROWS);
            ResultSet found = select.executeQuery();
            while (found.next()) {
                differences.add(new Difference(
                        new TreeMap<>(Map.of("app", found.getString("app"), "model", found.getString("model"))),
                        found.getString("currency"),
                        found.getBigDecimal("cost_pico").toBigIntegerExact(),
                        found.getLong("tokens"),
                        found.getLong("requests")));
            }
        }
        return differences;
    }

    /** In money where money differs, of the first currency that does; else in tokens, else in requests. */
    private static Drift drift(Connection connection, String tenant, List<Difference> differences, AlertPeriod period)
            throws SQLException {
        String currency = differences.stream()
                .filter(one -> one.costPico().signum() != 0)
                .map(Difference::currency)
                .findFirst()
                .orElse(null);
        boolean tokens = differences.stream().anyMatch(one -> one.tokens() != 0);
        String unit = currency != null ? currency : tokens ? "tokens" : "requests";
        List<Difference> relevant = differences.stream()
                .filter(one -> currency == null || one.currency().equals(currency))
                .filter(one -> amount(one, unit).signum() != 0)
                .sorted(Comparator.comparing(
                                (Difference one) -> amount(one, unit).abs())
                        .reversed())
                .toList();
        BigDecimal apart = relevant.stream().map(one -> amount(one, unit)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal sizes =
                relevant.stream().map(one -> amount(one, unit).abs()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal booked = booked(connection, tenant, period, currency, unit);
        return new Drift(
                WHAT,
                period,
                booked,
                booked.add(apart),
                unit,
                relevant.stream()
                        .limit(SHOWN)
                        .map(one -> new Contributor(
                                one.group(),
                                plain(amount(one, unit)),
                                unit,
                                amount(one, unit)
                                        .abs()
                                        .divide(sizes, 4, RoundingMode.HALF_EVEN)
                                        .toPlainString()))
                        .toList());
    }

    // Leans on usage_entry_pkey and usage_entry_accounted_idx.
    private static final String BOOKED = """
            SELECT coalesce(sum(cost_pico), 0) AS cost_pico, coalesce(sum(input_tokens + output_tokens), 0)::bigint AS tokens,
                   coalesce(sum(requests), 0)::bigint AS requests
            FROM ledger.usage_by_entry
            WHERE tenant = ? AND accounted_at >= ? AND accounted_at < ? AND (?::text IS NULL OR currency = ?)
            """;

    private static BigDecimal booked(
            Connection connection, String tenant, AlertPeriod period, @Nullable String currency, String unit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BOOKED)) {
            bind(select, 1, tenant, period.from(), period.to());
            select.setString(4, currency);
            select.setString(5, currency);
            ResultSet found = select.executeQuery();
            found.next();
            return switch (unit) {
                case "tokens" -> BigDecimal.valueOf(found.getLong("tokens"));
                case "requests" -> BigDecimal.valueOf(found.getLong("requests"));
                default -> found.getBigDecimal("cost_pico").movePointLeft(PICO_PLACES);
            };
        }
    }

    private static BigDecimal amount(Difference one, String unit) {
        return switch (unit) {
            case "tokens" -> BigDecimal.valueOf(one.tokens());
            case "requests" -> BigDecimal.valueOf(one.requests());
            default -> new BigDecimal(one.costPico(), PICO_PLACES);
        };
    }

    private static void bind(PreparedStatement select, int first, String tenant, Instant from, Instant to)
            throws SQLException {
        select.setString(first, tenant);
        select.setObject(first + 1, from.atOffset(ZoneOffset.UTC));
        select.setObject(first + 2, to.atOffset(ZoneOffset.UTC));
    }

    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
