package io.tokenledger.report.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.fixture.TestLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads at once, also over two instances that know nothing of each other but the database. */
class GuardRaceIT {
    private static final int THREADS = 64;

    private final TestLedger ledger = TestLedger.empty("guard_race");
    private final SetClock clock = new SetClock("2026-11-21T12:00:00Z");
    private final TestGuard one = new TestGuard(ledger, clock);
    private final TestGuard other = new TestGuard(ledger, clock, true);

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    /** What each thread asks, many times; all of them begin together. */
    private List<JsonNode> race(int asksPerThread, IntFunction<JsonNode> ask) throws Exception {
        var start = new CountDownLatch(1);
        List<JsonNode> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<List<JsonNode>>> asked = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                Callable<List<JsonNode>> asking = () -> {
                    start.await();
                    List<JsonNode> own = new ArrayList<>();
                    for (int i = 0; i < asksPerThread; i++) {
                        own.add(ask.apply(number * asksPerThread + i));
                    }
                    return own;
                };
                asked.add(threads.submit(asking));
            }
            start.countDown();
            for (Future<List<JsonNode>> own : asked) {
                answers.addAll(own.get());
            }
        }
        return answers;
    }

    private static long allowed(List<JsonNode> answers) {
        return answers.stream()
                .filter(answer -> answer.get("allowed").asBoolean())
                .count();
    }

    private TestGuard instance(int number) {
        return number % 2 == 0 ? one : other;
    }

    @Test
    void exactlyAsManyAreAllowedAsThereIsRoomFor() throws Exception {
        TestBudget.of("all", "10", "USD").insert(ledger).spent(ledger, "6.3");

        List<JsonNode> answers = race(10, _ -> one.dollars("0.1"));

        assertEquals(37, allowed(answers));
        assertEquals("0", one.dollars("0").get("binding").get("remaining").asText());
    }

    @Test
    void exactlyAsManyAreAllowedByTwoInstancesTogether() throws Exception {
        TestBudget.of("all", "100", "USD").insert(ledger).spent(ledger, "0");
        TestBudget.of("narrow", "20", "USD").insert(ledger).spent(ledger, "7.1");
        TestBudget.ofTokens("tokens", 100_000).insert(ledger).used(ledger, 0);

        List<JsonNode> answers = race(
                10,
                number -> instance(number)
                        .check("{'tenant':'acme','estimate':{'cost':'0.1','currency':'USD','tokens':7}}"));

        assertEquals(129, allowed(answers));
        JsonNode after = other.check("{'tenant':'acme','estimate':{'cost':'0','currency':'USD','tokens':0}}");
        assertEquals(List.of("12.9", "12.9", "903"), after.get("budgets").findValuesAsText("reserved"));
    }

    @Test
    void budgetsThatOverlapInEveryOrderDoNotDeadlock() throws Exception {
        for (String team : List.of("a", "b", "c", "d")) {
            TestBudget.of("team " + team, "3", "USD")
                    .scope("{\"team\":[\"" + team + "\"]}")
                    .insert(ledger)
                    .spent(ledger, "0");
        }
        for (String app : List.of("w", "x", "y", "z")) {
            TestBudget.of("app " + app, "3", "USD")
                    .scope("{\"app\":[\"" + app + "\"]}")
                    .insert(ledger)
                    .spent(ledger, "0");
        }

        List<JsonNode> answers = race(
                20,
                number -> instance(number)
                        .check(
                                "{'tenant':'acme','estimate':{'cost':'0.1','currency':'USD'},'attribution':{'team':'%s','app':'%s'}}"
                                        .formatted("abcd".charAt(number % 4), "wxyz".charAt(number / 4 % 4))));

        assertEquals(THREADS * 20, answers.size());
        assertEquals(
                120, allowed(answers)); // four teams of thirty, and as many apps: each denied for want of its own room
    }

    @Test
    void releasesAndChecksSideBySideNeverExceedTheLimitAndLeaveNothingBehind() throws Exception {
        TestBudget.of("all", "2", "USD").insert(ledger).spent(ledger, "0");

        List<JsonNode> answers = race(20, number -> {
            JsonNode answer = instance(number).dollars("0.1");
            if (answer.get("allowed").asBoolean()) {
                assertTrue(instance(number + 1).release(answer, false), "a reservation that was made was not found");
            }
            return answer;
        });

        assertTrue(allowed(answers) >= 20, "allowed: " + allowed(answers));
        assertTrue(
                answers.stream()
                        .allMatch(answer -> new java.math.BigDecimal(answer.get("binding")
                                                .get("reserved")
                                                .asText())
                                        .compareTo(new java.math.BigDecimal("2"))
                                <= 0),
                "more than the limit was held");
        assertEquals("0", one.dollars("0").get("binding").get("reserved").asText());
    }

    @Test
    void requestOfOneIdThatIsAskedOfBothInstancesAtOnceHoldsOnce() throws Exception {
        TestBudget.of("all", "100", "USD").insert(ledger).spent(ledger, "0");

        List<JsonNode> answers = race(
                10,
                number -> instance(number)
                        .check("{'tenant':'acme','estimate':{'cost':'0.1','currency':'USD'},'request_id':'r"
                                + number % 10 + "'}"));

        Set<String> ids = answers.stream()
                .map(answer -> answer.get("reservation_id").asText())
                .collect(Collectors.toSet());
        assertEquals(10, ids.size());
        assertEquals("1", one.dollars("0").get("binding").get("reserved").asText());
    }
}
