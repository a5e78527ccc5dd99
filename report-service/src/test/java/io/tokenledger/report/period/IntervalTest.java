package io.tokenledger.report.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void dayOnWhichClocksAreSetForwardHas23HoursAndBackwardHas25() {
        assertThat(hoursOfDay("Europe/Berlin", "2026-03-29")).isEqualTo(23);
        assertThat(hoursOfDay("Europe/Berlin", "2026-10-25")).isEqualTo(25);
        assertThat(hoursOfDay("Europe/Berlin", "2026-10-26")).isEqualTo(24);
    }

    @Test
    void hourThatIsRepeatedCountsTwiceUnderDifferentNames() {
        List<String> labels = labels(Interval.HOUR, "America/New_York", "2026-11-01T04:00:00Z", "2026-11-01T08:00:00Z");
        assertThat(labels)
                .containsExactly(
                        "2026-11-01T00:00:00-04:00",
                        "2026-11-01T01:00:00-04:00",
                        "2026-11-01T01:00:00-05:00",
                        "2026-11-01T02:00:00-05:00");
    }

    @Test
    void hourThatIsLeftOutIsLeftOut() {
        assertThat(labels(Interval.HOUR, "America/New_York", "2026-03-08T06:00:00Z", "2026-03-08T08:00:00Z"))
                .containsExactly("2026-03-08T01:00:00-05:00", "2026-03-08T03:00:00-04:00");
    }

    @Test
    void clocksThatChangeByHalfAnHourMakeAnHourOfNinetyMinutes() {
        // Lord Howe Island, 5 April 2026: at 02:00 (+11:00) back to 01:30 (+10:30)
        assertThat(starts(Interval.HOUR, "Australia/Lord_Howe", "2026-04-04T14:00:00Z", "2026-04-04T16:30:00Z"))
                .extracting(ZonedDateTime::toInstant)
                .containsExactly(Instant.parse("2026-04-04T14:00:00Z"), Instant.parse("2026-04-04T15:30:00Z"));
    }

    @Test
    void dayBeginsAtOneWhereMidnightIsSkipped() {
        // Cairo, 24 April 2026: clocks go from 00:00 to 01:00
        assertThat(labels(Interval.HOUR, "Africa/Cairo", "2026-04-23T21:00:00Z", "2026-04-23T23:00:00Z"))
                .containsExactly("2026-04-23T23:00:00+02:00", "2026-04-24T01:00:00+03:00");
        assertThat(starts(Interval.DAY, "Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z"))
                .extracting(ZonedDateTime::toString)
                .containsExactly("2026-04-24T01:00+03:00[Africa/Cairo]");
    }

    @Test
    void dateThatAZoneLeftOutHasNoInterval() {
        // Samoa went over the date line: no 30 December 2011
        assertThat(labels(Interval.DAY, "Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z"))
                .containsExactly("2011-12-29", "2011-12-31");
    }

    @Test
    void zoneOfThreeQuartersOfAnHourIsCutThere() {
        assertThat(starts(Interval.DAY, "Asia/Kathmandu", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"))
                .extracting(ZonedDateTime::toInstant)
                .containsExactly(Instant.parse("2026-10-31T18:15:00Z"), Instant.parse("2026-11-01T18:15:00Z"));
    }

    @Test
    void weekBeginsOnMondayAlsoWhenThePeriodDoesNot() {
        assertThat(labels(Interval.WEEK, "UTC", "2026-11-01T00:00:00Z", "2026-11-10T00:00:00Z"))
                .containsExactly("2026-10-26", "2026-11-02", "2026-11-09");
    }

    @Test
    void monthsAreCalendarMonths() {
        assertThat(labels(Interval.MONTH, "Asia/Kolkata", "2025-12-31T18:15:00Z", "2026-03-01T00:00:00Z"))
                .containsExactly("2025-12", "2026-01", "2026-02", "2026-03");
    }

    @Test
    void everyQuarterHourOfSixYearsLiesInTheIntervalThatTheClockOnTheWallSays() {
        for (String zoneName : List.of("Africa/Cairo", "America/Havana", "Asia/Kathmandu", "Australia/Sydney")) {
            ZoneId zone = ZoneId.of(zoneName);
            Instant from = Instant.parse("2022-01-01T00:00:00Z");
            Instant to = Instant.parse("2026-12-31T00:00:00Z");
            List<ZonedDateTime> days = Interval.DAY.startsIn(new Period(from, to, zone));
            List<ZonedDateTime> weeks = Interval.WEEK.startsIn(new Period(from, to, zone));
            for (Instant time = from; time.isBefore(to); time = time.plus(Duration.ofMinutes(15))) {
                LocalDate date = time.atZone(zone).toLocalDate();
                assertThat(last(days, time)).as("%s in %s", time, zone).isEqualTo(date);
                assertThat(last(weeks, time))
                        .as("week of %s in %s", time, zone)
                        .isEqualTo(date.minusDays(date.getDayOfWeek().getValue() - 1L));
                dropBefore(days, time);
                dropBefore(weeks, time);
            }
        }
    }

    private static LocalDate last(List<ZonedDateTime> starts, Instant time) {
        boolean second = starts.size() > 1 && !starts.get(1).toInstant().isAfter(time);
        return starts.get(second ? 1 : 0).toLocalDate();
    }

    private static void dropBefore(List<ZonedDateTime> starts, Instant time) {
        if (starts.size() > 1 && !starts.get(1).toInstant().isAfter(time)) {
            starts.removeFirst();
        }
    }

    private static int hoursOfDay(String zone, String date) {
        LocalDate day = LocalDate.parse(date);
        ZoneId zoneId = ZoneId.of(zone);
        Instant from = day.atStartOfDay(zoneId).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(zoneId).toInstant();
        return Interval.HOUR.startsIn(new Period(from, to, zoneId)).size();
    }

    private static List<ZonedDateTime> starts(Interval interval, String zone, String from, String to) {
        return new ArrayList<>(interval.startsIn(new Period(Instant.parse(from), Instant.parse(to), ZoneId.of(zone))));
    }

    private static List<String> labels(Interval interval, String zone, String from, String to) {
        return starts(interval, zone, from, to).stream().map(interval::label).toList();
    }
}
