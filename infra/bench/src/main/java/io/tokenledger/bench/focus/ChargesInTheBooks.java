package io.tokenledger.bench.focus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * June 2026 of one tenant: many apps, each of which uses o4-mini once a day, at the price that the book has for it. An event
 * has input, cached input, output and a request: four charges.
 */
final class ChargesInTheBooks implements AutoCloseable {
    static final String TENANT = "acme";
    static final int DAYS = 30;
    static final int CHARGES_OF_AN_EVENT = 4;

    private final Connection connection;

    ChargesInTheBooks(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
    }

    private static final String PRICE = """
            CREATE TABLE public.bench_price AS
            SELECT p.price_id,
                   max(rate.pico) FILTER (WHERE rate.meter = 'input') AS input,
                   max(rate.pico) FILTER (WHERE rate.meter = 'cached_input') AS cached,
                   max(rate.pico) FILTER (WHERE rate.meter = 'output') AS output
            FROM pricing.price_published p
            CROSS JOIN LATERAL unnest(p.meters, p.pico_per_unit) AS rate (meter, pico)
            WHERE p.tenant = '' AND p.provider = 'openai' AND p.model = 'o4-mini' AND p.service_tier = 'standard'
              AND p.region = '' AND p.time_window = '' AND p.context_over_tokens = 0
              AND p.valid_from <= '2026-06-01Z' AND coalesce(p.valid_until, 'infinity') >= '2026-07-01Z'
            GROUP BY p.price_id""";

    private static final String DIMENSIONS = """
            INSERT INTO ledger.usage_dimension (tenant_id, dimension_id, team, project, app, environment, provider, model,
                                                service_tier, reasoning_effort, region)
            SELECT 'acme', md5(app::text)::uuid, 'team-' || app % 40, 'project-' || app % 200, 'app-' || app, 'prod',
                   'openai', 'o4-mini', 'standard', '', ''
            FROM generate_series(0, ? - 1) AS app""";

    private static final String EVENTS = """
            INSERT INTO ledger.usage_entry (tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source,
                event_id, event_type, plain_input_tokens, cached_input_tokens, cache_write_tokens,
                cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens,
                audio_output_tokens, requests, web_searches, input_provenance, output_provenance, price_id, currency,
                cost_pico, unpriced_requests, received_at, booked_at, book_version)
            SELECT 'acme', at, md5(day || '-' || app)::uuid, 0, 'usage', md5(app::text)::uuid, 'bench', day || '-' || app,
                   'io.tokenledger.usage.v1', tokens, tokens / 3, 0, 0, 0, 0, tokens / 7, 0, 0, 1, 0, 'provider',
                   'provider', price_id, 'USD',
                   tokens::numeric * input + (tokens / 3)::numeric * cached + (tokens / 7)::numeric * output, 0, at, at, 1
            FROM (SELECT day, app, timestamptz '2026-06-01 06:00Z' + day * interval '1 day' AS at,
                         1000 + (day * 7919 + app * 104729) % 50000 AS tokens
                  FROM generate_series(0, ? - 1) AS day CROSS JOIN generate_series(0, ? - 1) AS app) used
            CROSS JOIN public.bench_price""";

    /** Writes so many charges, rounded up to whole apps. */
    void fill(long charges) throws SQLException {
        long apps = Math.ceilDiv(charges, (long) CHARGES_OF_AN_EVENT * DAYS);
        execute("SELECT ledger.ensure_partitions('2026-06-01', '2026-06-01')");
        execute(PRICE);
        try (PreparedStatement dimensions = connection.prepareStatement(DIMENSIONS);
                PreparedStatement events = connection.prepareStatement(EVENTS)) {
            dimensions.setLong(1, apps);
            dimensions.executeUpdate();
            events.setInt(1, DAYS);
            events.setLong(2, apps);
            events.executeUpdate();
        }
        execute("VACUUM ANALYZE ledger.usage_entry, ledger.usage_dimension");
    }

    /** How many charges are booked. */
    long charges() throws SQLException {
        return CHARGES_OF_AN_EVENT
                * number("SELECT count(*) FROM ledger.usage_entry").longValueExact();
    }

    /** What they cost, in dollars. */
    BigDecimal cost() throws SQLException {
        return number("SELECT sum(cost_pico) FROM ledger.usage_entry").movePointLeft(12);
    }

    /** Puts the rows of a CSV file into a table of texts; returns how many there are. */
    long load(Path csv) throws SQLException, IOException {
        String heading;
        try (var lines = Files.lines(csv)) {
            heading = lines.findFirst().orElseThrow();
        }
        List<String> columns = Arrays.asList(heading.strip().split(","));
        execute("CREATE UNLOGGED TABLE public.bench_focus ("
                + columns.stream().map(name -> "\"" + name + "\" text").collect(Collectors.joining(", ")) + ")");
        try (InputStream in = Files.newInputStream(csv)) {
            long rows = copy().copyIn("COPY public.bench_focus FROM STDIN WITH (FORMAT csv, HEADER)", in);
            execute("VACUUM ANALYZE public.bench_focus");
            return rows;
        }
    }

    /** The same rows by {@code COPY}; returns how many nanoseconds it took. */
    long copyOut() throws SQLException, IOException {
        long began = System.nanoTime();
        copy().copyOut("COPY public.bench_focus TO STDOUT WITH (FORMAT csv, HEADER)", OutputStream.nullOutputStream());
        return System.nanoTime() - began;
    }

    private CopyManager copy() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private BigDecimal number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBigDecimal(1);
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
