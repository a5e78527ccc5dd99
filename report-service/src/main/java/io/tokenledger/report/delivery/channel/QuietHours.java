package io.tokenledger.report.delivery.channel;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a channel holds notices back; any number of spans, each in a zone of its own. */
public record QuietHours(List<Span> spans) {
    public static final QuietHours NONE = new QuietHours(List.of());

    /** Longer than a week no span's pattern goes on without a gap, unless there is none at all. */
    private static final Duration LONGEST = Duration.ofDays(15);

    public QuietHours {
        spans = List.copyOf(spans);
    }

    /**
     * From a time of day to another, on or over the next midnight.
     *
     * @param days on which it begins
     * @param to not in it any more; null: midnight at the day's end. At or before {@code from}: on the next day
     */
    public record Span(
            Set<DayOfWeek> days, LocalTime from, @Nullable LocalTime to, ZoneId zone) {
        public Span {
            days = Set.copyOf(days);
            if (days.isEmpty()) {
                throw new IllegalArgumentException("quiet hours without a day");
            }
        }

        /** Days in the order of the week. */
        public Set<DayOfWeek> daysInOrder() {
            return EnumSet.copyOf(days);
        }

        /** The end of the span that holds the instant; empty: none does. */
        Optional<Instant> endIfHolding(Instant at) {
            LocalDate day = LocalDate.ofInstant(at, zone);
            Optional<Instant> end = endIfHolding(at, day);
            return end.isPresent() ? end : endIfHolding(at, day.minusDays(1));
        }

        private Optional<Instant> endIfHolding(Instant at, LocalDate day) {
            Instant start = day.atTime(from).atZone(zone).toInstant();
            boolean overMidnight = to == null || !to.isAfter(from);
            LocalTime endTime = to == null ? LocalTime.MIDNIGHT : to;
            Instant end = (overMidnight ? day.plusDays(1) : day)
                    .atTime(endTime)
                    .atZone(zone)
                    .toInstant();
            boolean holds = days.contains(day.getDayOfWeek()) && !at.isBefore(start) && at.isBefore(end);
            return holds ? Optional.of(end) : Optional.empty();
        }
    }

    /** The first instant from then on at which something may be sent; empty: there never is one. */
    public Optional<Instant> freeFrom(Instant at) {
        Instant free = at;
        while (free.isBefore(at.plus(LONGEST))) {
            Instant tried = free;
            Optional<Instant> end = spans.stream()
                    .flatMap(span -> span.endIfHolding(tried).stream())
                    .max(Instant::compareTo);
            if (end.isEmpty()) {
                return Optional.of(free);
            }
            free = end.get();
        }
        return Optional.empty();
    }
}
