package io.tokenledger.report.delivery.channel;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads quiet hours, and writes them, as {@code [{"days":["mon"],"from":"22:00","to":"07:00","timezone":"Asia/Kolkata"}]}. */
final class QuietHoursForm {
    private static final int MOST_SPANS = 20;
    private static final String END_OF_DAY = "24:00";

    private QuietHoursForm() {}

    /** None where the field is missing; refused where they would never end. */
    static QuietHours read(JsonFields body, Instant now) {
        QuietHours hours = read(body);
        if (hours.spans().size() > MOST_SPANS || hours.freeFrom(now).isEmpty()) {
            throw ReportError.FIELD_INVALID.because(body.name("quiet_hours") + ": at most " + MOST_SPANS
                    + " spans are expected, and some time that is in none of them");
        }
        return hours;
    }

    static QuietHours read(JsonFields body) {
        return new QuietHours(
                body.objects("quiet_hours").stream().map(QuietHoursForm::span).toList());
    }

    private static QuietHours.Span span(JsonFields span) {
        span.onlyOf("days", "from", "to", "timezone");
        String to = span.requiredText("to");
        return new QuietHours.Span(
                days(span),
                time(span, "from", span.requiredText("from")),
                to.equals(END_OF_DAY) ? null : time(span, "to", to),
                zone(span));
    }

    private static Set<DayOfWeek> days(JsonFields span) {
        List<String> given = span.texts("days");
        Set<DayOfWeek> days = given.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.noneOf(DayOfWeek.class);
        for (String name : given) {
            days.add(Arrays.stream(DayOfWeek.values())
                    .filter(day -> wireName(day).equals(name))
                    .findFirst()
                    .orElseThrow(() -> ReportError.FIELD_INVALID.because(span.name("days") + "[] is '" + name
                            + "': one of mon, tue, wed, thu, fri, sat, sun is expected")));
        }
        return days;
    }

    static String wireName(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    static String wireTime(@Nullable LocalTime time) {
        return time == null ? END_OF_DAY : time.toString();
    }

    private static LocalTime time(JsonFields span, String field, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException notATime) {
            throw ReportError.FIELD_INVALID.because(
                    span.name(field) + " is '" + text + "': a time of day such as 22:00 is expected", notATime);
        }
    }

    private static ZoneId zone(JsonFields span) {
        return PeriodParameters.zone(new QueryParameters(Map.of("timezone", List.of(span.requiredText("timezone")))));
    }
}
