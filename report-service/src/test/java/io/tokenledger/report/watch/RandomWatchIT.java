package io.tokenledger.report.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.CarryOver;
import io.tokenledger.report.fixture.Booking;
import io.tokenledger.report.fixture.Journal;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.watch.Recomputed.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Budgets over a random stream, against a recomputation from the entries: in zones with odd offsets and changes of the clock,
 * with late events, late prices, corrections, two currencies, users and tags, carry-over; while ticks are cut off, instances
 * take turns, budgets come, change and go, and the journal is pruned.
 */
class RandomWatchIT {
    private static final int STEPS = 70;

    private final long seed = Long.getLong("watch.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomBooks chance = new RandomBooks(random);
    private final Watching watching = new Watching("watch_random", "2026-10-20T00:00:00Z");
    private final Recomputed recomputed = new Recomputed();
    private final Map<UUID, TestBudget> budgets = new TreeMap<>();
    private final Map<UUID, Integer> measuredSince = new HashMap<>();
    private final Set<UUID> changed = new HashSet<>();
    /** What is to be told: the event, or '' where none crossed it. */
    private final Map<String, String> expected = new TreeMap<>();

    /** From here on a budget's periods are followed; those before it are looked up when something is booked into them. */
    private final Map<UUID, Instant> knownFrom = new HashMap<>();

    private final Set<UUID> fresh = new HashSet<>();
    private long seen;
    private boolean lost;
    private TickWriter instance = watching.failingInstance(random, 4);

    @Test
    void statesAndAlertsAreThoseOfTheEntries() {
        System.out.println("RandomWatchIT -Dwatch.seed=" + seed);
        publishRates();
        for (int i = 0; i < 25; i++) {
            keep(chance.budget());
        }
        for (int step = 0; step < STEPS; step++) {
            watching.at(Objects.requireNonNull(chance.laterThan(watching.instant())));
            for (int i = random.nextInt(4); i > 0; i--) {
                book();
            }
            if (chance.chance(4)) {
                change();
            }
            if (chance.chance(20)) {
                Journal.prune(watching.ledger, last() - random.nextInt(3));
            }
            Map<StateKey, BudgetState> before = states();
            double places = lostPlaces();
            settleThroughFailures();
            lost = lostPlaces() > places;
            compare("step " + step + ", seed " + seed, before);
        }
        assertThat(expected).as("something was told").hasSizeGreaterThan(10);
    }

    private double lostPlaces() {
        return watching.meters.counter("tokenledger.watch.places.lost").count();
    }

    private void publishRates() {
        List<Rate> rates = new ArrayList<>();
        for (LocalDate day = LocalDate.parse("2026-09-01"); day.getMonthValue() < 12; day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() <= 5) {
                String perEuro = "1." + (1000 + random.nextInt(2000));
                rates.add(new Rate("USD", day.toString(), perEuro));
                recomputed.rate("USD", day, perEuro);
            }
        }
        Rate.publish(watching.ledger, rates);
    }

    private void book() {
        String stream = chance.one(List.of("usage.metered.v1/0", "usage.metered.v1/1", "books"));
        List<Booking> entries = chance.transaction(watching.instant());
        recomputed.booked(Journal.book(watching.ledger, stream, watching.instant(), entries), entries);
    }

    private long last() {
        return recomputed.all().stream()
                .mapToLong(Recomputed.Booked::change)
                .max()
                .orElse(0);
    }

    private void keep(TestBudget budget) {
        if (budgets.put(budget.id(), budget) == null) {
            Span running = Recomputed.span(budget.budget(), watching.instant());
            Instant first =
                    budget.days().first().atStartOfDay(budget.days().zone()).toInstant();
            knownFrom.put(budget.id(), running == null ? watching.instant() : running.from());
            knownFrom.merge(
                    budget.id(), first, (known, start) -> running == null && start.isAfter(known) ? start : known);
        }
        fresh.add(budget.id());
        measuredSince.putIfAbsent(budget.id(), budget.revision());
        watching.keep(budget.budget());
    }

