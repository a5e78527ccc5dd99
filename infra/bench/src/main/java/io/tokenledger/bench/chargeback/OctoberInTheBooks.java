package io.tokenledger.bench.chargeback;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * October 2026 and a day on either side, written into the ledger's tables as posting would have: 40 teams of acme with four
 * apps each, an app uses three of twelve models; busy ones by far more often; a model has no price; five teams of globex.
 */
final class OctoberInTheBooks implements AutoCloseable {
    static final String TENANT = "acme";

    private final Connection connection;

    OctoberInTheBooks(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
    }

    private static final String DIMENSIONS = """
            INSERT INTO ledger.usage_dimension (tenant_id, dimension_id, team, project, app, environment, provider, model,
                                                service_tier, reasoning_effort, region)
            SELECT tenant, md5(concat_ws('/', tenant, team, app, model))::uuid, 'team-' || team, 'project-' || team % 10,
                   'app-' || team || '-' || app, 'prod', 'provider-' || model % 3, 'model-' || model, 'standard', '', ''
            FROM (VALUES ('acme', 40), ('globex', 5)) AS t (tenant, teams)
            CROSS JOIN LATERAL generate_series(1, teams) AS team
            CROSS JOIN generate_series(1, 4) AS app
            CROSS JOIN LATERAL (SELECT DISTINCT (team * 7 + app * 5 + i * (1 + team % 2)) % 12 AS model
                                FROM generate_series(0, 2) AS i) AS used""";

    // Where a request goes. An array would do; the table is small and hashed.
    private static final String PLACES = """
            CREATE TABLE public.bench_place AS
            SELECT (row_number() OVER (ORDER BY md5(dimension_id::text)) - 1)::int AS place, tenant_id, dimension_id,
                   split_part(model, '-', 2)::int AS model
            FROM ledger.usage_dimension""";

    private static final String EVENTS = """
            INSERT INTO ledger.usage_entry (tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source,
                event_id, event_type, plain_input_tokens, cached_input_tokens, cache_write_tokens,
                cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens,
                audio_output_tokens, requests, web_searches, input_provenance, output_provenance, price_id, currency,
                cost_pico, unpriced_requests, unpriced_reason, received_at, booked_at, book_version, capabilities)
            SELECT tenant_id, at, md5(event::text)::uuid, 0, 'usage', dimension_id, 'bench', event::text,
                   'io.tokenledger.usage.v1', input_tokens, cached_tokens, 0, 0, 0, 0, output_tokens, reasoning_tokens, 0,
                   1, 0, 'provider', 'provider', CASE WHEN model > 0 THEN model END,
                   CASE WHEN model > 0 THEN 'USD' ELSE 'XXX' END,
                   CASE WHEN model > 0 THEN (input_tokens * 4 + cached_tokens + (output_tokens + reasoning_tokens) * 16)
                                            * 137501::numeric * model END,
                   CASE WHEN model > 0 THEN 0 ELSE 1 END, CASE WHEN model > 0 THEN NULL ELSE 'model_unknown' END,
                   at, at, 1, 0
            FROM (SELECT event, timestamptz '2026-09-30Z' + event * (interval '33 days' / ?::float8) AS at,
                         floor(power(random(), 2) * (SELECT count(*) FROM public.bench_place))::int AS place,
                         least(1 + exp(random_normal(7.5, 1.2))::bigint, 120000) AS input_tokens,
                         (random() * 2000)::bigint AS cached_tokens,
                         least(1 + exp(random_normal(5.5, 1.0))::bigint, 30000) AS output_tokens,
                         (random() * 500)::bigint AS reasoning_tokens
                  FROM generate_series(0, ? - 1) AS event) drawn
            JOIN public.bench_place USING (place)""";

    /** Writes that many events and what is summed up of them; in one transaction each. */
    void fill(long events, long seed) throws SQLException {
        execute("SELECT ledger.ensure_partitions('2026-09-01', '2026-11-01')");
        execute("SET work_mem = '512MB'");
        execute("SELECT setseed(" + seed % 1_000 + " / 1000.0)");
        execute(DIMENSIONS);
        execute(PLACES);
        try (PreparedStatement insert = connection.prepareStatement(EVENTS)) {
            insert.setLong(1, events);
            insert.setLong(2, events);
            insert.executeUpdate();
        }
        execute("INSERT INTO ledger.usage_rollup SELECT * FROM ledger.usage_entry_grouped"
                + " ORDER BY tenant_id, bucket_start, dimension_id");
        for (String bucket : List.of("hour", "day")) {
            execute("INSERT INTO ledger.usage_rollup_%1$s SELECT * FROM ledger.usage_rollup_%1$s_grouped"
                            .formatted(bucket)
                    + " ORDER BY tenant_id, bucket_start, dimension_id");
        }
        execute("VACUUM ANALYZE ledger.usage_entry, ledger.usage_rollup, ledger.usage_rollup_hour,"
                + " ledger.usage_rollup_day, ledger.usage_dimension");
    }

    private static final String WRITTEN = """
            SELECT format('%s events of %s attributions, %s quarters of an hour, %s hours, %s days, %s unpriced',
                (SELECT count(*) FROM ledger.usage_entry), (SELECT count(*) FROM ledger.usage_dimension),
                (SELECT count(*) FROM ledger.usage_rollup), (SELECT count(*) FROM ledger.usage_rollup_hour),
                (SELECT count(*) FROM ledger.usage_rollup_day),
                (SELECT count(*) FROM ledger.usage_entry WHERE currency = 'XXX'))""";

    /** What is there, for a person. That the rollups are right is shown by the answers themselves. */
    String written() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WRITTEN)) {
            row.next();
            return row.getString(1);
        }
    }

    private static final String RAW = """
            COPY (SELECT e.tenant_id, e.occurred_at AT TIME ZONE 'UTC', d.team, d.model, e.requests,
                         e.plain_input_tokens + e.cached_input_tokens, e.cached_input_tokens,
                         e.plain_output_tokens + e.reasoning_tokens, e.reasoning_tokens, e.currency, e.cost_pico,
                         e.unpriced_requests
                  FROM ledger.usage_entry e
                  JOIN ledger.usage_dimension d ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id)
            TO STDOUT WITH (FORMAT csv)""";

    /** Every entry with its team and model, as CSV without a header. */
    void writeRawRows(OutputStream to) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(RAW, to);
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
