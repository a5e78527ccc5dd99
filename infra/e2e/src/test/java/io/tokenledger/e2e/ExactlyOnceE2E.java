package io.tokenledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Service;
import io.tokenledger.stack.ServiceProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever happens to the processes, an acknowledged event is in the ledger once, at its exact cost. */
@ExtendWith(Suite.class)
class ExactlyOnceE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path AZURE_TRACE = Path.of(System.getProperty("tokenledger.reference-data", "."))
            .resolve("traces/AzureLLMInferenceTrace_2023_code.csv");

    @Test
    void everyEventOfARealTraceIsBookedOnceAtItsExactCost(LocalStack stack) throws Exception {
        assumeThat(AZURE_TRACE)
                .as("everyEventOfARealTraceIsBookedOnceAtItsExactCost needs the Azure code trace")
                .exists();
        List<TestEvent> events = readTrace(AZURE_TRACE, "azure-trace");

        try (var sender = new Sender(stack)) {
            events.forEach(sender::kafka);
            sender.flush();
            assertThat(sender.acknowledged()).hasSize(8_819);
        }
        assertBooked(stack, "azure-trace", events);
    }

    @Test
    void killingThePricingServiceLosesAndDoublesNothing(LocalStack stack) throws Exception {
        long seed = System.nanoTime();
        System.out.println("killingThePricingServiceLosesAndDoublesNothing: seed " + seed);
        var random = new Random(seed);
        Map<String, TestEvent> events = events("killed", 80_000, random);
        if (Files.exists(AZURE_TRACE)) {
            readTrace(AZURE_TRACE, "killed").forEach(event -> events.put(event.id(), event));
        }
        List<TestEvent> arrivals = withDuplicates(events.values(), 20_000, random);

        try (var sender = new Sender(stack);
                var watch = new OffsetWatch(stack)) {
            var sending = CompletableFuture.runAsync(() -> send(sender, arrivals, seed, 200), OffsetWatch.OWN_THREAD);
            for (int kill = 0; kill < 5; kill++) {
                TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(2_500));
                stack.pricing().kill();
                stack.pricing().restart();
            }
            sending.get();
            sender.flush();
            assertThat(sender.acknowledged()).isEqualTo(events.keySet());
            assertBooked(stack, "killed", events.values());
            assertThat(watch.samples()).isGreaterThan(20);
        }
    }

    @Test
    void twoInstancesShareThePartitionsAndStayExact(LocalStack stack) throws Exception {
        long seed = System.nanoTime();
        System.out.println("twoInstancesShareThePartitionsAndStayExact: seed " + seed);
        var random = new Random(seed);
        Map<String, TestEvent> events = events("shared", 20_000, random);
        List<TestEvent> arrivals = withDuplicates(events.values(), 5_000, random);

        try (var sender = new Sender(stack);
                var watch = new OffsetWatch(stack)) {
            var sending = CompletableFuture.runAsync(() -> send(sender, arrivals, seed, 80), OffsetWatch.OWN_THREAD);
            ServiceProcess second = stack.startAnother(Service.PRICING);
            try {
                sending.get();
                sender.flush();
                stack.pricing().kill();
                assertBooked(stack, "shared", events.values());
                stack.pricing().restart();
            } finally {
                second.close();
            }
            assertThat(watch.samples()).isPositive();
        }
    }

    private static Map<String, TestEvent> events(String tenant, int count, Random random) {
        var events = new HashMap<String, TestEvent>();
        for (int i = 0; i < count; i++) {
            String id = tenant + "-" + i;
            events.put(id, TestEvent.random(tenant, id, random));
        }
        return events;
    }

    private static List<TestEvent> withDuplicates(Collection<TestEvent> events, int duplicates, Random random) {
        var arrivals = new ArrayList<>(events);
        for (int i = 0; i < duplicates; i++) {
            arrivals.add(arrivals.get(random.nextInt(events.size())));
        }
        Collections.shuffle(arrivals, random);
        return arrivals;
    }

    /** A fifth over HTTP in batches, the rest over Kafka; 500 at a time with a pause, so that all kills meet traffic. */
    private static void send(Sender sender, List<TestEvent> arrivals, long seed, long pauseMillis) {
        var random = new Random(seed);
        try {
            for (int from = 0; from < arrivals.size(); from += 500) {
                List<TestEvent> next = arrivals.subList(from, Math.min(arrivals.size(), from + 500));
                if (random.nextInt(5) == 0) {
                    sender.http(next);
                } else {
                    next.forEach(sender::kafka);
                }
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        } catch (IOException e) {
            throw new IllegalStateException("sending failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("sending was interrupted", e);
        }
    }

    private static void assertBooked(LocalStack stack, String tenant, Collection<TestEvent> events)
            throws SQLException {
        try (var ledger = new TestLedger(stack)) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> ledger.entries(tenant) >= events.size());
            var expected = new HashMap<String, BigInteger>();
            events.forEach(event -> expected.put(event.id(), event.costPico()));
            assertThat(ledger.costs(tenant)).isEqualTo(expected);
            assertThat(ledger.entries(tenant)).isEqualTo(events.size());
            assertThat(ledger.rollupDifferences()).as("rollup rows that differ").isZero();
            assertThat(ledger.journalDifferences())
                    .as("rows of the journal that differ")
                    .isZero();
            assertThat(ledger.profileDifferences())
                    .as("cells of the usage profile that differ")
                    .isZero();
            assertThat(ledger.offsetsAheadOfStates()).isZero();
            assertThat(ledger.statesAheadOfRows()).isZero();
        }
        assertChargeback(stack, tenant, events);
    }

    /** What finance reads: per day of Kathmandu and team, against sums made here. */
    private static void assertChargeback(LocalStack stack, String tenant, Collection<TestEvent> events) {
        var zone = ZoneId.of("Asia/Kathmandu");
        var expected = new HashMap<String, BigInteger>();
        for (TestEvent event : events) {
            LocalDate day = LocalDate.ofInstant(event.at(), zone);
            expected.merge(day + " " + event.team(), event.costPico(), BigInteger::add);
        }
        Instant first =
                events.stream().map(TestEvent::at).min(Instant::compareTo).orElseThrow();
        Instant last =
                events.stream().map(TestEvent::at).max(Instant::compareTo).orElseThrow();
        List<Map<String, Object>> lines = RestAssured.given()
                .baseUri(stack.reportUrl())
                .queryParam("from", LocalDate.ofInstant(first, zone).toString())
                .queryParam("to", LocalDate.ofInstant(last, zone).plusDays(1).toString())
                .queryParam("timezone", zone.getId())
                .queryParam("group_by", "day,team")
                .queryParam("filter.tenant", tenant)
                .get("/v1/chargeback")
                .then()
                .statusCode(200)
                .extract()
                .path("lines");
        var actual = new HashMap<String, BigInteger>();
        for (Map<String, Object> line : lines) {
            var group = (Map<?, ?>) Objects.requireNonNull(line.get("group"));
            actual.put(
                    group.get("day") + " " + group.get("team"),
                    new BigDecimal(String.valueOf(line.get("cost")))
                            .movePointRight(12)
                            .toBigIntegerExact());
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static List<TestEvent> readTrace(Path trace, String tenant) throws IOException {
        var events = new ArrayList<TestEvent>();
        for (String line : Files.readAllLines(trace).stream().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            Instant at = Instant.parse(cells[0].replace(' ', 'T') + "Z").plus(Duration.ofDays(730));
            events.add(new TestEvent(
                    tenant,
                    "row-" + events.size(),
                    at,
                    "code",
                    "gpt-4.1-mini",
                    "standard",
                    Long.parseLong(cells[1]),
                    0,
                    Long.parseLong(cells[2]),
                    0));
        }
        return events;
    }
}
