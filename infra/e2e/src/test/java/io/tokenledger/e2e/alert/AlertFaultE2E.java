package io.tokenledger.e2e.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.tokenledger.e2e.Sender;
import io.tokenledger.e2e.Suite;
import io.tokenledger.e2e.alert.AlertReceiver.Delivery;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Service;
import io.tokenledger.stack.ServiceProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever happens to report-service, every alert arrives, under one id. The oracle counts events by hand: each costs exactly
 * 0.20 USD and each budget holds 1 USD, so that the third crosses a half and the fifth crosses all of it, to the cent.
 */
@ExtendWith(Suite.class)
class AlertFaultE2E {
    /** In a long run: {@code ./tokenledger test -pl infra/e2e -am -Dtest=AlertFaultE2E -Dtokenledger.kills=100}. */
    private static final int KILLS = Integer.getInteger("tokenledger.kills", 6);

    private static final int TEAMS = 120;
    private static final int MOST_EVENTS = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void killsBetweenStateAndDeliveryLoseNothingAndMakeNoSecondAlert(LocalStack stack) throws Exception {
        long seed = System.nanoTime();
        System.out.println("killsBetweenStateAndDelivery: seed " + seed + ", kills " + KILLS);
        var random = new Random(seed);
        try (var receiver = new AlertReceiver(seed);
                ServiceProcess second = stack.startAnother(Service.REPORT)) {
            Map<String, Integer> events = prepare(stack, "e2e-kills", receiver, random);
            receiver.failing(20);
            List<ServiceProcess> instances = List.of(stack.report(), second);
            try (ExecutorService sending = Executors.newSingleThreadExecutor()) {
                var sent = CompletableFuture.runAsync(
                        () -> send(stack, "e2e-kills", events, random.nextLong(), KILLS * 5_000L), sending);
                for (int kill = 0; kill < KILLS; kill++) {
                    ServiceProcess victim = instances.get(random.nextInt(2));
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
                    victim.kill();
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
                    victim.restart();
                }
                sent.get();
            }
            receiver.failing(0);

            assertArrives(receiver, events);
            assertKept(stack, "e2e-kills", receiver);
        }
    }

    @Test
    void twoInstancesTellEachAlertOnce(LocalStack stack) throws Exception {
        long seed = System.nanoTime();
        System.out.println("twoInstancesTellEachAlertOnce: seed " + seed);
        var random = new Random(seed);
        try (var receiver = new AlertReceiver(seed);
                var _ = stack.startAnother(Service.REPORT)) {
            Map<String, Integer> events = prepare(stack, "e2e-two", receiver, random);
            send(stack, "e2e-two", events, random.nextLong(), 3_000);

            assertArrives(receiver, events);
            TimeUnit.SECONDS.sleep(3); // what would come twice comes within the time of a delivery
            assertThat(receiver.taken()).hasSize(expected(events).size());
            assertKept(stack, "e2e-two", receiver);
        }
    }

    /** A budget for each team, one channel for all; gives how many events each team will send. */
    private static Map<String, Integer> prepare(
            LocalStack stack, String tenant, AlertReceiver receiver, Random random) {
        JsonPath channel = post(stack, "/v1/channels", """
                {"tenant":"%s","name":"receiver","type":"webhook","url":"%s","allow_private":true}
                """.formatted(tenant, receiver.url()));
        receiver.secret(channel.getString("secret"));
        var events = new HashMap<String, Integer>();
        for (int team = 0; team < TEAMS; team++) {
            post(stack, "/v1/budgets", """
                    {"tenant":"%s","name":"team-%d","scope":{"team":["team-%d"]},"period":"year","timezone":"UTC",
                     "amount":"1","currency":"USD","thresholds":["0.5","1"],"channels":["%s"]}
                    """.formatted(tenant, team, team, channel.getString("id")));
            events.put("team-" + team, random.nextInt(MOST_EVENTS + 1));
        }
        return events;
    }

    private static JsonPath post(LocalStack stack, String path, String body) {
        return given().baseUri(stack.reportUrl())
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** All events in random order, spread over that time. */
    private static void send(LocalStack stack, String tenant, Map<String, Integer> events, long seed, long millis) {
        var order = new ArrayList<String>();
        events.forEach((team, count) -> order.addAll(Collections.nCopies(count, team)));
        Collections.shuffle(order, new Random(seed));
        try (var sender = new Sender(stack)) {
            for (int i = 0; i < order.size(); i++) {
                sender.kafka(event(tenant, order.get(i), i).getBytes(StandardCharsets.UTF_8));
                TimeUnit.MILLISECONDS.sleep(millis / order.size());
            }
            sender.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("sending was interrupted", e);
        }
    }

    /** gpt-4.1 costs 2 USD per million input tokens: 0.20 USD. */
    private static String event(String tenant, String team, int number) {
        return """
                {"specversion":"1.0","id":"%s-%d","source":"e2e-alerts","type":"io.tokenledger.usage.v1","time":"%s",\
                "data":{"tenant":"%s","provider":"openai","model":"gpt-4.1","service_tier":"standard","team":"%s",\
                "app":"app","usage":{"input_tokens":100000,"output_tokens":0}}}""".formatted(team, number, Instant.now(), tenant, team);
    }

    /** Team and threshold of every alert that there must be. */
    private static Set<String> expected(Map<String, Integer> events) {
        var expected = new HashSet<String>();
        events.forEach((team, count) -> {
            if (count >= 3) {
                expected.add(team + " 0.5");
            }
            if (count >= 5) {
                expected.add(team + " 1");
            }
        });
        return expected;
    }

    private static void assertArrives(AlertReceiver receiver, Map<String, Integer> events) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(arrived(receiver)).isEqualTo(expected(events)));
        assertThat(receiver.complaints()).isEmpty();
        Map<String, Set<String>> ids = receiver.taken().stream()
                .collect(Collectors.groupingBy(
                        AlertFaultE2E::name, Collectors.mapping(Delivery::noticeId, Collectors.toSet())));
        assertThat(ids)
                .allSatisfy((alert, notices) -> assertThat(notices)
                        .as("ids under which %s was told", alert)
                        .hasSize(1));
        assertThat(receiver.taken().stream().map(Delivery::alertId).distinct())
                .as("a receiver that honours ids sees each alert once")
                .hasSize(expected(events).size());
    }

    private static Set<String> arrived(AlertReceiver receiver) {
        return receiver.taken().stream().map(AlertFaultE2E::name).collect(Collectors.toSet());
    }

    private static String name(Delivery delivery) {
        return delivery.subject() + " " + delivery.threshold();
    }

    /** What the service itself says is firing is what was told. */
    private static void assertKept(LocalStack stack, String tenant, AlertReceiver receiver) {
        var kept = new HashSet<String>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = given().baseUri(stack.reportUrl())
                    .get("/v1/alerts?tenant=" + tenant + "&state=firing" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            kept.addAll(page.getList("alerts.id", String.class));
            String next = page.getString("next_cursor");
            cursor = next == null ? null : "&cursor=" + next;
        }
        assertThat(kept)
                .isEqualTo(receiver.taken().stream().map(Delivery::alertId).collect(Collectors.toSet()));
    }
}
