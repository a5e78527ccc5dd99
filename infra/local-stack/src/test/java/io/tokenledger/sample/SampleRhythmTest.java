package io.tokenledger.sample;

import static io.tokenledger.sample.SampleReading.END;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleRhythmTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final List<JsonNode> events =
            SampleReading.of(SampleCompany.stream(11, END, SampleMix.believable(60_000))).events;

    @Test
    void peopleCodeByDayAndOnWeekdays() {
        long office = count("code-completion", BERLIN, at -> at.getHour() >= 9 && at.getHour() < 18);
        long night = count("code-completion", BERLIN, at -> at.getHour() < 6);
        assertThat(night).as("events of 6 hours of night").isLessThan(office / 20);
        assertThat(perDay("code-completion", BERLIN, true))
                .as("events of a day of the weekend")
                .isLessThan(perDay("code-completion", BERLIN, false) / 4);
    }

    @Test
    void customersNeverSleepButAskMoreInTheEvening() {
        long night = count("search-answers", BERLIN, at -> at.getHour() < 6);
        long evening = count("search-answers", BERLIN, at -> at.getHour() >= 18);
        assertThat(night).isGreaterThan(evening / 4).isLessThan(evening * 3 / 4);
    }

    @Test
    void batchJobsRunAtNightInTheBatchTier() {
        assertThat(count("site-translation", BERLIN, at -> at.getHour() >= 1 && at.getHour() < 5))
                .isEqualTo(count("site-translation", BERLIN, at -> true))
                .isGreaterThan(500);
        assertThat(events.stream().filter(event -> app(event).equals("site-translation")))
                .allMatch(event -> event.at("/data/service_tier").asText().equals("batch"));
    }

    @Test
    void theOfficeInChicagoWorksByItsOwnClock() {
        long office = count("agent-assist", CHICAGO, at -> at.getHour() >= 8 && at.getHour() < 18);
        assertThat(office).isGreaterThan(count("agent-assist", CHICAGO, at -> true) * 7 / 10);
        assertThat(count("agent-assist", BERLIN, at -> at.getHour() >= 5 && at.getHour() < 12))
                .as("events in the morning of Berlin")
                .isLessThan(office / 10);
    }

    @Test
    void theCompanyGrows() {
        Instant middle = END.minus(Duration.ofDays(30));
        long early =
                events.stream().filter(event -> time(event).isBefore(middle)).count();
        assertThat((double) (events.size() - early) / early).isBetween(1.05, 1.5);
    }

    private long perDay(String app, ZoneId zone, boolean weekend) {
        LocalDate first = END.minus(Duration.ofDays(60)).atZone(zone).toLocalDate();
        long days = first.datesUntil(END.atZone(zone).toLocalDate())
                .filter(day -> WEEKEND.contains(day.getDayOfWeek()) == weekend)
                .count();
        return count(app, zone, at -> WEEKEND.contains(at.getDayOfWeek()) == weekend) / days;
    }

    private long count(String app, ZoneId zone, Predicate<ZonedDateTime> when) {
        return events.stream()
                .filter(event -> app(event).equals(app))
                .filter(event -> when.test(time(event).atZone(zone)))
                .count();
    }

    private static String app(JsonNode event) {
        return event.at("/data/app").asText();
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.path("time").asText());
    }
}
