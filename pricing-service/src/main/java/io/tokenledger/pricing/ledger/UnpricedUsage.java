package io.tokenledger.pricing.ledger;

import io.tokenledger.pricing.rating.PicoAmount;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What waits for a price, by what has to be priced, the heaviest first. */
@ApplicationScoped
public class UnpricedUsage {
    private static final int BASIS_DAYS = 30;
    private static final int SHARE_PLACES = 6;

    private final DataSource dataSource;
    private final Clock clock = Clock.systemUTC();

    UnpricedUsage(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    // The rows that wait are few against the ledger; what they are compared with leans on usage_rollup_pkey.
    private static final String LIST = """
            WITH waiting AS (
                SELECT w.tenant_id, d.provider, d.model, d.service_tier, w.reason, count(*) AS events,
                       sum(w.requests) AS requests, sum(w.input_tokens) AS input_tokens,
                       sum(w.output_tokens) AS output_tokens, min(w.occurred_at) AS first_seen,
                       max(w.occurred_at) AS last_seen
                FROM ledger.unpriced_wait w
                JOIN ledger.usage_dimension d ON d.tenant_id = w.tenant_id AND d.dimension_id = w.dimension_id
                WHERE ?::text IS NULL OR w.tenant_id = ?
                GROUP BY w.tenant_id, d.provider, d.model, d.service_tier, w.reason),
            since AS (
                SELECT tenant_id, min(first_seen) - interval '15 minutes' AS oldest FROM waiting GROUP BY tenant_id),
            booked AS (
                SELECT r.tenant_id, r.currency, r.bucket_start, r.cost_pico, since.oldest,
                       r.plain_input_tokens + r.cached_input_tokens + r.cache_write_tokens + r.cache_write_1h_tokens
                           + r.audio_input_tokens + r.image_input_tokens + r.more_input_tokens + r.plain_output_tokens
                           + r.reasoning_tokens + r.audio_output_tokens + r.more_output_tokens AS tokens
                FROM ledger.usage_rollup r
                JOIN since ON since.tenant_id = r.tenant_id
                WHERE r.bucket_start >= least(since.oldest, ?)),
            everything AS (
                SELECT tenant_id, sum(tokens) AS tokens FROM booked WHERE bucket_start >= oldest GROUP BY tenant_id),
            basis AS (
                SELECT DISTINCT ON (tenant_id) tenant_id, currency, sum(tokens) AS tokens, sum(cost_pico) AS cost_pico
                FROM booked WHERE currency <> 'XXX' AND bucket_start >= ?
                GROUP BY tenant_id, currency HAVING sum(tokens) > 0
                ORDER BY tenant_id, sum(tokens) DESC, currency)
            SELECT w.tenant_id, w.provider, w.model, w.service_tier, w.reason, w.events, w.requests, w.input_tokens,
                   w.output_tokens, w.first_seen, w.last_seen, e.tokens AS all_tokens, b.currency,
                   b.tokens AS basis_tokens, b.cost_pico AS basis_cost_pico
            FROM waiting w
            LEFT JOIN everything e ON e.tenant_id = w.tenant_id
            LEFT JOIN basis b ON b.tenant_id = w.tenant_id
            ORDER BY w.input_tokens + w.output_tokens DESC, w.requests DESC, w.tenant_id, w.provider, w.model,
                w.service_tier, w.reason
            OFFSET ? LIMIT ?""";

    /** Of one tenant, or (null) of all. */
    List<UnpricedJson.Line> list(@Nullable String tenant, int offset, int limit) throws SQLException {
        OffsetDateTime basisFrom = clock.instant().atOffset(ZoneOffset.UTC).minusDays(BASIS_DAYS);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, tenant);
            select.setString(2, tenant);
            select.setObject(3, basisFrom);
            select.setObject(4, basisFrom);
            select.setInt(5, offset);
            select.setInt(6, limit);
            try (ResultSet row = select.executeQuery()) {
                var lines = new ArrayList<UnpricedJson.Line>();
                while (row.next()) {
                    lines.add(line(row));
                }
                return lines;
            }
        }
    }

    private static UnpricedJson.Line line(ResultSet row) throws SQLException {
        long inputTokens = row.getLong("input_tokens");
        long outputTokens = row.getLong("output_tokens");
        BigDecimal tokens = BigDecimal.valueOf(Math.addExact(inputTokens, outputTokens));
        return new UnpricedJson.Line(
                row.getString("tenant_id"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                row.getString("reason"),
                row.getLong("events"),
                row.getLong("requests"),
                inputTokens,
                outputTokens,
                row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen", OffsetDateTime.class).toInstant(),
                share(tokens, row.getBigDecimal("all_tokens")),
                estimate(row, tokens));
    }

    private static @Nullable String share(BigDecimal tokens, @Nullable BigDecimal allTokens) {
        return allTokens == null || allTokens.signum() <= 0
                ? null
                : tokens.divide(allTokens, SHARE_PLACES, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static UnpricedJson.@Nullable Estimate estimate(ResultSet row, BigDecimal tokens) throws SQLException {
        String currency = row.getString("currency");
        if (currency == null) {
            return null;
        }
        BigDecimal basisTokens = row.getBigDecimal("basis_tokens");
        BigDecimal basisCost = row.getBigDecimal("basis_cost_pico");
        BigInteger estimated = basisCost
                .multiply(tokens)
                .divide(basisTokens, 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
        return new UnpricedJson.Estimate(
                PicoAmount.decimal(estimated),
                currency,
                "tokens × mean cost per token of this tenant's priced usage of the last " + BASIS_DAYS + " days: "
                        + PicoAmount.decimal(basisCost.toBigIntegerExact()) + " " + currency + " for "
                        + basisTokens.toBigIntegerExact() + " tokens");
    }
}
