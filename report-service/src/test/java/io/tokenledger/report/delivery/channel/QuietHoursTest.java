package io.tokenledger.report.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T16:29:59Z, 2026-11-20T16:29:59Z", // 21:59:59 in Kolkata
        "2026-11-20T16:30:00Z, 2026-11-21T01:30:00Z",
        "2026-11-20T23:00:00Z, 2026-11-21T01:30:00Z",
        "2026-11-21T01:29:59Z, 2026-11-21T01:30:00Z",
        "2026-11-21T01:30:00Z, 2026-11-21T01:30:00Z"
    })
    void nightGoesOverMidnightInItsOwnZone(Instant at, Instant free) {
        assertThat(hours(span(EVERY_DAY, "22:00", "07:00", "Asia/Kolkata")).freeFrom(at))
                .contains(free);
    }

    @Test
    void dayIsTheOneOnWhichItBegins() {
        QuietHours fridayNight = hours(span(EnumSet.of(DayOfWeek.FRIDAY), "22:00", "07:00", "UTC"));
        assertThat(fridayNight.freeFrom(Instant.parse("2026-11-21T03:00:00Z"))) // Saturday
                .contains(Instant.parse("2026-11-21T07:00:00Z"));
        Instant fridayMorning = Instant.parse("2026-11-20T03:00:00Z");
        assertThat(fridayNight.freeFrom(fridayMorning)).contains(fridayMorning);
    }

    @Test
    void spansThatMeetAreOne() {
        QuietHours nightsAndWeekends = hours(
                span(EVERY_DAY, "22:00", "07:00", "UTC"),
                new QuietHours.Span(
                        EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), LocalTime.MIDNIGHT, null, ZoneId.of("UTC")));
        assertThat(nightsAndWeekends.freeFrom(Instant.parse("2026-11-20T23:00:00Z"))) // Friday night
                .contains(Instant.parse("2026-11-23T07:00:00Z")); // Monday morning
    }

    @Test
    void nightWithoutTheHourThatSummerTakesIsShorter() {
        QuietHours berlin = hours(span(EVERY_DAY, "22:00", "07:00", "Europe/Berlin"));
        assertThat(berlin.freeFrom(Instant.parse("2026-03-28T21:30:00Z")))
                .contains(Instant.parse("2026-03-29T05:00:00Z"));
        assertThat(berlin.freeFrom(Instant.parse("2026-10-24T21:30:00Z")))
                .contains(Instant.parse("2026-10-25T06:00:00Z"));
    }

    @Test
    void hoursWithoutEndAreFreeNever() {
        assertThat(hours(new QuietHours.Span(EVERY_DAY, LocalTime.MIDNIGHT, null, ZoneId.of("UTC")))
                        .freeFrom(Instant.parse("2026-11-20T00:00:00Z")))
                .isEmpty();
        assertThat(QuietHours.NONE.freeFrom(Instant.EPOCH)).contains(Instant.EPOCH);
    }

    private static QuietHours hours(QuietHours.Span... spans) {
        return new QuietHours(List.of(spans));
    }

    private static QuietHours.Span span(Set<DayOfWeek> days, String from, String to, String zone) {
        return new QuietHours.Span(days, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
    }
}
