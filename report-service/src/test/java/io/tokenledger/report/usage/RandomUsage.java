package io.tokenledger.report.usage;

import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Events of October and November 2026, and questions about them, by a seed. */
final class RandomUsage {
    private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");
    private static final int DAYS = 45;
    /** Clocks change within those days: in Sydney, Berlin, Cairo (at midnight), New York and Havana. */
    private static final List<String> ZONES = List.of(
            "UTC",
            "Australia/Sydney",
            "Europe/Berlin",
            "Africa/Cairo",
            "America/New_York",
            "America/Havana",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "America/St_Johns",
            "Pacific/Apia",
            "Pacific/Chatham");

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("tenant", List.of("acme", "globex")),
            Map.entry("team", List.of("", "search", "ads", "it's \"quoted\"")),
            Map.entry("project", List.of("", "ranker")),
            Map.entry("app", List.of("", "bot", "batch", "crawler")),
            Map.entry("environment", List.of("prod", "dev", "")),
            Map.entry("user", List.of("", "u1", "u2", "u3")),
            Map.entry("provider", List.of("openai", "anthropic")),
            Map.entry("model", List.of("o3", "o4-mini", "sonnet")),
            Map.entry("service_tier", List.of("standard", "batch")),
            Map.entry("reasoning_effort", List.of("", "high")),
            Map.entry("region", List.of("", "eu")),
            Map.entry("tag.feature", List.of("", "summarise", "Größe ✓")));

    private RandomUsage() {}

    static List<Event> events(Random random, int count) {
        return Stream.generate(() -> event(random)).limit(count).toList();
    }

    private static Event event(Random random) {
        Map<String, String> attributes = new HashMap<>();
        VALUES.forEach((name, values) -> {
            String value = values.get(random.nextInt(values.size()));
            if (!value.isEmpty()) {
                attributes.put(name, value);
            }
        });
        // A third of them lie exactly on a quarter of an hour, where borders are.
        long second = random.nextInt(DAYS * 86_400);
        Instant time = FIRST.plusSeconds(random.nextInt(3) == 0 ? second - second % 900 : second);
        Event event = new Event(
                time,
                attributes,
                random.nextInt(100_000),
                random.nextInt(10_000),
                random.nextInt(1_000),
                random.nextInt(50_000),
                random.nextInt(5_000),
                "USD",
                new BigInteger(60, random));
        return random.nextInt(12) == 0 ? event.unpriced() : event;
    }

    static UsageQuery question(Random random) {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        List<Dimension> dimensions = new ArrayList<>(dimensions());
        Collections.shuffle(dimensions, random);
        List<Dimension> groupBy = dimensions.subList(0, random.nextInt(4));
        List<Filter> filters = new ArrayList<>();
        for (String name : VALUES.keySet().stream().sorted().toList()) {
            if (random.nextInt(8) == 0) {
                List<String> values = new ArrayList<>(VALUES.get(name));
                Collections.shuffle(values, random);
                filters.add(new Filter(Dimension.named(name), values.subList(0, 1 + random.nextInt(values.size()))));
            }
        }
        return new UsageQuery(period(random, zone), groupBy, filters, "USD");
    }

    static UsageQuery question(List<Dimension> groupBy, List<Filter> filters) {
        Period period = new Period(FIRST, FIRST.plusSeconds(DAYS * 86_400L), ZoneId.of("UTC"));
        return new UsageQuery(period, groupBy, filters, "USD");
    }

    private static Period period(Random random, ZoneId zone) {
        if (random.nextBoolean()) {
            LocalDate from = LocalDate.of(2026, 9, 28).plusDays(random.nextInt(40));
            LocalDate to = from.plusDays(1 + random.nextInt(20));
            return new Period(
                    from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant(), zone);
        }
        Instant from = FIRST.plusSeconds(900L * random.nextInt(DAYS * 96));
        return new Period(from, from.plusSeconds(900L * (1 + random.nextInt(2_000))), zone);
    }

    private static List<Dimension> dimensions() {
        return Stream.concat(
                        VALUES.keySet().stream().sorted(),
                        Arrays.stream(Interval.values()).map(Interval::wireName))
                .map(Dimension::named)
                .toList();
    }
}
