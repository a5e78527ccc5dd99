package io.tokenledger.bench.alert;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Budgets over what the ledger holds: each of one to three attributes of usage that there is, so that none is idle. */
final class WatchedBudgets {
    private static final List<String> ATTRIBUTES = List.of("team", "app", "environment", "model");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String adminUrl;

    /** As one who may read and write everything. */
    WatchedBudgets(String adminUrl) {
        this.adminUrl = adminUrl;
    }

    private static final String DIMENSIONS =
            "SELECT tenant_id, team, app, environment, model FROM ledger.usage_dimension ORDER BY tenant_id, dimension_id";

    /** Makes them through the import of files, and waits until every one has its state. */
    void create(Http http, String reportUrl, int count, long seed)
            throws SQLException, IOException, InterruptedException {
        var random = new Random(seed);
        Map<String, List<Map<String, String>>> used = used();
        List<String> tenants = List.copyOf(used.keySet());
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String tenant = tenants.get(i % tenants.size());
            List<Map<String, String>> dimensions = used.get(tenant);
            if (dimensions == null) {
                throw new IllegalStateException(tenant + " has used nothing");
            }
            files.computeIfAbsent(tenant, _ -> new StringBuilder(header()))
                    .append(line(i, dimensions.get(random.nextInt(dimensions.size())), random));
        }
        for (var file : files.entrySet()) {
            http.post(
                    reportUrl + "/v1/budgets/imports?tenant=" + file.getKey(),
                    "text/csv",
                    file.getValue().toString());
        }
        awaitStates(count);
    }

    private static String header() {
        return "name,period,timezone,amount,currency,thresholds,scope." + String.join(",scope.", ATTRIBUTES) + "\n";
    }

    /** Of an amount that is never reached: what is measured is the watching. */
    private static String line(int number, Map<String, String> dimension, Random random) {
        var scope = new ArrayList<String>();
        int attributes = 1 + random.nextInt(3);
        for (String attribute : ATTRIBUTES) {
            boolean taken = scope.stream().filter(value -> !value.isEmpty()).count() < attributes
                    && !dimension.getOrDefault(attribute, "").isEmpty();
            scope.add(taken ? dimension.getOrDefault(attribute, "") : "");
        }
        return "b" + number + ",month,UTC,1000000000,USD,0.5;0.8;1," + String.join(",", scope) + "\n";
    }

    private Map<String, List<Map<String, String>>> used() throws SQLException {
        Map<String, List<Map<String, String>>> used = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DIMENSIONS)) {
            while (row.next()) {
                Map<String, String> dimension = new LinkedHashMap<>();
                for (String attribute : ATTRIBUTES) {
                    dimension.put(attribute, row.getString(attribute));
                }
                used.computeIfAbsent(row.getString("tenant_id"), _ -> new ArrayList<>())
                        .add(dimension);
            }
        }
        return used;
    }

    private static final String STATES = "SELECT count(DISTINCT (tenant_id, budget_id)) FROM reporting.budget_state";

    void awaitStates(int count) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement()) {
            while (number(statement, STATES) < count) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("after " + PATIENCE + " " + number(statement, STATES) + " of "
                            + count + " budgets have a state");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static final String STATE_AGAIN = "UPDATE reporting.budget_state SET moved_at = moved_at";
    private static final String USAGE_AGAIN = "UPDATE reporting.budget_usage SET requests = requests";

    /** How long PostgreSQL takes to write every row of the states once more with nothing to decide, the best of some. */
    Duration bareWrite(int runs) throws SQLException {
        long best = Long.MAX_VALUE;
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int run = 0; run < runs; run++) {
                long began = System.nanoTime();
                statement.executeUpdate(STATE_AGAIN);
                statement.executeUpdate(USAGE_AGAIN);
                connection.commit();
                best = Math.min(best, System.nanoTime() - began);
            }
        }
        return Duration.ofNanos(best);
    }

    private static final String WRONG = """
            SELECT count(*) FROM reporting.budget_state s
            JOIN reporting.budget b ON b.tenant_id = s.tenant_id AND b.budget_id = s.budget_id
            WHERE s.period_start <= now() AND s.period_end > now() AND s.spent_pico <> (
                SELECT coalesce(sum(u.cost_pico) FILTER (WHERE u.currency <> 'XXX'), 0)
                FROM ledger.usage_by_quarter_hour u
                WHERE u.tenant = b.tenant_id AND u.bucket_start >= s.period_start AND u.bucket_start < s.period_end
                  AND (b.scope -> 'team' IS NULL OR b.scope -> 'team' ?? u.team)
                  AND (b.scope -> 'app' IS NULL OR b.scope -> 'app' ?? u.app)
                  AND (b.scope -> 'environment' IS NULL OR b.scope -> 'environment' ?? u.environment)
                  AND (b.scope -> 'model' IS NULL OR b.scope -> 'model' ?? u.model))
              AND b.name LIKE ? || '%'
            """;

    /** Budgets whose state is not what the ledger's sums say, among those whose name begins so; slow. */
    long wrong(String prefix) throws SQLException {
        try (Connection connection = DriverManager.getConnection(adminUrl);
                var statement = connection.prepareStatement(WRONG)) {
            statement.setString(1, prefix);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
