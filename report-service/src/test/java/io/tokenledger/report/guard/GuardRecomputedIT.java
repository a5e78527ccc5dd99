package io.tokenledger.report.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A random sequence of checks, releases, settlements and time, against a list of reservations that is added up anew each time. */
class GuardRecomputedIT {
    private static final List<String> TEAMS = List.of("a", "b", "c");
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    /** A reservation as the oracle has it: what it takes of which budget, and until when. */
    private static final class Held {
        private final JsonNode answer;
        private final Map<String, BigDecimal> amounts;
        private final Instant expires;
        private Instant until;

        Held(JsonNode answer, Map<String, BigDecimal> amounts, Instant expires) {
            this.answer = answer;
            this.amounts = amounts;
            this.expires = expires;
            this.until = expires;
        }
    }

    private record Limits(String name, List<String> teams, BigDecimal left) {}

    private final TestLedger ledger = TestLedger.empty("guard_recomputed");
    private final SetClock clock = new SetClock(START.toString());
    private final List<Held> held = new ArrayList<>();
    private final List<Limits> budgets = List.of(
            new Limits("all", TEAMS, new BigDecimal("6")),
            new Limits("team a", List.of("a"), new BigDecimal("2.5")),
            new Limits("teams a b", List.of("a", "b"), new BigDecimal("4")),
            new Limits("team c", List.of("c"), new BigDecimal("0.75")));
    private Instant now = START;

    @Test
    void everyAnswerIsWhatAnIndependentSumSays() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (Limits budget : budgets) {
            String teams = budget.teams().stream()
                    .map(team -> '"' + team + '"')
                    .toList()
                    .toString();
            TestBudget.of(budget.name(), "10", "USD")
                    .scope(budget.teams().size() == TEAMS.size() ? "{}" : "{\"team\":" + teams + "}")
                    .insert(ledger)
                    .spent(ledger, BigDecimal.TEN.subtract(budget.left()).toPlainString());
        }
        try (var one = new TestGuard(ledger, clock);
                var other = new TestGuard(ledger, clock, true)) {
            for (int step = 0; step < 1_500; step++) {
                TestGuard guard = random.nextBoolean() ? one : other;
                switch (random.nextInt(10)) {
                    case 0 -> advance(random.nextInt(4_000));
                    case 1 -> release(guard, random, false);
                    case 2 -> release(guard, random, true);
                    case 3 -> burst(guard, random);
                    default -> expect(guard.check(question(random)), "seed " + seed + ", step " + step);
                }
            }
        }
    }

    private void advance(int millis) {
        now = now.plusMillis(millis);
        clock.set(now);
    }

    private final List<String> asked = new ArrayList<>();

    private String question(Random random) {
        String team = TEAMS.get(random.nextInt(TEAMS.size()));
        String cost = BigDecimal.valueOf(random.nextInt(900_000), 6).toPlainString();
        int seconds = 1 + random.nextInt(20);
        asked.clear();
        asked.addAll(List.of(team, cost, String.valueOf(seconds)));
        return "{'tenant':'acme','attribution':{'team':'%s'},'estimate':{'cost':'%s','currency':'USD'},'reserve_seconds':%d}"
                .formatted(team, cost, seconds);
    }

    /** Several at once, of which the order of answers says nothing: only the sum is looked at, by what comes after. */
    private void burst(TestGuard guard, Random random) {
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        List<List<String>> questions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(guard.asked(question(random)));
            questions.add(List.copyOf(asked));
        }
        for (int i = 0; i < answers.size(); i++) {
            JsonNode answer = answers.get(i).join();
            if (answer.get("allowed").asBoolean()) {
                keep(answer, questions.get(i));
            }
        }
    }

    private void expect(JsonNode answer, String where) {
        String team = asked.get(0);
        var cost = new BigDecimal(asked.get(1));
        boolean allowed = true;
        for (Limits budget : budgets) {
            if (budget.teams().contains(team)) {
                BigDecimal reserved = reserved(budget.name());
                allowed &= reserved.add(cost).compareTo(budget.left()) <= 0;
                assertEquals(0, reserved.compareTo(told(answer, budget.name(), "reserved")), where + " " + answer);
                assertEquals(
                        0,
                        budget.left()
                                .subtract(reserved)
                                .subtract(cost)
                                .compareTo(told(answer, budget.name(), "remaining_after")),
                        where + " " + answer);
            }
        }
        assertEquals(allowed, answer.get("allowed").asBoolean(), where + " " + answer);
        if (allowed) {
            keep(answer, asked);
        }
    }

    private void keep(JsonNode answer, List<String> question) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        for (Limits budget : budgets) {
            if (budget.teams().contains(question.get(0))) {
                amounts.put(budget.name(), new BigDecimal(question.get(1)));
            }
        }
        if (!answer.get("reservation_id").isNull()) {
            Instant expires = wholeSecond(now.plusSeconds(Long.parseLong(question.get(2))));
            assertEquals(expires.toString(), answer.get("expires_at").asText());
            held.add(new Held(answer, amounts, expires));
        }
    }

    private void release(TestGuard guard, Random random, boolean used) {
        if (held.isEmpty()) {
            return;
        }
        Held one = held.get(random.nextInt(held.size()));
        boolean live = one.expires.isAfter(now);
        assertEquals(live, guard.release(one.answer, used));
        boolean releasedBefore = !one.until.equals(one.expires);
        Instant end = used ? wholeSecond(now.plusSeconds(5)) : now;
        if (live && !releasedBefore && end.isBefore(one.expires)) {
            one.until = end;
        }
    }

    private BigDecimal reserved(String budget) {
        return held.stream()
                .filter(one -> one.until.isAfter(now))
                .map(one -> one.amounts.getOrDefault(budget, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal told(JsonNode answer, String budget, String field) {
        for (JsonNode room : answer.get("budgets")) {
            if (room.get("name").asText().equals(budget)) {
                return new BigDecimal(room.get(field).asText());
            }
        }
        throw new AssertionError("no budget " + budget + " in " + answer);
    }

    private static Instant wholeSecond(Instant time) {
        return time.getNano() == 0 ? time : Instant.ofEpochSecond(time.getEpochSecond() + 1);
    }
}
