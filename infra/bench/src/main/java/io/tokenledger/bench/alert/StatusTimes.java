package io.tokenledger.bench.alert;

import io.tokenledger.bench.Quantiles;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How long {@code GET /v1/budgets/{id}/status} takes, one after another over many budgets, beside a bare answer. */
final class StatusTimes {
    private static final int REQUESTS = 1_000;
    private static final double LIMIT_MILLIS = 10;

    private final Http http;
    private final String reportUrl;
    private final List<String> paths;

    /**
     * Of budgets that there are.
     *
     * @param reportingUrl as the owner of the schema
     */
    StatusTimes(Http http, String reportUrl, String reportingUrl) throws SQLException {
        this.http = http;
        this.reportUrl = reportUrl;
        this.paths = paths(reportingUrl);
    }

    private static final String BUDGETS =
            "SELECT tenant_id, budget_id FROM reporting.budget ORDER BY budget_id LIMIT " + REQUESTS;

    private static List<String> paths(String reportingUrl) throws SQLException {
        List<String> paths = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(reportingUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BUDGETS)) {
            while (row.next()) {
                paths.add("/v1/budgets/" + row.getString("budget_id") + "/status?tenant=" + row.getString("tenant_id"));
            }
        }
        return paths;
    }

    /** Asks, and prints. */
    void print(PrintStream out, String when) throws IOException, InterruptedException {
        Quantiles bare = ask(List.of("/q/health/live"));
        Quantiles status = ask(paths);
        out.printf(
                "status    %s: p50 %.1f ms, p99 %.1f ms (%.2f of the limit of 10 ms); a bare answer p50 %.1f ms, p99 %.1f"
                        + " ms%n",
                when,
                status.millis(50),
                status.millis(99),
                status.millis(99) / LIMIT_MILLIS,
                bare.millis(50),
                bare.millis(99));
    }

    private Quantiles ask(List<String> of) throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            long began = System.nanoTime();
            http.get(reportUrl + of.get(i % of.size()));
            nanos.add(System.nanoTime() - began);
        }
        return new Quantiles(nanos);
    }
}
