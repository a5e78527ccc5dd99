package io.tokenledger.report.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.PeriodCover.Stretch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is read in whole days and hours. */
class PeriodCoverTest {
    private static final long QUARTER = 900;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    @Test
    void monthInUtcIsReadInWholeDays() {
        PeriodCover cover = cover("UTC", "2026-10-01", "2026-11-01");
        assertThat(cover)
                .isEqualTo(new PeriodCover(
                        List.of(stretch("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z")), List.of(), List.of()));
        assertThat(cover("UTC", "2026-10-01", "2026-11-01", Interval.DAY, Interval.MONTH))
                .isEqualTo(cover);
    }

    @Test
    void monthInKathmanduHasHoursOfTwoDaysAndQuartersOfTwoHours() {
        assertThat(cover("Asia/Kathmandu", "2026-10-01", "2026-11-01"))
                .isEqualTo(new PeriodCover(
                        List.of(stretch("2026-10-01T00:00:00Z", "2026-10-31T00:00:00Z")),
                        List.of(
                                stretch("2026-09-30T19:00:00Z", "2026-10-01T00:00:00Z"),
                                stretch("2026-10-31T00:00:00Z", "2026-10-31T18:00:00Z")),
                        List.of(
                                stretch("2026-09-30T18:15:00Z", "2026-09-30T19:00:00Z"),
                                stretch("2026-10-31T18:00:00Z", "2026-10-31T18:15:00Z"))));
    }

    @Test
    void weeksDivideADayEachAndDaysOfAnotherZoneAllOfThem() {
        PeriodCover byWeek = cover("America/St_Johns", "2026-10-05", "2026-10-19", Interval.WEEK);
        assertThat(byWeek.quarters())
                .containsExactly(
                        stretch("2026-10-05T02:30:00Z", "2026-10-05T03:00:00Z"),
                        stretch("2026-10-12T02:00:00Z", "2026-10-12T03:00:00Z"),
                        stretch("2026-10-19T02:00:00Z", "2026-10-19T02:30:00Z"));
        assertThat(byWeek.days())
                .containsExactly(
                        stretch("2026-10-06T00:00:00Z", "2026-10-12T00:00:00Z"),
                        stretch("2026-10-13T00:00:00Z", "2026-10-19T00:00:00Z"));
        assertThat(cover("Pacific/Apia", "2026-10-05", "2026-10-19", Interval.DAY))
                .isEqualTo(new PeriodCover(
                        List.of(), List.of(stretch("2026-10-04T11:00:00Z", "2026-10-18T11:00:00Z")), List.of()));
    }

    /** London is at midnight of UTC until its clocks change, and an hour before it from then on. */
    @Test
    void daysOfLondonAreWholeInWinterAlone() {
        assertThat(cover("Europe/London", "2026-10-24", "2026-10-28", Interval.DAY))
                .isEqualTo(new PeriodCover(
                        List.of(stretch("2026-10-25T00:00:00Z", "2026-10-28T00:00:00Z")),
                        List.of(stretch("2026-10-23T23:00:00Z", "2026-10-25T00:00:00Z")),
                        List.of()));
    }

    @Test
    void whereStretchesWouldBeManyWhatIsFinerIsReadInTheirPlace() {
        Stretch year = stretch("2025-12-31T18:15:00Z", "2026-12-31T18:15:00Z");
        assertThat(cover("Asia/Kathmandu", "2026-01-01", "2027-01-01", Interval.DAY))
                .isEqualTo(new PeriodCover(List.of(), List.of(), List.of(year)));
        Stretch years = stretch("2022-12-31T18:15:00Z", "2026-12-31T18:15:00Z");
        assertThat(cover("Asia/Kathmandu", "2023-01-01", "2027-01-01", Interval.WEEK))
                .isEqualTo(new PeriodCover(List.of(), List.of(), List.of(years)));
    }

    /** Every quarter of the period once; days and hours whole, and exactly those that no border divides. */
    @Test
    void everyQuarterOfAnHourIsReadOnceAndOnlyWhatIsDividedInParts() {
        long seed = System.nanoTime();
        System.out.println("everyQuarterOfAnHourIsReadOnceAndOnlyWhatIsDividedInParts: seed " + seed);
        Random random = new Random(seed);
        List<String> zones =
                new TreeSet<>(ZoneId.getAvailableZoneIds()).stream().toList();
        for (int i = 0; i < 400; i++) {
            ZoneId zone = ZoneId.of(i % 8 == 0 ? "Pacific/Apia" : zones.get(random.nextInt(zones.size())));
            long from = Instant.parse(i % 8 == 0 ? "2011-12-01T00:00:00Z" : "2026-01-01T00:00:00Z")
                            .getEpochSecond()
                    + QUARTER * random.nextInt(96 * 300);
            Instant to = Instant.ofEpochSecond(from + QUARTER * (1 + random.nextInt(96 * 50)));
            Period period = new Period(Instant.ofEpochSecond(from), to, zone);
            List<Interval> intervals = new ArrayList<>();
            for (Interval interval : Interval.values()) {
                if (random.nextInt(4) == 0) {
                    intervals.add(interval);
                }
            }
            assertCovered(query(period, intervals), "seed " + seed + ", " + i + ": " + period + " by " + intervals);
        }
    }

