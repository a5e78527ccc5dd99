package io.tokenledger.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {

    // 2026-03-29: Berlin's clocks go from 02:00 to 03:00 (at 01:00 UTC); 2026-10-25: from 03:00 back to 02:00.
    @ParameterizedTest
    @CsvSource({
        "daily 08:00-20:00 Europe/Berlin, 2026-01-05T06:59:59Z, false",
        "daily 08:00-20:00 Europe/Berlin, 2026-01-05T07:00:00Z, true",
        "daily 08:00-20:00 Europe/Berlin, 2026-01-05T18:59:59Z, true",
        "daily 08:00-20:00 Europe/Berlin, 2026-01-05T19:00:00Z, false",
        "daily 08:00-20:00 Europe/Berlin, 2026-07-06T05:59:59Z, false",
        "daily 08:00-20:00 Europe/Berlin, 2026-07-06T06:00:00Z, true",
        "daily 02:00-03:00 Europe/Berlin, 2026-03-29T00:59:59Z, false",
        "daily 02:00-03:00 Europe/Berlin, 2026-03-29T01:00:00Z, false",
        "daily 02:00-03:00 Europe/Berlin, 2026-10-24T23:59:59Z, false",
        "daily 02:00-03:00 Europe/Berlin, 2026-10-25T00:00:00Z, true",
        "daily 02:00-03:00 Europe/Berlin, 2026-10-25T01:59:59Z, true",
        "daily 02:00-03:00 Europe/Berlin, 2026-10-25T02:00:00Z, false",
        "daily 16:30-00:30 UTC, 2026-01-05T00:29:59Z, true",
        "daily 16:30-00:30 UTC, 2026-01-05T00:30:00Z, false",
        "daily 16:30-00:30 UTC, 2026-01-05T16:30:00Z, true",
        "sun 22:00-06:00 UTC, 2026-01-05T05:59:59Z, true", // Monday, of Sunday's window
        "sun 22:00-06:00 UTC, 2026-01-05T22:00:00Z, false",
        "mon-fri 00:00-24:00 UTC, 2026-01-03T23:59:59Z, false", // Saturday
        "mon-fri 00:00-24:00 UTC, 2026-01-05T00:00:00Z, true",
        "fri-mon 12:00-13:00 UTC, 2026-01-04T12:30:00Z, true", // Sunday
        "fri-mon 12:00-13:00 UTC, 2026-01-06T12:30:00Z, false", // Tuesday
    })
    void hoursAreThoseOfTheClockOnTheWall(String window, Instant at, boolean isIn) {
        assertThat(TimeWindow.parse(window).contains(at)).isEqualTo(isIn);
    }

    @Test
    void anyInstantIsInTheWindowIfItsWallClockSaysSo() {
        long seed = System.nanoTime();
        System.out.println("anyInstantIsInTheWindowIfItsWallClockSaysSo: seed " + seed);
        var random = new Random(seed);
        var window = TimeWindow.parse("tue,thu 09:15-17:45 America/New_York");
        var wall = DateTimeFormatter.ofPattern("EEE HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("America/New_York"));
        for (int i = 0; i < 20_000; i++) {
            Instant at = Instant.ofEpochSecond(1_577_836_800L + random.nextInt(400_000_000));
            String clock = wall.format(at);
            boolean isIn = (clock.startsWith("Tue") || clock.startsWith("Thu"))
                    && clock.substring(4).compareTo("09:15:00") >= 0
                    && clock.substring(4).compareTo("17:45:00") < 0;
            assertThat(window.contains(at))
                    .as("seed %d, %s, %s", seed, at, clock)
                    .isEqualTo(isIn);
        }
    }

    @Test
    void equalWindowsHaveOneForm() {
        assertThat(TimeWindow.parse("mon,tue,wed 08:00-20:00 UTC"))
                .isEqualTo(TimeWindow.parse("mon-wed 08:00-20:00 UTC"));
        assertThat(TimeWindow.parse("mon-sun 08:00-20:00 UTC").text()).isEqualTo("daily 08:00-20:00 UTC");
        assertThat(TimeWindow.parse("")).isEqualTo(TimeWindow.ALWAYS);
    }

    @Test
    void windowsOfOneZoneOverlapIfTheyShareAnHour() {
        var nights = TimeWindow.parse("daily 22:00-06:00 UTC");
        assertThat(nights.overlaps(TimeWindow.parse("daily 06:00-22:00 UTC"))).isFalse();
        assertThat(nights.overlaps(TimeWindow.parse("mon 05:59-06:30 UTC"))).isTrue();
        assertThat(nights.overlaps(TimeWindow.parse("daily 12:00-13:00 Europe/Berlin")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08:00-20:00 UTC",
                "daily 8-20 UTC",
                "daily 08:00-25:00 UTC",
                "daily 08:00-20:00",
                "daily 08:00-20:00 Mars/Olympus",
                "mon-tue-wed 08:00-20:00 UTC",
                "monday 08:00-20:00 UTC",
                "mon, 08:00-20:00 UTC"
            })
    void whatIsNoWindowIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> TimeWindow.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("mon-fri 08:00-20:00 Europe/Berlin");
    }
}
