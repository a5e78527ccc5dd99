package io.tokenledger.bench.whatif;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * June 2026 of one tenant, written into the ledger's tables as posting would have: six models in 30 apps of six teams, a
 * fifth of the apps in batches; lengths log-normal, a few very long; every event at the price that the book has for it.
 */
final class MonthInTheBooks implements AutoCloseable {
    static final String TENANT = "acme";
    static final String FROM = "2026-06-01";
    static final String TO = "2026-07-01";

    private final Connection connection;

    MonthInTheBooks(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
    }

    // Rates of the published book, in 1e-12 of a dollar: of short requests, and of those over the threshold. What is
    // cached costs what input costs where the list does not say.
    private static final String PRICES = """
            CREATE TABLE public.bench_price AS
            SELECT p.provider, p.model, p.service_tier,
                   max(p.context_over_tokens) AS long_over,
                   max(rate.pico) FILTER (WHERE rate.meter = 'input' AND p.context_over_tokens = 0) AS input,
                   coalesce(max(rate.pico) FILTER (WHERE rate.meter = 'cached_input' AND p.context_over_tokens = 0),
                       max(rate.pico) FILTER (WHERE rate.meter = 'input' AND p.context_over_tokens = 0)) AS cached,
                   max(rate.pico) FILTER (WHERE rate.meter = 'output' AND p.context_over_tokens = 0) AS output,
                   max(rate.pico) FILTER (WHERE rate.meter = 'input' AND p.context_over_tokens > 0) AS long_input,
                   coalesce(max(rate.pico) FILTER (WHERE rate.meter = 'cached_input' AND p.context_over_tokens > 0),
                       max(rate.pico) FILTER (WHERE rate.meter = 'input' AND p.context_over_tokens > 0)) AS long_cached,
                   max(rate.pico) FILTER (WHERE rate.meter = 'output' AND p.context_over_tokens > 0) AS long_output,
                   max(p.price_id) FILTER (WHERE p.context_over_tokens = 0) AS price_id,
                   max(p.price_id) AS long_price_id
            FROM pricing.price_published p
            CROSS JOIN LATERAL unnest(p.meters, p.pico_per_unit) AS rate (meter, pico)
            WHERE p.tenant = '' AND p.region = '' AND p.time_window = ''
              AND p.valid_from <= '2026-06-01Z' AND coalesce(p.valid_until, 'infinity') >= '2026-07-01Z'
              AND p.model IN ('o3', 'o4-mini', 'gpt-4.1-mini', 'gpt-5.4', 'claude-sonnet-4-5', 'gemini-2.5-pro')
            GROUP BY p.provider, p.model, p.service_tier""";

    private static final String DIMENSIONS = """
            INSERT INTO ledger.usage_dimension (tenant_id, dimension_id, team, project, app, environment, provider, model,
                                                service_tier, reasoning_effort, region)
            SELECT 'acme', md5(model || app)::uuid, 'team-' || app % 6, 'project-' || app % 10, 'app-' || app, 'prod',
                   provider, model, service_tier, CASE WHEN model LIKE 'o%' AND app % 2 = 0 THEN 'high' ELSE '' END, ''
            FROM public.bench_price
            CROSS JOIN generate_series(0, 29) AS app
            WHERE service_tier = CASE WHEN app % 5 = 0 THEN 'batch' ELSE 'standard' END""";

    // Where a request goes: busy apps and models more often. An array, to be looked up without a join.
    private static final String PLACES = """
            CREATE TABLE public.bench_place AS
            SELECT (row_number() OVER (ORDER BY md5(dimension_id::text)) - 1)::int AS place, d.dimension_id, p.long_over,
                   p.input, p.cached, p.output, coalesce(p.long_input, p.input) AS long_input,
                   coalesce(p.long_cached, p.cached) AS long_cached, coalesce(p.long_output, p.output) AS long_output,
                   p.price_id, p.long_price_id, d.model LIKE 'o%' OR d.model LIKE 'gpt-5%' AS reasons
            FROM ledger.usage_dimension d
            JOIN public.bench_price p USING (provider, model, service_tier)""";