    private static void assertCovered(UsageQuery query, String what) {
        PeriodCover cover = PeriodCover.of(query);
        TreeMap<Long, String> quarters = new TreeMap<>();
        put(quarters, cover.days(), "day", what);
        put(quarters, cover.hours(), "hour", what);
        put(quarters, cover.quarters(), "quarter", what);
        assertThat(quarters.firstKey()).as(what).isEqualTo(query.period().from().getEpochSecond());
        assertThat(quarters.lastKey() + QUARTER)
                .as(what)
                .isEqualTo(query.period().to().getEpochSecond());
        assertThat(quarters).as(what).hasSize((int) ((quarters.lastKey() - quarters.firstKey()) / QUARTER + 1));

        // Divided is where two quarters are not in the same groups, or one is not in the period.
        TreeMap<Long, TreeSet<String>> groupsOfDay = new TreeMap<>();
        TreeMap<Long, TreeSet<String>> groupsOfHour = new TreeMap<>();
        long end = start(quarters.lastKey(), DAY) + DAY;
        for (long at = start(quarters.firstKey(), DAY); at < end; at += QUARTER) {
            String groups = quarters.containsKey(at) ? groups(query, at) : "not in the period";
            groupsOfDay.computeIfAbsent(start(at, DAY), _ -> new TreeSet<>()).add(groups);
            groupsOfHour.computeIfAbsent(start(at, HOUR), _ -> new TreeSet<>()).add(groups);
        }
        quarters.forEach((at, kind) -> assertThat(kind)
                .as("%s: %s", what, Instant.ofEpochSecond(at))
                .isEqualTo(isOne(groupsOfDay, at, DAY) ? "day" : isOne(groupsOfHour, at, HOUR) ? "hour" : "quarter"));
    }

    private static boolean isOne(Map<Long, ? extends Set<String>> groups, long second, long unit) {
        Set<String> group = groups.get(start(second, unit));
        return group != null && group.size() == 1;
    }

    private static long start(long second, long unit) {
        return second - Math.floorMod(second, unit);
    }

    private static void put(Map<Long, String> quarters, List<Stretch> stretches, String kind, String what) {
        for (Stretch stretch : stretches) {
            for (long at = stretch.from().getEpochSecond(); at < stretch.to().getEpochSecond(); at += QUARTER) {
                assertThat(quarters.put(at, kind)).as(what).isNull();
            }
        }
    }

    private static String groups(UsageQuery query, long second) {
        ZonedDateTime local =
                Instant.ofEpochSecond(second).atZone(query.period().zone());
        LocalDate date = local.toLocalDate();
        List<String> names = new ArrayList<>();
        for (Dimension dimension : query.groupBy()) {
            names.add(
                    switch (dimension.wireName()) {
                        // The hour that clocks repeat counts twice, also where they go back by less than an hour.
                        case "hour" -> local.toLocalDateTime().withMinute(0) + " " + local.getOffset();
                        case "week" ->
                            date.minusDays(date.getDayOfWeek().getValue()).toString();
                        case "month" -> date.getYear() + "-" + date.getMonthValue();
                        default -> date.toString();
                    });
        }
        return names.toString();
    }

    private static PeriodCover cover(String zone, String from, String to, Interval... intervals) {
        ZoneId id = ZoneId.of(zone);
        Period period = new Period(
                LocalDate.parse(from).atStartOfDay(id).toInstant(),
                LocalDate.parse(to).atStartOfDay(id).toInstant(),
                id);
        return PeriodCover.of(query(period, List.of(intervals)));
    }

    private static UsageQuery query(Period period, List<Interval> intervals) {
        return new UsageQuery(
                period,
                intervals.stream().<Dimension>map(Dimension.Calendar::new).toList(),
                List.of(),
                "USD");
    }

    private static Stretch stretch(String from, String to) {
        return new Stretch(Instant.parse(from), Instant.parse(to));
    }
}
