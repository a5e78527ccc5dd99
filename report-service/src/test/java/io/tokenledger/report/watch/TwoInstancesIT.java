package io.tokenledger.report.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.fixture.Booking;
import io.tokenledger.report.fixture.Journal;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.watch.Recomputed.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Instances that watch at once, and whose commits are cut off, while events are booked all the time. */
class TwoInstancesIT {
    private static final int TRANSACTIONS = 250;
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

    private final long seed = Long.getLong("watch.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Watching watching = new Watching("watch_two", "2026-11-21T12:00:00Z");
    private final Recomputed recomputed = new Recomputed();
    private final AtomicBoolean booked = new AtomicBoolean();
    private final AtomicInteger watchedTicks = new AtomicInteger();

    @Test
    void everythingIsCountedOnceAndToldOnceWithTheEventThatCrossedIt() throws Exception {
        System.out.println("TwoInstancesIT -Dwatch.seed=" + seed);
        List<Budget> budgets = budgets();
        budgets.forEach(watching::keep);
        Watching.settle(watching.instance());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                long ofThread = random.nextLong();
                running.add(threads.submit(ticking(new Random(ofThread))));
            }
            book();
            booked.set(true);
            for (Future<Void> one : running) {
                one.get(2, TimeUnit.MINUTES);
            }
        } finally {
            booked.set(true);
            threads.shutdownNow();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        Watching.settle(watching.instance());
        assertThat(watchedTicks).as("they took turns while events came").hasValueGreaterThan(20);
        budgets.forEach(this::compare);
    }

    private List<Budget> budgets() {
        List<Budget> budgets = new ArrayList<>();
        for (Map<String, List<String>> scope : List.<Map<String, List<String>>>of(
                Map.of(),
                Map.of("team", List.of("a")),
                Map.of("team", List.of("b", "c")),
                Map.of("user", List.of("u1")))) {
            budgets.add(TestBudget.ofAll()
                    .scoped(scope)
                    .limited(TestBudget.money("0.5", "USD"))
                    .budget());
            budgets.add(TestBudget.ofAll()
                    .scoped(scope)
                    .limited(new Budget.Limit.Tokens(20_000))
                    .budget());
        }
        return budgets;
    }

    private Callable<Void> ticking(Random ofThread) {
        return () -> {
            TickWriter instance = watching.failingInstance(ofThread, 6);
            boolean last = false;
            while (!last) {
                last = booked.get();
                try {
                    if (instance.tick() instanceof TickOutcome.Watched watched && watched.changes() > 0) {
                        watchedTicks.incrementAndGet();
                    }
                } catch (ReportProblem cutOff) {
                    instance = watching.failingInstance(ofThread, 6);
                }
            }
            return null;
        };
    }

    /** One stream: what is booked first is seen first, whoever sees it. */
    private void book() {
        for (int i = 0; i < TRANSACTIONS; i++) {
            List<Booking> entries = new ArrayList<>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                entries.add(Booking.event(
                        watching.instant().minusSeconds(random.nextInt(3600)),
                        String.valueOf(random.nextInt(8) * 1_000_000_000L),
                        "team",
                        List.of("a", "b", "c").get(random.nextInt(3)),
                        "user",
                        "u" + random.nextInt(3)));
            }
            recomputed.booked(
                    Journal.book(watching.ledger, "usage.metered.v1/0", watching.instant(), entries), entries);
        }
    }

    private void compare(Budget budget) {
        Span november = new Span(NOVEMBER, Instant.parse("2026-12-01T00:00:00Z"));
        var counting = recomputed.counting(budget, november, Long.MAX_VALUE);
        var sums = recomputed.sums(budget, counting);
        BudgetState state = watching.state(budget, NOVEMBER.toString());
        assertThat(state.used()).as("seed " + seed).isEqualTo(sums.used(budget));
        assertThat(state.requests()).as("seed " + seed).isEqualTo(sums.requests());
        Map<String, String> expected = new TreeMap<>();
        for (String part : List.of("0.5", "0.8", "1")) {
            if (recomputed.reaches(budget, counting, new BigDecimal(part))) {
                expected.put(
                        part + " firing",
                        recomputed.crossing(budget, november, 0, Long.MAX_VALUE, new BigDecimal(part)));
            }
        }
        Map<String, String> told = new TreeMap<>();
        watching.texts(
                        "SELECT concat_ws(' ', figures ->> 'threshold', state, coalesce(crossing_event, '')) FROM reporting.alert"
                                + " WHERE subject_id = '" + budget.id() + "'")
                .forEach(line ->
                        told.put(line.substring(0, line.lastIndexOf(' ')), line.substring(line.lastIndexOf(' ') + 1)));
        assertThat(told).as("seed " + seed + ", " + budget).isEqualTo(expected);
        assertThat(expected).as("all of it was used up").hasSize(3);
        assertThat(watching.told.read("SELECT alert_id::text FROM ledger.told GROUP BY alert_id HAVING count(*) > 1"))
                .as("told twice")
                .isEmpty();
    }
}
