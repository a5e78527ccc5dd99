package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetPeriod;
import io.tokenledger.report.budget.CarryOver;
import io.tokenledger.report.fixture.Booking;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Budgets and bookings by chance. */
final class RandomBooks {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Pacific/Kiritimati");
    private static final List<String> TEAMS = List.of("search", "ads", "");
    private static final List<String> MODELS = List.of("o3", "o4-mini");
    private static final List<String> USERS = List.of("u1", "u2", "");

    private final Random random;
    private final List<Booking> events = new ArrayList<>();
    private final Map<Booking, Integer> later = new HashMap<>();

    RandomBooks(Random random) {
        this.random = random;
    }

    TestBudget budget() {
        TestBudget budget = TestBudget.ofAll()
                .of(one(List.of("acme", "globex")))
                .scoped(scope())
                .limited(limit());
        String zone = one(ZONES);
        BudgetPeriod period = one(List.of(BudgetPeriod.values()));
        CarryOver carryOver = random.nextInt(3) == 0 ? one(List.of(CarryOver.values())) : CarryOver.NONE;
        return budget.carrying(carryOver)
                .each(
                        period == BudgetPeriod.CUSTOM
                                ? TestBudget.days(period, zone, "2026-10-15", "2026-10-30")
                                : TestBudget.days(
                                        period,
                                        zone,
                                        one(List.of("2026-10-11", "2026-10-22", "2026-09-30")),
                                        random.nextInt(5) == 0 ? "2026-10-29" : null));
    }

    Map<String, List<String>> scope() {
        return switch (random.nextInt(7)) {
            case 0 -> Map.of();
            case 1 -> Map.of("team", List.of("search", ""));
            case 2 -> Map.of("team", List.of("ads"), "model", List.of("o3"));
            case 3 -> Map.of("user", List.of("u1"));
            case 4 -> Map.of("user", List.of("", "u2"), "team", List.of("search"));
            case 5 -> Map.of("tag.feature", List.of("chat"));
            default -> Map.of("model", List.of("o3"));
        };
    }

    private Budget.Limit limit() {
        return switch (random.nextInt(3)) {
            case 0 -> new Budget.Limit.Tokens(1 + random.nextInt(30_000));
            case 1 -> TestBudget.money(String.valueOf(1 + random.nextInt(60)), "EUR");
            default -> TestBudget.money(String.valueOf(1 + random.nextInt(60)), "USD");
        };
    }

    /** One transaction: new events, of now, late or ahead; prices that came late; corrections. */
    List<Booking> transaction(Instant now) {
        List<Booking> booked = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) == 0 && !events.isEmpty()) {
                booked.addAll(correction(now));
            } else {
                Booking event = event(now);
                events.add(event);
                later.put(event, 1);
                booked.add(event);
            }
        }
        return booked;
    }

    private Booking event(Instant now) {
        Duration age =
                switch (random.nextInt(12)) {
                    case 0 -> Duration.ofMinutes(-random.nextInt(60));
                    case 1 -> Duration.ofHours(random.nextInt(24 * 12));
                    case 2 -> Duration.ofMinutes(random.nextInt(60 * 20));
                    default -> Duration.ofSeconds(random.nextInt(900));
                };
        Map<String, String> attributes = new HashMap<>(Map.of(
                "tenant",
                one(List.of("acme", "globex", "initech")),
                "provider",
                "openai",
                "model",
                one(MODELS),
                "service_tier",
                "standard"));
        put(attributes, "team", one(TEAMS));
        put(attributes, "user", one(USERS));
        put(attributes, "tag.feature", one(List.of("chat", "summarise", "")));
        Booking event = new Booking(
                new java.util.UUID(random.nextLong(), random.nextLong()),
                0,
                "usage",
                now.minus(age).minusNanos(1_000L * random.nextInt(1_000_000)),
                null,
                attributes,
                random.nextInt(900),
                random.nextInt(500),
                1,
                one(List.of("USD", "USD", "EUR")),
                pico());
        return random.nextInt(6) == 0 ? event.unpriced() : event;
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    /** Sometimes of a closed period, and accounted now. */
    private List<Booking> correction(Instant now) {
        Booking event = one(events);
        Instant accounted = random.nextInt(3) == 0 ? now : null;
        int no = later.merge(event, 2, Integer::sum) - 2;
        if (event.costPico() == null) {
            events.remove(event);
            return List.of(
                    event.reversal(no, accounted),
                    event.pricing(no + 1, accounted, one(List.of("USD", "EUR")), pico()));
        }
        BigInteger change = random.nextBoolean() ? pico() : pico().negate();
        return List.of(event.correction(no, accounted, change));
    }

    private BigInteger pico() {
        return new BigInteger(43, random);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    @Nullable
    Instant laterThan(Instant now) {
        return now.plusSeconds(600 + random.nextInt(3600 * 8));
    }
}
