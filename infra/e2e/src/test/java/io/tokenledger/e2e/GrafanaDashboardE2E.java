package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every query of the dashboards, as Grafana would send it and as the role that Grafana has. */
@ExtendWith(Suite.class)
class GrafanaDashboardE2E {
    private static final String TENANT = "grafana";
    private static final Path DASHBOARDS = LocalStack.home().resolve("infra/grafana/dashboards");
    private static final Pattern METRIC = Pattern.compile("\\b(?:tokenledger|http_server)_\\w+");
    private final Instant from = Instant.now().minus(Duration.ofDays(2));
    private final Instant to = Instant.now().plus(Duration.ofMinutes(5));

    /** Usage of today, some of it without a price, and something that could not be used. */
    @BeforeAll
    static void book(LocalStack stack) throws Exception {
        TestEvent priced = event("priced", "search", "o4-mini");
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            sender.http(List.of(priced, event("other", "support", "o3"), event("unpriced", "search", "gpt-99")));
            String negative = priced.json().replace("\"output_tokens\":50", "\"output_tokens\":-50");
            given().baseUri(stack.ingestUrl())
                    .contentType("application/json")
                    .body(negative)
                    .post("/v1/events");
            ledger.awaitEntries(TENANT, 3);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ledger.number("SELECT count(*) FROM ledger.rejected_event WHERE tenant_id = ?", TENANT)
                            == 1);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyQueryAnswersForAllAndForOneTenant(LocalStack stack) throws IOException {
        return DashboardQueries.of(DASHBOARDS).stream()
                .map(query -> dynamicTest(query.where(), () -> {
                    try (Connection grafana = stack.postgres().connect("grafana")) {
                        assertThat(rows(grafana, query.sqlFor(from, to))).isPositive();
                        assertThat(rows(grafana, query.sqlFor(from, to, Map.of("tenant", TENANT))))
                                .isPositive();
                    }
                }));
    }

    @Test
    void spendOfATenantIsTheSumOfItsEvents(LocalStack stack) throws Exception {
        String sql = DashboardQueries.of(DASHBOARDS).stream()
                .filter(query -> query.rawSql().startsWith("SELECT sum(cost_pico)")
                        && query.rawSql().contains("$__timeFilter"))
                .findFirst()
                .orElseThrow()
                .sqlFor(from, to, Map.of("tenant", TENANT));
        try (Connection grafana = stack.postgres().connect("grafana");
                Statement statement = grafana.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            // o4-mini: 90 x $1.10 + 10 x $0.275 + 50 x $4.40; o3: 90 x $2 + 10 x $0.50 + 50 x $8, per million.
            assertThat(row.getBigDecimal(1)).isEqualByComparingTo("0.00090675");
        }
    }

    @Test
    void roleOfTheDashboardsSeesThePublishedViewsOnly(LocalStack stack) throws SQLException {
        try (Connection grafana = stack.postgres().connect("grafana")) {
            for (String table : List.of("ledger.usage_entry", "ledger.event_key", "pricing.price")) {
                assertThatThrownBy(() -> rows(grafana, "SELECT * FROM " + table))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void everyMetricOfTheDashboardsIsMeasured(LocalStack stack) throws IOException {
        var used = new TreeSet<String>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.toList()) {
                METRIC.matcher(Files.readString(file)).results().forEach(match -> used.add(match.group()));
            }
        }
        // What is measured when it is first asked.
        given().baseUri(stack.pricingUrl()).get("/v1/prices?limit=1");
        given().baseUri(stack.reportUrl())
                .contentType("application/json")
                .body("{\"tenant\":\"e2e-metrics\",\"attribution\":{},\"estimate\":{\"tokens\":1}}")
                .post("/v1/budgets/check")
                .then()
                .statusCode(200);
        String measured = Stream.of(stack.ingestUrl(), stack.pricingUrl(), stack.reportUrl())
                .map(url -> given().baseUri(url).get("/q/metrics").asString())
                .collect(Collectors.joining("\n"));

        assertThat(used).hasSizeGreaterThan(8);
        assertThat(used)
                .allMatch(metric -> Pattern.compile("(?m)^" + metric + "[ {]")
                        .matcher(measured)
                        .find());
    }

    private static int rows(Connection grafana, String sql) throws SQLException {
        try (Statement statement = grafana.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int rows = 0;
            while (row.next()) {
                rows++;
            }
            return rows;
        }
    }

    private static TestEvent event(String id, String team, String model) {
        return new TestEvent(TENANT, id, Instant.now().minusSeconds(60), team, model, "standard", 100, 10, 50, 20);
    }
}
