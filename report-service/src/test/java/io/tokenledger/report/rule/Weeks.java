package io.tokenledger.report.rule;

import io.tokenledger.report.fixture.Event;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Usage as offices make it: more by day than by night, less at weekends, never quite the same. Two apps, one event an hour
 * each. Knows what it made, in whole micro-dollars: the oracle.
 */
final class Weeks {
    private static final BigInteger PICO_PER_MICRO = BigInteger.valueOf(1_000_000);
    static final Map<String, String> RANKER = Map.of("app", "ranker", "model", "o3");
    static final Map<String, String> CHAT = Map.of("app", "chat", "model", "o4-mini");

    private final String tenant;
    private final Random random;
    private final Map<Map<String, String>, Map<Instant, Long>> micros = new HashMap<>();

    Weeks(String tenant, long seed) {
        this.tenant = tenant;
        this.random = new Random(seed);
    }

    /** Dollars of a normal hour, in doubles, give or take a tenth of it. */
    static double normal(Instant hour, Random random) {
        var local = hour.atZone(ZoneOffset.UTC);
        double day = local.getHour() >= 8 && local.getHour() < 18 ? 10 : 2;
        double week = local.getDayOfWeek().getValue() > 5 ? 0.4 : 1;
        return day * week * (1 + 0.1 * random.nextGaussian());
    }

    /** Normal hours of both apps, from one to another, the last not included. */
    List<Event> normal(Instant from, Instant to) {
        List<Event> events = new ArrayList<>();
        for (Instant hour = from; hour.isBefore(to); hour = hour.plus(1, ChronoUnit.HOURS)) {
            events.add(used(hour, RANKER, Math.round(Math.max(0, normal(hour, random)) * 700_000)));
            events.add(used(hour, CHAT, Math.round(Math.max(0, normal(hour, random)) * 300_000)));
        }
        return events;
    }

    /** An event at the beginning of the hour and some seconds. */
    Event used(Instant hour, Map<String, String> who, long microDollars) {
        micros.computeIfAbsent(who, _ -> new HashMap<>()).merge(hour, microDollars, Long::sum);
        return Event.at(
                hour.plusSeconds(random.nextInt(600)).toString(),
                BigInteger.valueOf(microDollars).multiply(PICO_PER_MICRO).toString(),
                "tenant",
                tenant,
                "app",
                who.getOrDefault("app", ""),
                "model",
                who.getOrDefault("model", ""));
    }

    long micros(Map<String, String> who, Instant hour) {
        return micros.getOrDefault(who, Map.of()).getOrDefault(hour, 0L);
    }

    BigDecimal dollars(Instant hour) {
        return BigDecimal.valueOf(micros.values().stream()
                        .mapToLong(hours -> hours.getOrDefault(hour, 0L))
                        .sum())
                .movePointLeft(6);
    }

    /** What somebody brought in the hour, less the mean of the same hour in the four weeks before. */
    BigDecimal excess(Map<String, String> who, Instant hour) {
        long before = 0;
        for (int week = 1; week <= 4; week++) {
            before += micros(who, hour.minus(7L * week, ChronoUnit.DAYS));
        }
        return BigDecimal.valueOf(4 * micros(who, hour) - before).divide(BigDecimal.valueOf(4_000_000));
    }
}
