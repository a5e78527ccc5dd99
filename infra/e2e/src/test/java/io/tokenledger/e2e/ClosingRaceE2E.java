package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fifty tenants' books are closed at any moment while events of the time that is closed, and of the time after it, come in
 * without a pause, over Kafka and HTTP.
 */
@ExtendWith(Suite.class)
class ClosingRaceE2E {
    private static final int TENANTS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant FIRST = Instant.parse("2025-06-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2025-07-01T00:00:00Z");
    private static final int QUARTERS = 20 * 96;

    /** What a report says of a time. */
    private record Figures(long requests, BigInteger costPico) {
        static final Figures NONE = new Figures(0, BigInteger.ZERO);

        Figures plus(TestEvent event) {
            return new Figures(requests + 1, costPico.add(event.costPico()));
        }
    }

    /** Books that are closed, and what the report said of the closed time right after. */
    private record Closed(String tenant, Instant until, Figures reported) {}

    @Test
    void everyEventIsInTheClosedPeriodOrInTheNextOnesAdjustments(LocalStack stack) throws Exception {
        long seed = System.nanoTime();
        System.out.println("everyEventIsInTheClosedPeriodOrInTheNextOnesAdjustments: seed " + seed);
        var sent = Collections.synchronizedMap(new HashMap<String, TestEvent>());
        var stop = new CountDownLatch(1);
        List<Closed> closings;
        try (var sender = new Sender(stack)) {
            var sending = CompletableFuture.runAsync(
                    () -> send(sender, sent, new Random(seed), stop), OffsetWatch.OWN_THREAD);
            try {
                closings = closeAll(stack, new Random(seed + 1));
                TimeUnit.SECONDS.sleep(1);
            } finally {
                stop.countDown();
            }
            sending.get();
            sender.flush();
            assertThat(sender.acknowledged()).isEqualTo(sent.keySet());
        }
        Map<String, List<TestEvent>> byTenant = new HashMap<>();
        sent.values()
                .forEach(event -> byTenant.computeIfAbsent(event.tenant(), _ -> new ArrayList<>())
                        .add(event));
        int adjusted = 0;
        int inTime = 0;
        try (var ledger = new TestLedger(stack)) {
            for (Closed closed : closings) {
                List<TestEvent> events = byTenant.getOrDefault(closed.tenant(), List.of());
                Map<String, Boolean> adjustments = adjustments(ledger, closed, events);
                adjusted += (int) adjustments.values().stream().filter(is -> is).count();
                inTime += Math.toIntExact(closed.reported().requests());
                assertFigures(stack, closed, events, adjustments, "seed " + seed + ", " + closed);
            }
            assertThat(ledger.rollupDifferences()).isZero();
            assertThat(ledger.number("SELECT (SELECT count(*) FROM ledger.rollup_hour_difference)"
                            + " + (SELECT count(*) FROM ledger.rollup_day_difference)"))
                    .isZero();
        }
        System.out.printf("%d events, %d in closed time, %d adjustments%n", sent.size(), inTime, adjusted);
        assertThat(inTime).isPositive();
        assertThat(adjusted).isPositive();
    }

