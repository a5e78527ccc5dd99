package io.tokenledger.report.usage;

import io.tokenledger.report.fixture.Event;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer to a question by going through all events one by one: shares no code with the one under test. */
final class RecomputedUsage {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private RecomputedUsage() {}

    static Map<List<@Nullable String>, Usage> of(UsageQuery query, List<Event> events) {
        Map<List<@Nullable String>, List<Event>> byGroup = new HashMap<>();
        for (Event event : events) {
            if (selected(query, event)) {
                List<@Nullable String> group = new ArrayList<>();
                query.groupBy()
                        .forEach(dimension -> group.add(value(
                                dimension.wireName(), event, query.period().zone())));
                byGroup.computeIfAbsent(group, first -> new ArrayList<>()).add(event);
            }
        }
        Map<List<@Nullable String>, Usage> sums = new HashMap<>();
        byGroup.forEach((group, members) -> sums.put(group, sum(members)));
        return sums;
    }

    private static boolean selected(UsageQuery query, Event event) {
        boolean inPeriod = event.occurredAt().compareTo(query.period().from()) >= 0
                && event.occurredAt().compareTo(query.period().to()) < 0;
        return inPeriod
                && query.filters().stream()
                        .allMatch(filter -> filter.values()
                                .contains(Objects.requireNonNullElse(
                                        event.attribute(filter.dimension().wireName()), "")));
    }

    private static @Nullable String value(String dimension, Event event, ZoneId zone) {
        ZonedDateTime local = event.occurredAt().atZone(zone);
        return switch (dimension) {
            case "day" -> local.toLocalDate().toString();
            case "week" -> {
                // Thursday decides the ISO week; its Monday is three days before.
                int week = local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                int year = local.get(IsoFields.WEEK_BASED_YEAR);
                yield local.toLocalDate()
                        .with(IsoFields.WEEK_BASED_YEAR, year)
                        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                        .with(java.time.DayOfWeek.MONDAY)
                        .toString();
            }
            case "month" -> local.toLocalDate().toString().substring(0, 7);
            case "hour" -> HOUR.format(local.toOffsetDateTime().truncatedTo(ChronoUnit.HOURS));
            default -> event.attribute(dimension);
        };
    }

    private static Usage sum(List<Event> events) {
        BigDecimal cost = null;
        for (Event event : events) {
            BigInteger pico = event.costPico();
            if (pico != null) {
                cost = (cost == null ? BigDecimal.ZERO : cost).add(new BigDecimal(pico));
            }
        }
        return new Usage(
                events.size(),
                events.stream().mapToLong(Event::inputTokens).sum(),
                events.stream().mapToLong(Event::cachedInput).sum(),
                events.stream().mapToLong(Event::cacheWrite).sum(),
                events.stream().mapToLong(Event::outputTokens).sum(),
                events.stream().mapToLong(Event::reasoning).sum(),
                cost == null ? null : cost.toBigIntegerExact(),
                events.stream().filter(event -> event.costPico() == null).count());
    }
}
