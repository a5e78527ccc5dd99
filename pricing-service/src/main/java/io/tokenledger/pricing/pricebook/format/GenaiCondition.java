package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.pricing.rating.TimeWindow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a set of prices of genai-prices applies: always, from a day on, or daily between two times. The {@code type} that
 * older files write beside it says nothing more.
 *
 * @param start the first instant; null: no matter when
 * @param window the hours; {@link TimeWindow#ALWAYS}: at any
 */
record GenaiCondition(@Nullable Instant start, TimeWindow window) {
    static final GenaiCondition ALWAYS = new GenaiCondition(null, TimeWindow.ALWAYS);

    private static final Set<String> DAY = Set.of("start_date");
    private static final Set<String> HOURS = Set.of("start_time", "end_time");

    boolean isAlways() {
        return start == null && window.isAlways();
    }

    static GenaiCondition of(@Nullable JsonNode constraint) throws UnusableModelException {
        if (constraint == null || constraint.isNull()) {
            return ALWAYS;
        }
        var keys = new TreeSet<String>();
        constraint.fieldNames().forEachRemaining(keys::add);
        keys.remove("type");
        try {
            if (keys.equals(DAY)) {
                var day = LocalDate.parse(constraint.get("start_date").asText());
                return new GenaiCondition(day.atStartOfDay(ZoneOffset.UTC).toInstant(), TimeWindow.ALWAYS);
            }
            if (keys.equals(HOURS)) {
                return new GenaiCondition(null, window(constraint));
            }
        } catch (DateTimeException e) {
            throw new UnusableModelException("a price has a condition without a day or hours: " + constraint);
        }
        throw new UnusableModelException("a price has a condition that is unknown to this reader: " + constraint);
    }

    private static TimeWindow window(JsonNode constraint) throws UnusableModelException {
        LocalTime from = utc(constraint.get("start_time").asText());
        LocalTime until = utc(constraint.get("end_time").asText());
        if (from.equals(until) || !isWholeMinute(from) || !isWholeMinute(until)) {
            throw new UnusableModelException("a price has hours that are empty or not whole minutes: " + constraint);
        }
        return TimeWindow.of(EnumSet.allOf(DayOfWeek.class), from, until, ZoneId.of("UTC"));
    }

    private static LocalTime utc(String time) {
        return OffsetTime.parse(time).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    }

    private static boolean isWholeMinute(LocalTime time) {
        return time.equals(time.truncatedTo(ChronoUnit.MINUTES));
    }
}