    private static void send(Sender sender, Map<String, TestEvent> sent, Random random, CountDownLatch stop) {
        try {
            while (!stop.await(25, TimeUnit.MILLISECONDS)) {
                var next = new ArrayList<TestEvent>();
                for (int i = 0; i < 50; i++) {
                    String id = "race-" + sent.size();
                    TestEvent event = TestEvent.random(tenant(random.nextInt(TENANTS)), id, random);
                    sent.put(id, event);
                    next.add(event);
                }
                if (random.nextInt(5) == 0) {
                    sender.http(next);
                } else {
                    next.forEach(sender::kafka);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("sending failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("sending was interrupted", e);
        }
    }

    /** One after another, each at a moment and up to an instant of chance; by either service's role. */
    private static List<Closed> closeAll(LocalStack stack, Random random) throws Exception {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < TENANTS; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        var closings = new ArrayList<Closed>();
        TimeUnit.SECONDS.sleep(2);
        for (int number : order) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
            Instant until = FIRST.plusSeconds(900L * (1 + random.nextInt(QUARTERS - 1)));
            if (random.nextBoolean()) {
                closeOverHttp(stack, tenant(number), until);
            } else {
                closeAsReport(stack, tenant(number), until);
            }
            closings.add(new Closed(tenant(number), until, figures(stack, tenant(number), FIRST, until)));
            Closed before = closings.get(random.nextInt(closings.size()));
            assertThat(figures(stack, before.tenant(), FIRST, before.until()))
                    .as("read again: %s", before)
                    .isEqualTo(before.reported());
        }
        return closings;
    }

    private static void closeOverHttp(LocalStack stack, String tenant, Instant until) {
        given().baseUri(stack.pricingUrl())
                .contentType("application/json")
                .body("{\"tenant\":\"%s\",\"closed_until\":\"%s\",\"author\":\"e2e\",\"reason\":\"done\"}"
                        .formatted(tenant, until))
                .post("/v1/ledger/closings")
                .then()
                .statusCode(201);
    }

    private static void closeAsReport(LocalStack stack, String tenant, Instant until) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(stack.postgres().jdbcUrl("report_app"));
                PreparedStatement close =
                        connection.prepareStatement("SELECT ledger.close_books(?, ?, 'e2e', 'done', ?)")) {
            close.setString(1, tenant);
            close.setObject(2, until.atOffset(ZoneOffset.UTC));
            close.setObject(3, Instant.now().atOffset(ZoneOffset.UTC));
            close.execute();
        }
    }

    private static final String ENTRIES = """
            SELECT event_id, occurred_at, accounted_at FROM ledger.usage_entry WHERE tenant_id = ?""";

    /** Every event by its id, and whether it is an adjustment; refuses what is there twice, not at all, or elsewhere. */
    private static Map<String, Boolean> adjustments(TestLedger ledger, Closed closed, List<TestEvent> events)
            throws SQLException {
        await().atMost(PATIENCE).until(() -> ledger.entries(closed.tenant()) >= events.size());
        var adjustments = new HashMap<String, Boolean>();
        for (Map<String, @Nullable Object> entry : ledger.rows(ENTRIES, closed.tenant())) {
            Instant occurredAt = ((Timestamp) Objects.requireNonNull(entry.get("occurred_at"))).toInstant();
            Timestamp accountedAt = (Timestamp) entry.get("accounted_at");
            if (accountedAt != null) {
                assertThat(occurredAt).as("%s: %s", closed, entry).isBefore(closed.until());
                assertThat(accountedAt.toInstant()).as("%s: %s", closed, entry).isEqualTo(closed.until());
            }
            assertThat(adjustments.put(String.valueOf(entry.get("event_id")), accountedAt != null))
                    .as("%s: twice %s", closed, entry)
                    .isNull();
        }
        assertThat(adjustments.keySet())
                .as("%s", closed)
                .isEqualTo(events.stream().map(TestEvent::id).collect(Collectors.toSet()));
        return adjustments;
    }

    /** The closed time is as it was reported, and with the time after it the sum of all that was sent. */
    private static void assertFigures(
            LocalStack stack, Closed closed, List<TestEvent> events, Map<String, Boolean> adjustments, String what) {
        Figures before = Figures.NONE;
        Figures after = Figures.NONE;
        for (TestEvent event : events) {
            boolean late = adjustments.getOrDefault(event.id(), false);
            if (event.at().isBefore(closed.until()) && !late) {
                before = before.plus(event);
            } else {
                after = after.plus(event);
            }
        }
        assertThat(closed.reported()).as(what).isEqualTo(before);
        assertThat(figures(stack, closed.tenant(), FIRST, closed.until()))
                .as(what)
                .isEqualTo(before);
        assertThat(figures(stack, closed.tenant(), closed.until(), LAST))
                .as(what)
                .isEqualTo(after);
    }

    private static Figures figures(LocalStack stack, String tenant, Instant from, Instant to) {
        JsonPath total = given().baseUri(stack.reportUrl())
                .queryParam("from", from.toString())
                .queryParam("to", to.toString())
                .queryParam("filter.tenant", tenant)
                .get("/v1/chargeback")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Figures(
                total.getLong("total.requests"),
                new BigDecimal(total.getString("total.cost")).movePointRight(12).toBigIntegerExact());
    }

    private static String tenant(int number) {
        return "race-%02d".formatted(number);
    }
}
