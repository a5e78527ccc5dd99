package io.tokenledger.pricing.pricebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the book says and said, read from the append-only rows: of two that cover the same time the later one counts. */
@ApplicationScoped
public class PriceHistory {
    private final DataSource dataSource;

    public PriceHistory(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private static final String FILTERED = """
            WITH asked AS (
                SELECT ?::text AS provider, ?::text AS model, ?::text AS service_tier, ?::text AS tenant,
                       ?::timestamptz AS valid_at, ?::timestamptz AS known_at, ?::text AS after_provider,
                       ?::text AS after_model, ?::text AS after_tier, ?::text AS after_tenant,
                       ?::bigint AS after_threshold, ?::bigint AS after_price_id
            ), known AS (
                SELECT p.price_id, p.tenant, p.provider, p.model, p.service_tier, p.context_over_tokens,
                       p.valid_during, p.currency, p.source, p.source_date, p.known_from
                FROM pricing.price p, asked
                WHERE p.known_from <= asked.known_at
                  AND (asked.provider IS NULL OR p.provider = asked.provider)
                  AND (asked.service_tier IS NULL OR p.service_tier = asked.service_tier)
                  AND (p.tenant = '' OR p.tenant = asked.tenant)
                  AND (asked.model IS NULL OR p.model = asked.model
                       OR p.model = (SELECT a.model FROM pricing.model_alias a
                                     WHERE a.provider = p.provider AND a.alias = asked.model))
            )
            """;

    private static final String PAGE = """
            SELECT s.price_id, s.tenant, s.provider, s.model, s.service_tier, s.context_over_tokens, s.valid_from,
                   s.valid_until, s.currency, s.source, s.source_date, s.known_from,
                   array(SELECT a.alias FROM pricing.model_alias a
                         WHERE a.provider = s.provider AND a.model = s.model ORDER BY a.alias) AS aliases,
                   array(SELECT r.meter FROM pricing.price_rate r
                         WHERE r.price_id = s.price_id ORDER BY r.meter) AS meters,
                   array(SELECT r.pico_per_unit FROM pricing.price_rate r
                         WHERE r.price_id = s.price_id ORDER BY r.meter) AS pico_per_unit
            FROM shown s, asked
            WHERE asked.after_provider IS NULL
               OR (s.provider, s.model, s.service_tier, s.tenant, s.context_over_tokens, s.price_id)
                  > (asked.after_provider, asked.after_model, asked.after_tier, asked.after_tenant,
                     asked.after_threshold, asked.after_price_id)
            ORDER BY s.provider, s.model, s.service_tier, s.tenant, s.context_over_tokens, s.price_id
            LIMIT ?
            """;

    // The range of a price in force is cut by what was learnt later: on the left by the last such range that ends
    // before the time asked for, on the right by the first that begins after it.
    private static final String SELECT_IN_FORCE = FILTERED + """
            , in_force AS (
                SELECT DISTINCT ON (k.provider, k.model, k.service_tier, k.tenant, k.context_over_tokens) k.*
                FROM known k, asked
                WHERE k.valid_during @> asked.valid_at
                ORDER BY k.provider, k.model, k.service_tier, k.tenant, k.context_over_tokens, k.price_id DESC
            ), shown AS (
                SELECT f.*,
                       greatest(lower(f.valid_during),
                                max(upper(later.valid_during)) FILTER (WHERE upper(later.valid_during) <= asked.valid_at))
                           AS valid_from,
                       least(upper(f.valid_during),
                             min(lower(later.valid_during)) FILTER (WHERE lower(later.valid_during) > asked.valid_at))
                           AS valid_until
                FROM in_force f
                CROSS JOIN asked
                LEFT JOIN known later
                       ON later.provider = f.provider AND later.model = f.model
                      AND later.service_tier = f.service_tier AND later.tenant = f.tenant
                      AND later.context_over_tokens = f.context_over_tokens AND later.price_id > f.price_id
                GROUP BY f.price_id, f.tenant, f.provider, f.model, f.service_tier, f.context_over_tokens,
                         f.valid_during, f.currency, f.source, f.source_date, f.known_from
            )
            """ + PAGE;

    /** The prices in force at a time, as they were believed in at another. */
    List<PriceEntry> inForce(PriceQuery query) throws SQLException {
        return select(SELECT_IN_FORCE, query);
    }

    private static final String SELECT_ALL = FILTERED + """
            , shown AS (
                SELECT k.*, lower(k.valid_during) AS valid_from, upper(k.valid_during) AS valid_until
                FROM known k, asked
                WHERE asked.valid_at IS NULL OR k.valid_during @> asked.valid_at
            )
            """ + PAGE;

    /** Every version that was ever stated, also what is covered by now. */
    List<PriceEntry> allVersions(PriceQuery query) throws SQLException {
        return select(SELECT_ALL, query);
    }

    private List<PriceEntry> select(String sql, PriceQuery query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, query);
            try (ResultSet row = select.executeQuery()) {
                var entries = new ArrayList<PriceEntry>();
                while (row.next()) {
                    entries.add(entry(row));
                }
                return entries;
            }
        }
    }

    private static void bind(PreparedStatement select, PriceQuery query) throws SQLException {
        select.setString(1, query.provider());
        select.setString(2, query.model());
        select.setString(3, query.serviceTier());
        select.setString(4, query.tenant());
        select.setObject(5, utc(query.at()), Types.TIMESTAMP_WITH_TIMEZONE);
        select.setObject(6, utc(query.knownAt()), Types.TIMESTAMP_WITH_TIMEZONE);
        PriceCursor after = query.after();
        select.setString(7, after == null ? null : after.provider());
        select.setString(8, after == null ? null : after.model());
        select.setString(9, after == null ? null : after.serviceTier());
        select.setString(10, after == null ? null : after.tenant());
        select.setObject(11, after == null ? null : after.contextOverTokens(), Types.BIGINT);
        select.setObject(12, after == null ? null : after.priceId(), Types.BIGINT);
        select.setInt(13, query.limit());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static PriceEntry entry(ResultSet row) throws SQLException {
        var key = new PriceKey(
                row.getString("tenant"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                row.getLong("context_over_tokens"));
        var range = new ValidRange(
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                CurrentPriceBook.instantOrNull(row, "valid_until"));
        return new PriceEntry(
                row.getLong("price_id"),
                key,
                List.of((String[]) row.getArray("aliases").getArray()),
                range,
                row.getObject("known_from", OffsetDateTime.class).toInstant(),
                row.getString("currency"),
                CurrentPriceBook.rates(row),
                row.getString("source"),
                row.getObject("source_date", LocalDate.class));
    }
}
