package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.CostCenter.View;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A random tree that moves, random rules that come and go, and random usage; all from one seed. */
final class RandomOrganisation {
    static final int DAYS = 60;
    static final List<String> ZONES =
            List.of("UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "America/New_York");

    private static final List<String> VALUES = List.of("a", "b", "ab", "abc", "ba", "a-b");
    private static final List<String> PATTERNS = List.of("a", "b", "ab", "", "*", "a*", "*b", "a*b", "*a*");
    private static final List<String> ATTRIBUTES =
            List.of("team", "project", "app", "environment", "user", "key", "tag.api_key", "tag.f");

    private final Random random;
    final ZoneId zone;
    final LocalDate first;
    final List<CostCenter> centers = new ArrayList<>();
    final List<MappingRule> rules = new ArrayList<>();

    RandomOrganisation(long seed) {
        this.random = new Random(seed);
        this.zone = ZoneId.of(pick(ZONES));
        this.first = LocalDate.of(2011, 12, 1).plusDays(random.nextInt(5_500)); // with the day that Apia skipped
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            addCenter(i);
        }
        int ruleCount = random.nextInt(10);
        for (int i = 0; i < ruleCount; i++) {
            addRule(i + 1, count);
        }
    }

    /** From the first day on, in up to three versions; only under one of a lower number: no circle, and all are there. */
    private void addCenter(int number) {
        int from = 0;
        while (from < DAYS) {
            int until = random.nextInt(3) == 0 ? DAYS : Math.min(DAYS, from + 1 + random.nextInt(40));
            String parent = number == 0 || random.nextInt(4) == 0 ? null : "c" + random.nextInt(number);
            centers.add(new CostCenter(
                    "acme",
                    "c" + number,
                    "C",
                    parent,
                    null,
                    null,
                    null,
                    View.SHOWBACK,
                    first.plusDays(from),
                    until == DAYS ? null : first.plusDays(until)));
            from = until;
        }
    }

    private void addRule(int number, int centerCount) {
        int from = random.nextInt(DAYS);
        int until = from + 1 + random.nextInt(DAYS);
        List<Condition> conditions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<String> values = new ArrayList<>();
            for (int v = 1 + random.nextInt(2); v > 0; v--) {
                values.add(pick(PATTERNS));
            }
            conditions.add(new Condition(pick(ATTRIBUTES), values));
        }
        rules.add(new MappingRule(
                new UUID(0, number),
                "acme",
                number * 37 % 101, // all different, in no order
                conditions,
                "c" + random.nextInt(centerCount),
                first.plusDays(from),
                until > DAYS ? null : first.plusDays(until)));
    }

    UsageAttributes usage() {
        Map<String, String> tags = new HashMap<>();
        List.of("api_key", "f").forEach(key -> {
            String value = value();
            if (value != null) {
                tags.put(key, value);
            }
        });
        return new UsageAttributes(value(), value(), value(), value(), value(), tags);
    }

    private @Nullable String value() {
        int kind = random.nextInt(8);
        return kind == 0 ? null : kind == 1 ? "" : pick(VALUES);
    }

    /** Around all the days, every other one at the first moment of a day or just before it. */
    Instant instant() {
        Instant start =
                first.plusDays(random.nextInt(DAYS + 4) - 2L).atStartOfDay(zone).toInstant();
        return switch (random.nextInt(4)) {
            case 0 -> start;
            case 1 -> start.minusNanos(1);
            default -> start.plusSeconds(random.nextInt(86_400));
        };
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