    private static final String EVENTS = """
            INSERT INTO ledger.usage_entry (tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source,
                event_id, event_type, plain_input_tokens, cached_input_tokens, cache_write_tokens,
                cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens,
                audio_output_tokens, requests, web_searches, input_provenance, output_provenance, price_id, currency,
                cost_pico, unpriced_requests, received_at, booked_at, book_version, capabilities)
            SELECT 'acme', at, md5(event::text)::uuid, 0, 'usage', dimension_id, 'bench', event::text,
                   'io.tokenledger.usage.v1', input_tokens - cached_tokens, cached_tokens, 0, 0, 0, 0,
                   output_tokens - reasoning_tokens, reasoning_tokens, 0, 1, 0, 'provider', 'provider',
                   CASE WHEN is_long THEN long_price_id ELSE price_id END, 'USD',
                   CASE WHEN is_long THEN (input_tokens - cached_tokens)::numeric * long_input
                            + cached_tokens::numeric * long_cached + output_tokens::numeric * long_output
                        ELSE (input_tokens - cached_tokens)::numeric * input + cached_tokens::numeric * cached
                            + output_tokens::numeric * output END,
                   0, at, at, 1, CASE WHEN event % 7 = 0 THEN 4 ELSE 0 END
            FROM (SELECT drawn.*, p.*, long_over > 0 AND input_tokens > long_over AS is_long,
                         (input_tokens * cached_share / 100)::bigint AS cached_tokens,
                         CASE WHEN reasons THEN output_tokens * cached_share / 90 ELSE 0 END AS reasoning_tokens
                  FROM (SELECT event, timestamptz '2026-06-01Z' + event * (interval '30 days' / ?::float8) AS at,
                               floor(power(random(), 2) * (SELECT count(*) FROM public.bench_place))::int AS place,
                               CASE WHEN event % 500 = 0 THEN 150000 + (random() * 250000)::bigint
                                    ELSE least(1 + exp(random_normal(7.5, 1.2))::bigint, 120000) END AS input_tokens,
                               least(1 + exp(random_normal(5.5, 1.0))::bigint, 30000) AS output_tokens,
                               CASE WHEN random() < 0.6 THEN 0 ELSE (random() * 90)::int END AS cached_share
                        FROM generate_series(0, ? - 1) AS event) drawn
                  JOIN public.bench_place p USING (place)) priced""";

    private static final String PROFILE = "INSERT INTO ledger.usage_profile SELECT * FROM ledger.usage_profile_grouped";

    /** Writes that many events and what is summed up of them; in one transaction each. */
    void fill(long events, long seed) throws SQLException {
        execute("SELECT ledger.ensure_partitions('2026-06-01', '2026-06-01')");
        execute("SET work_mem = '512MB'");
        execute("SELECT setseed(" + seed % 1_000 + " / 1000.0)");
        execute(PRICES);
        execute(DIMENSIONS);
        execute(PLACES);
        try (PreparedStatement insert = connection.prepareStatement(EVENTS)) {
            insert.setLong(1, events);
            insert.setLong(2, events);
            insert.executeUpdate();
        }
        execute(PROFILE);
        execute("VACUUM ANALYZE ledger.usage_entry, ledger.usage_profile, ledger.usage_dimension");
    }

    private static final String WRITTEN = """
            SELECT format('%s events of %s dimensions, %s hours and days of the profile, %s long requests, %s USD',
                (SELECT count(*) FROM ledger.usage_entry), (SELECT count(*) FROM ledger.usage_dimension),
                (SELECT count(*) FROM ledger.usage_profile),
                (SELECT count(*) FROM ledger.usage_entry WHERE plain_input_tokens + cached_input_tokens > 120000),
                (SELECT round(sum(cost_pico) / 1000000000000, 2) FROM ledger.usage_entry))""";

    /** Figures over wrong books are worth nothing; returns what is there, for a person. */
    String check(long events) throws SQLException {
        long differences = Long.parseLong(text("SELECT count(*) FROM ledger.profile_difference"));
        long entries = Long.parseLong(text("SELECT count(*) FROM ledger.usage_entry"));
        if (differences != 0 || entries != events) {
            throw new IllegalStateException(entries + " of " + events + " events are in the books, and " + differences
                    + " rows of the profile differ from them");
        }
        return text(WRITTEN);
    }

    Connection connection() {
        return connection;
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
