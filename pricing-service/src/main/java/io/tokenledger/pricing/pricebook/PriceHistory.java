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
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the book says and said, read from the append-only rows: of two that cover the same time the later one counts. */
@ApplicationScoped
public class PriceHistory {
    private final DataSource dataSource;

    public PriceHistory(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    // Names as NameTable has them: a user's word before the product's, the later before the earlier.
    private static final String FILTERED = """
            WITH asked AS (
                SELECT ?::text AS provider, ?::text AS model, ?::text AS service_tier, ?::text AS tenant,
                       ?::timestamptz AS valid_at, ?::timestamptz AS known_at, ?::text AS after_provider,
                       ?::text AS after_model, ?::text AS after_tier, ?::text AS after_tenant,
                       ?::bigint AS after_threshold, ?::bigint AS after_price_id
            ), names AS (
                SELECT DISTINCT ON (n.provider, n.syntax, n.name) n.provider, n.syntax, n.name, n.model
                FROM asked
                CROSS JOIN pricing.model_name n
                JOIN pricing.book_change c ON c.change_id = n.change_id
                WHERE c.changed_at <= asked.known_at
                ORDER BY n.provider, n.syntax, n.name, c.kind = 'bundled', n.name_id DESC
            ), known AS (
                SELECT p.price_id, p.tenant, p.provider, p.model, p.service_tier, p.region, p.context_over_tokens,
                       p.time_window, p.valid_during, p.currency, p.source, p.source_date, p.known_from,
                       c.kind <> 'bundled' AS by_user, c.kind, c.author, c.reason, taken_back.changed_at AS known_until
                FROM asked
                CROSS JOIN pricing.price p
                JOIN pricing.book_change c ON c.change_id = p.change_id
                LEFT JOIN (SELECT w.price_id, wc.changed_at
                           FROM pricing.price_withdrawal w
                           JOIN pricing.book_change wc ON wc.change_id = w.change_id) taken_back
                       ON taken_back.price_id = p.price_id AND taken_back.changed_at <= asked.known_at
                WHERE c.changed_at <= asked.known_at
                  AND (asked.provider IS NULL OR p.provider = asked.provider)
                  AND (asked.service_tier IS NULL OR p.service_tier = asked.service_tier)
                  AND (p.tenant = '' OR p.tenant = asked.tenant)
                  AND (asked.model IS NULL OR p.model = asked.model
                       OR (p.provider, p.model) IN (SELECT n.provider, n.model FROM names n, asked a
                                                    WHERE n.syntax = 'exact' AND n.name = a.model))
            )
            """;

    // The page is cut out first, so that what is looked up for each row is looked up for a page only.
    private static final String PAGE = """
            , paged AS (
                SELECT s.*
                FROM shown s, asked
                WHERE asked.after_provider IS NULL
                   OR (s.provider, s.model, s.service_tier, s.tenant, s.context_over_tokens, s.price_id)
                      > (asked.after_provider, asked.after_model, asked.after_tier, asked.after_tenant,
                         asked.after_threshold, asked.after_price_id)
                ORDER BY s.provider, s.model, s.service_tier, s.tenant, s.context_over_tokens, s.price_id
                LIMIT ?
            )
            """;

    private static final String COLUMNS = """
            SELECT s.price_id, s.tenant, s.provider, s.model, s.service_tier, s.region, s.context_over_tokens,
                   s.time_window, %s AS valid_from, %s AS valid_until, s.currency, s.source, s.source_date,
                   s.known_from, s.known_until, s.kind, s.author, s.reason,
                   coalesce(named.aliases, '{}') AS aliases,
                   array(SELECT r.meter FROM pricing.price_rate r
                         WHERE r.price_id = s.price_id ORDER BY r.meter) AS meters,
                   array(SELECT r.pico_per_unit FROM pricing.price_rate r
                         WHERE r.price_id = s.price_id ORDER BY r.meter) AS pico_per_unit
            FROM paged s
            LEFT JOIN (SELECT n.provider, n.model, array_agg(DISTINCT n.name ORDER BY n.name) AS aliases
                       FROM names n GROUP BY n.provider, n.model) named
                   ON named.provider = s.provider AND named.model = s.model
            """;

    private static final String IN_ORDER =
            "ORDER BY s.provider, s.model, s.service_tier, s.tenant, s.context_over_tokens, s.price_id\n";

    // What a user stated lies above what came with the product, and later above earlier. The range of a price in force
    // is cut by what lies above it: on the left by the last such range that ends before the time asked for, on the
    // right by the first that begins after it. Leans on price_model_idx.
    private static final String SELECT_IN_FORCE = FILTERED
            + """
            , shown AS (
                SELECT DISTINCT ON (k.provider, k.model, k.service_tier, k.tenant, k.region, k.context_over_tokens,
                                    k.time_window) k.*
                FROM known k, asked
                WHERE k.known_until IS NULL AND k.valid_during @> asked.valid_at
                ORDER BY k.provider, k.model, k.service_tier, k.tenant, k.region, k.context_over_tokens, k.time_window,
                         k.by_user DESC, k.price_id DESC
            )
            """ + PAGE
            + COLUMNS.formatted(
                    "greatest(lower(s.valid_during), above.ends)", "least(upper(s.valid_during), above.begins)")
            + """
            CROSS JOIN LATERAL (
                SELECT max(upper(a.valid_during)) FILTER (WHERE upper(a.valid_during) <= asked.valid_at) AS ends,
                       min(lower(a.valid_during)) FILTER (WHERE lower(a.valid_during) > asked.valid_at) AS begins
                FROM asked
                CROSS JOIN pricing.price a
                JOIN pricing.book_change c ON c.change_id = a.change_id AND c.changed_at <= asked.known_at
                WHERE a.provider = s.provider AND a.model = s.model AND a.service_tier = s.service_tier
                  AND a.tenant = s.tenant AND a.region = s.region AND a.context_over_tokens = s.context_over_tokens
                  AND a.time_window = s.time_window AND (c.kind <> 'bundled', a.price_id) > (s.by_user, s.price_id)
                  AND NOT EXISTS (SELECT FROM pricing.price_withdrawal w
                                  JOIN pricing.book_change wc ON wc.change_id = w.change_id
                                  WHERE w.price_id = a.price_id AND wc.changed_at <= asked.known_at)
            ) above
            """ + IN_ORDER;

    /** The prices in force at a time, as they were believed in at another. */
    List<PriceEntry> inForce(PriceQuery query) throws SQLException {
        return select(SELECT_IN_FORCE, query);
    }

    private static final String SELECT_ALL =
            FILTERED + """
            , shown AS (
                SELECT k.* FROM known k, asked WHERE asked.valid_at IS NULL OR k.valid_during @> asked.valid_at
            )
            """ + PAGE + COLUMNS.formatted("lower(s.valid_during)", "upper(s.valid_during)") + IN_ORDER;

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
        var range = new ValidRange(
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                StatedPrices.instantOrNull(row, "valid_until"));
        return new PriceEntry(
                row.getLong("price_id"),
                StatedPrices.key(row),
                List.of((String[]) row.getArray("aliases").getArray()),
                range,
                row.getObject("known_from", OffsetDateTime.class).toInstant(),
                StatedPrices.instantOrNull(row, "known_until"),
                row.getString("currency"),
                StatedPrices.rates(row, Map.of()),
                row.getString("source"),
                row.getObject("source_date", LocalDate.class),
                new PriceEntry.StatedBy(row.getString("kind"), row.getString("author"), row.getString("reason")));
    }
}