    private void change() {
        TestBudget budget = chance.one(List.copyOf(budgets.values()));
        switch (random.nextInt(4)) {
            case 0 -> keep(chance.budget());
            case 1 -> {
                changed.add(budget.id());
                TestBudget other = budget.changed().scoped(chance.scope());
                if (!other.scope().equals(budget.scope())) {
                    measuredSince.put(budget.id(), other.revision());
                }
                keep(other);
            }
            case 2 -> {
                if (budget.carryOver() == CarryOver.NONE && budget.budget().currency() != null) {
                    changed.add(budget.id());
                    keep(budget.changed()
                            .limited(TestBudget.money(
                                    String.valueOf(1 + random.nextInt(60)),
                                    budget.budget().currency())));
                }
            }
            default -> {
                changed.add(budget.id());
                watching.keep(budget.archived(watching.instant()).budget());
                budgets.remove(budget.id());
            }
        }
    }

    /** The process ends at some commits, and another one begins. */
    private void settleThroughFailures() {
        while (true) {
            try {
                Watching.settle(instance);
                return;
            } catch (ReportProblem cutOff) {
                assertThat(cutOff).hasRootCauseMessage("cut off");
                if (chance.chance(2)) {
                    instance = watching.failingInstance(random, 4);
                }
            }
        }
    }

    private Map<StateKey, BudgetState> states() {
        List<StateKey> from = budgets.values().stream()
                .map(budget -> new StateKey(budget.tenant(), budget.id(), Instant.EPOCH))
                .toList();
        return watching.store.write(connection -> {
            Map<StateKey, BudgetState> all = new TreeMap<>();
            StateTable.from(connection, from)
                    .values()
                    .forEach(list -> list.forEach(state -> all.put(state.key(), state)));
            return all;
        });
    }

    private void compare(String step, Map<StateKey, BudgetState> before) {
        Map<StateKey, BudgetState> states = states();
        long through = last();
        for (TestBudget one : budgets.values()) {
            Budget budget = one.budget();
            Span running = Recomputed.span(budget, watching.instant());
            if (running != null) {
                StateKey key = new StateKey(budget.tenant(), budget.id(), running.from());
                assertThat(states).as(step + ": running period of " + budget).containsKey(key);
            }
            states.values().stream()
                    .filter(state -> state.key().budget().equals(budget.id())
                            && state.revision() >= Objects.requireNonNull(measuredSince.get(budget.id()), "kept"))
                    .forEach(state -> compare(step, budget, state, through));
            chain(step, budget, states);
            if (!lost && !fresh.contains(budget.id())) {
                missing(step, budget, states, through);
            }
            if (!changed.contains(budget.id()) && budget.carryOver() == CarryOver.NONE) {
                expect(budget, states, before, through);
            }
        }
        seen = through;
        fresh.clear();
        told(step, states);
    }

    private void compare(String step, Budget budget, BudgetState state, long through) {
        Span span = Objects.requireNonNull(
                Recomputed.span(budget, state.key().periodStart()), "a state of a period that there is not");
        String what = step + ": " + state + " of " + budget;
        assertThat(span).as(what).isEqualTo(new Span(state.key().periodStart(), state.periodEnd()));
        var sums = recomputed.sums(budget, recomputed.counting(budget, span, through));
        assertThat(List.of(state.tokens(), state.requests(), state.unpricedRequests()))
                .as(what)
                .isEqualTo(List.of(sums.tokens(), sums.requests(), sums.unpriced()));
        assertThat(state.spentPico()).as(what).isEqualTo(sums.spent());
    }

    /** What late usage was booked into has a state, whenever the period was. */
    private void missing(String step, Budget budget, Map<StateKey, BudgetState> states, long through) {
        for (var booked : recomputed.all()) {
            if (booked.change() > seen && Recomputed.holds(budget, booked.entry())) {
                Span span = Recomputed.span(budget, booked.entry().counts());
                if (span != null && booked.change() <= through) {
                    assertThat(states)
                            .as(step + ": " + booked + " of " + budget)
                            .containsKey(new StateKey(budget.tenant(), budget.id(), span.from()));
                }
            }
        }
    }

