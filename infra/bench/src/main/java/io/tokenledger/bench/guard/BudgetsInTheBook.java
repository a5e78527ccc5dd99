package io.tokenledger.bench.guard;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Many budgets of a hundred tenants: of each one for the whole tenant, one for each of nine teams and thirty apps, the rest for
 * users; in dollars, but for the teams' in tokens. Users have little room, so that some are denied.
 */
final class BudgetsInTheBook implements AutoCloseable {
    static final int TENANTS = 100;
    static final int TEAMS = 9;
    static final int APPS = 30;
    private static final long WATCHED_SECONDS = 120;

    private final Connection connection;
    private final int budgets;

    BudgetsInTheBook(String jdbcUrl, int budgets) throws SQLException {
        this.connection = DriverManager.getConnection(jdbcUrl);
        this.budgets = budgets;
    }

    int usersPerTenant() {
        return Math.max(1, budgets / TENANTS - 1 - TEAMS - APPS);
    }

    // Amounts in pico-dollars, or tokens where there is no currency.
    private static final String INSERT = """
            INSERT INTO reporting.budget (tenant_id, budget_id, name, scope, period, timezone, amount_pico, currency, tokens,
                thresholds, forecast_thresholds, channels, created_at, first_day, changed_at)
            SELECT 'tenant-' || t, gen_random_uuid(), kind.name, kind.scope::jsonb, 'month', 'UTC', kind.pico,
                   CASE WHEN kind.pico IS NULL THEN NULL ELSE 'USD' END, kind.tokens, '{}', '{}', '{}', now(),
                   date_trunc('month', now() AT TIME ZONE 'UTC')::date, now()
            FROM generate_series(0, ? - 1) AS t
            CROSS JOIN (
                SELECT 'all' AS name, '{}' AS scope, 100000 * 1e12 AS pico, NULL::bigint AS tokens
                UNION ALL
                SELECT 'team ' || n, '{"team":["team-' || n || '"]}', NULL, 1000000000 FROM generate_series(0, ? - 1) AS n
                UNION ALL
                SELECT 'app ' || n, '{"app":["app-' || n || '"]}', 1000 * 1e12, NULL FROM generate_series(0, ? - 1) AS n
                UNION ALL
                SELECT 'user ' || n, '{"user":["user-' || n || '"]}', 0.02 * 1e12, NULL FROM generate_series(0, ? - 1) AS n
            ) AS kind""";

    /** Writes them, and waits until the service has found out how each of them stands. */
    String fill() throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, TENANTS);
            insert.setInt(2, TEAMS);
            insert.setInt(3, APPS);
            insert.setInt(4, usersPerTenant());
            insert.executeUpdate();
        }
        try (Statement move = connection.createStatement()) {
            move.execute("UPDATE reporting.budget_book_version SET version = version + 1");
        }
        connection.commit();
        connection.setAutoCommit(true);
        long wanted = number("SELECT count(*) FROM reporting.budget");
        long began = System.nanoTime();
        while (number("SELECT count(*) FROM reporting.budget_state") < wanted) {
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(WATCHED_SECONDS)) {
                throw new IllegalStateException(number("SELECT count(*) FROM reporting.budget_state") + " of " + wanted
                        + " budgets have a state after " + WATCHED_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return "%d budgets of %d tenants, each with a state after %.1f s"
                .formatted(wanted, TENANTS, (System.nanoTime() - began) / 1e9);
    }

    /** One check: a tenant, a team, an app and a user, so that four budgets are asked. */
    String check(Random random, int reserveSeconds) {
        return """
                {"tenant":"tenant-%d","attribution":{"team":"team-%d","app":"app-%d","user":"user-%d","environment":"prod"},\
                "estimate":{"provider":"openai","model":"o4-mini","usage":{"input_tokens":%d,"output_tokens":%d}},\
                "reserve_seconds":%d}""".formatted(
                        random.nextInt(TENANTS),
                        random.nextInt(TEAMS),
                        random.nextInt(APPS),
                        random.nextInt(usersPerTenant()),
                        200 + random.nextInt(3_000),
                        50 + random.nextInt(800),
                        reserveSeconds);
    }

    private static final String HELD = """
            SELECT budget_id, sum(amount) AS held
            FROM reporting.budget_hold CROSS JOIN LATERAL unnest(amounts) AS amount
            GROUP BY budget_id""";

    /** What the database says is held, in pico or tokens. */
    Map<UUID, BigDecimal> held() throws SQLException {
        Map<UUID, BigDecimal> held = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HELD)) {
            while (row.next()) {
                held.put(row.getObject("budget_id", UUID.class), row.getBigDecimal("held"));
            }
        }
        return held;
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
