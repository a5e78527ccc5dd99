package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.settlement.Term;
import io.tokenledger.pricing.contract.settlement.TermPrecedence;
import io.tokenledger.pricing.contract.settlement.TermPrecedence.Stretch;
import io.tokenledger.pricing.contract.settlement.UsageSum;
import io.tokenledger.pricing.ledger.UsageDimension;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was used in a term's scope, from the rollups: in the quarters of an hour in which it is accounted. Charges are in
 * the rollups, too, and are taken out again, so that no charge ever rests on a charge.
 */
final class ContractUsage {
    private ContractUsage() {}

    // Of the rollup and of an entry alike.
    private static final String TOKENS = """
            sum(plain_input_tokens::numeric + cached_input_tokens + cache_write_tokens + cache_write_1h_tokens
                + audio_input_tokens + image_input_tokens + more_input_tokens + plain_output_tokens + reasoning_tokens
                + audio_output_tokens + more_output_tokens) AS tokens""";

    // Leans on usage_rollup_pkey (tenant_id, bucket_start, …) and usage_entry_charge_accounted_idx.
    private static final String SELECT_SUMS = """
            SELECT d.team, d.project, d.app, d.environment, d.provider, d.model, d.service_tier, d.reasoning_effort,
                   d.region, r.currency, r.tokens, r.cost_pico - coalesce(c.cost_pico, 0) AS cost_pico
            FROM (SELECT tenant_id, dimension_id, currency,
                         %s,
                         sum(cost_pico) AS cost_pico
                  FROM ledger.usage_rollup
                  WHERE tenant_id = ? AND bucket_start >= ? AND bucket_start < ?
                  GROUP BY tenant_id, dimension_id, currency) r
            JOIN ledger.usage_dimension d ON d.tenant_id = r.tenant_id AND d.dimension_id = r.dimension_id
            LEFT JOIN (SELECT tenant_id, dimension_id, currency, sum(cost_pico) AS cost_pico
                       FROM ledger.usage_entry
                       WHERE tenant_id = ? AND entry_kind = 'charge'
                         AND coalesce(accounted_at, occurred_at) >= ? AND coalesce(accounted_at, occurred_at) < ?
                       GROUP BY tenant_id, dimension_id, currency) c
                ON c.tenant_id = r.tenant_id AND c.dimension_id = r.dimension_id AND c.currency = r.currency
            WHERE d.provider = ?""".formatted(TOKENS);

    /** The usage of a range that belongs to a term and to no more particular one of its kind. */
    static List<UsageSum> sums(
            Connection connection, Term term, Collection<Term> ofSameKind, Instant from, Instant until)
            throws SQLException {
        var sums = new ArrayList<UsageSum>();
        try (PreparedStatement select = connection.prepareStatement(SELECT_SUMS)) {
            for (Stretch stretch : TermPrecedence.stretches(term, ofSameKind, from, until)) {
                for (int first : new int[] {1, 4}) {
                    select.setString(first, term.tenant());
                    select.setObject(first + 1, stretch.from().atOffset(ZoneOffset.UTC));
                    select.setObject(first + 2, stretch.until().atOffset(ZoneOffset.UTC));
                }
                select.setString(7, term.scope().provider());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        add(sums, term, stretch, row, integer(row, "cost_pico"));
                    }
                }
            }
        }
        return sums;
    }

    // Leans on usage_rollup_pkey and usage_entry_accounted_idx. date_bin counts the hours from the beginning of the
    // term.
    private static final String SELECT_HOURS = """
            SELECT d.team, d.project, d.app, d.environment, d.provider, d.model, d.service_tier, d.reasoning_effort,
                   d.region, r.currency, r.tokens - coalesce(late.tokens, 0) AS tokens, r.hour
            FROM (SELECT tenant_id, dimension_id, currency, date_bin('1 hour', bucket_start, ?) AS hour, %1$s
                  FROM ledger.usage_rollup
                  WHERE tenant_id = ? AND bucket_start >= ? AND bucket_start < ?
                  GROUP BY 1, 2, 3, 4) r
            JOIN ledger.usage_dimension d ON d.tenant_id = r.tenant_id AND d.dimension_id = r.dimension_id
            LEFT JOIN (SELECT tenant_id, dimension_id, currency, date_bin('1 hour', accounted_at, ?) AS hour, %1$s
                       FROM ledger.usage_entry
                       WHERE tenant_id = ? AND accounted_at >= ? AND accounted_at < ?
                       GROUP BY 1, 2, 3, 4) late
                ON late.tenant_id = r.tenant_id AND late.dimension_id = r.dimension_id
                AND late.currency = r.currency AND late.hour = r.hour
            WHERE d.provider = ? AND r.tokens <> coalesce(late.tokens, 0)""".formatted(TOKENS);

    /**
     * The tokens that a term served, by the hours of the term; an hour without any is not there. No costs. What came late for
     * closed time was not served in the hour in which it is accounted.
     */
    static Map<Instant, List<UsageSum>> tokensByHour(
            Connection connection, Term term, Collection<Term> ofSameKind, Instant from, Instant until)
            throws SQLException {
        var hours = new TreeMap<Instant, List<UsageSum>>();
        try (PreparedStatement select = connection.prepareStatement(SELECT_HOURS)) {
            for (Stretch stretch : TermPrecedence.stretches(term, ofSameKind, from, until)) {
                for (int first : new int[] {1, 5}) {
                    select.setObject(first, term.range().from().atOffset(ZoneOffset.UTC));
                    select.setString(first + 1, term.tenant());
                    select.setObject(first + 2, stretch.from().atOffset(ZoneOffset.UTC));
                    select.setObject(first + 3, stretch.until().atOffset(ZoneOffset.UTC));
                }
                select.setString(9, term.scope().provider());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Instant hour = TermRows.instant(row, "hour");
                        add(hours.computeIfAbsent(hour, _ -> new ArrayList<>()), term, stretch, row, BigInteger.ZERO);
                    }
                }
            }
        }
        return hours;
    }

    private static void add(List<UsageSum> sums, Term term, Stretch stretch, ResultSet row, BigInteger costPico)
            throws SQLException {
        UsageDimension dimension = dimension(row, term.tenant());
        BigInteger tokens = integer(row, "tokens");
        boolean isSomething = tokens.signum() != 0 || costPico.signum() != 0;
        if (isSomething && term.scope().covers(dimension) && stretch.leaves(dimension)) {
            sums.add(new UsageSum(dimension, row.getString("currency"), tokens, costPico));
        }
    }

    static UsageDimension dimension(ResultSet row, String tenant) throws SQLException {
        return new UsageDimension(
                tenant,
                orNull(row.getString("team")),
                orNull(row.getString("project")),
                orNull(row.getString("app")),
                orNull(row.getString("environment")),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                orNull(row.getString("reasoning_effort")),
                orNull(row.getString("region")));
    }

    static BigInteger integer(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column).toBigIntegerExact();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