    /** From the first day on, each period's limit by what the one before left. */
    private void chain(String step, Budget budget, Map<StateKey, BudgetState> states) {
        if (budget.carryOver() == CarryOver.NONE) {
            return;
        }
        Span span = Recomputed.span(budget, budget.days().first());
        BigInteger amount = BudgetState.amount(budget);
        BigInteger limit = amount;
        while (span != null && !span.from().isAfter(watching.instant())) {
            BudgetState state = Objects.requireNonNull(
                    states.get(new StateKey(budget.tenant(), budget.id(), span.from())),
                    step + ": " + span + " of " + budget);
            assertThat(state.limit())
                    .as(step + ": limit of " + state + " of " + budget)
                    .isEqualTo(limit);
            BigInteger left = limit.subtract(recomputed
                    .sums(budget, recomputed.counting(budget, span, last()))
                    .used(budget));
            boolean added = left.signum() > 0
                    && (budget.carryOver() == CarryOver.UNSPENT || budget.carryOver() == CarryOver.BOTH);
            boolean taken = left.signum() < 0
                    && (budget.carryOver() == CarryOver.OVERSPENT || budget.carryOver() == CarryOver.BOTH);
            limit = added || taken ? amount.add(left).max(BigInteger.ZERO) : amount;
            span = Recomputed.span(budget, span.to());
        }
    }

    /** Of budgets that were never changed: what was crossed since, and by which event. */
    private void expect(
            Budget budget, Map<StateKey, BudgetState> states, Map<StateKey, BudgetState> before, long through) {
        for (BudgetState state : states.values()) {
            StateKey key = state.key();
            if (!key.budget().equals(budget.id()) || key.periodStart().isAfter(watching.instant())) {
                continue;
            }
            Span span = new Span(key.periodStart(), state.periodEnd());
            boolean over = !span.to().isAfter(watching.instant());
            boolean followed =
                    !fresh.contains(key.budget()) && !lost && !key.periodStart().isBefore(knownFrom.get(key.budget()));
            boolean watched = before.containsKey(key) || followed;
            for (String part : List.of("0.5", "0.8", "1")) {
                var counting = recomputed.counting(budget, span, through);
                boolean was = recomputed.reaches(budget, recomputed.counting(budget, span, seen), new BigDecimal(part));
                String what = budget.id() + " " + key.periodStart() + " " + part;
                if (!expected.containsKey(what)
                        && recomputed.reaches(budget, counting, new BigDecimal(part))
                        && (!over || (watched && !was))) {
                    String event = watched && !lost
                            ? recomputed.crossing(budget, span, seen, through, new BigDecimal(part))
                            : null;
                    expected.put(what, event == null ? "" : event);
                }
            }
        }
    }

    private void told(String step, Map<StateKey, BudgetState> states) {
        Map<String, String> told = new TreeMap<>();
        for (String line : watching.texts("""
                SELECT concat_ws('|', subject_id, to_char(key_start, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), figures ->> 'threshold',
                    coalesce(crossing_event, ''), state, period_end <= '%s')
                FROM reporting.alert
                """.formatted(watching.instant()))) {
            String[] parts = line.split("\\|", -1);
            TestBudget budget = budgets.get(UUID.fromString(parts[0]));
            if (budget != null && !changed.contains(budget.id()) && budget.carryOver() == CarryOver.NONE) {
                told.put(parts[0] + " " + parts[1] + " " + parts[2], parts[3]);
                BudgetState state = Objects.requireNonNull(
                        states.get(new StateKey(budget.tenant(), budget.id(), Instant.parse(parts[1]))), line);
                boolean reached = new Threshold(new BigDecimal(parts[2]))
                        .isReached(Objects.requireNonNull(state.used(), line), state.limit());
                assertThat(parts[4])
                        .as(step + ": " + line)
                        .isEqualTo(reached && parts[5].equals("f") ? "firing" : "resolved");
            }
        }
        Map<String, String> due = new TreeMap<>(expected);
        due.keySet().removeIf(what -> {
            UUID id = UUID.fromString(what.substring(0, what.indexOf(' ')));
            return !budgets.containsKey(id) || changed.contains(id);
        });
        assertThat(told).as(step).isEqualTo(due);
        assertThat(watching.told.read("""
                SELECT alert_id::text FROM ledger.told WHERE event = 'FIRING' GROUP BY alert_id HAVING count(*) > 1
                """)).as(step + ": told twice").isEmpty();
    }
}
