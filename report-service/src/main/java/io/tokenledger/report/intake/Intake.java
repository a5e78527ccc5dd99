package io.tokenledger.report.intake;

import io.tokenledger.report.period.Interval;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of what was received. Counts are kept per hour of UTC: in a zone that is off by a part of an hour, an hour
 * belongs to the day in which it begins.
 *
 * @param lines by tenant, then by time
 * @param rejectedByCode rejected events by the reason's code, the most frequent first
 */
public record Intake(IntakeQuery query, List<Line> lines, IntakeCounts total, Map<String, Long> rejectedByCode) {

    /**
     * What the ledger counted.
     *
     * @param tenant null: not asked for; empty: could not be read
     * @param hour null: not asked for
     */
    record Counted(@Nullable String tenant, @Nullable Instant hour, IntakeCounts counts) {}

    /**
     * The counts of one group.
     *
     * @param group a value per dimension; null: could not be read
     */
    public record Line(Map<String, @Nullable String> group, IntakeCounts counts) {}

    private record Key(String tenant, Instant start) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::tenant).thenComparing(Key::start);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static Intake of(IntakeQuery query, List<Counted> counted, Map<String, Long> rejectedByCode) {
        Map<Key, IntakeCounts> byKey = new TreeMap<>();
        IntakeCounts total = IntakeCounts.NONE;
        for (Counted row : counted) {
            byKey.merge(key(query, row), row.counts(), IntakeCounts::plus);
            total = total.plus(row.counts());
        }
        List<Line> lines = byKey.entrySet().stream()
                .map(entry -> new Line(group(query, entry.getKey()), entry.getValue()))
                .toList();
        return new Intake(query, lines, total, rejectedByCode);
    }

    private static Key key(IntakeQuery query, Counted row) {
        Instant start = row.hour() == null ? Instant.EPOCH : row.hour();
        if (query.groupBy().contains(IntakeQuery.DAY) && !query.groupBy().contains(IntakeQuery.HOUR)) {
            start = dayStart(start, query.zone());
        }
        return new Key(row.tenant() == null ? "" : row.tenant(), start);
    }

    private static Instant dayStart(Instant hour, ZoneId zone) {
        return hour.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    private static Map<String, @Nullable String> group(IntakeQuery query, Key key) {
        ZonedDateTime start = key.start().atZone(query.zone());
        Map<String, @Nullable String> group = new LinkedHashMap<>();
        for (String name : query.groupBy()) {
            group.put(
                    name,
                    switch (name) {
                        case IntakeQuery.TENANT -> key.tenant().isEmpty() ? null : key.tenant();
                        case IntakeQuery.DAY -> Interval.DAY.label(start);
                        default -> Interval.HOUR.label(start);
                    });
        }
        return group;
    }
}
