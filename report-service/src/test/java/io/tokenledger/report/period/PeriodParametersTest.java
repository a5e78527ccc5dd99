package io.tokenledger.report.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.request.QueryParameters;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class PeriodParametersTest {
    private static final Instant NOW = Instant.parse("2026-11-30T20:00:00Z");

    @Test
    void withoutAnythingItIsThisMonthInTheZone() {
        assertThat(read("timezone", "UTC").fromText()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(read("timezone", "UTC").toText()).isEqualTo("2026-12-01T00:00:00Z");
        // In Kolkata it is December already.
        assertThat(read("timezone", "Asia/Kolkata").fromText()).isEqualTo("2026-12-01T00:00:00+05:30");
    }

    @Test
    void dateMonthAndInstantAreAllUnderstood() {
        Period period = read("from", "2026-10", "to", "2026-10-05", "timezone", "Europe/Berlin");
        assertThat(period.from()).isEqualTo(Instant.parse("2026-09-30T22:00:00Z"));
        assertThat(period.to()).isEqualTo(Instant.parse("2026-10-04T22:00:00Z"));
        assertThat(read("from", "2026-11-01T00:15:00+05:30").from()).isEqualTo(Instant.parse("2026-10-31T18:45:00Z"));
    }

    @Test
    void plusThatArrivesAsASpaceIsStillAPlus() {
        assertThat(read("from", "2026-11-01T00:15:00 05:30").from()).isEqualTo(Instant.parse("2026-10-31T18:45:00Z"));
    }

    @Test
    void dayWhoseMidnightIsSkippedBeginsWithItsFirstMoment() {
        assertThat(read("from", "2026-04-24", "to", "2026-04-25", "timezone", "Africa/Cairo")
                        .fromText())
                .isEqualTo("2026-04-24T01:00:00+03:00");
    }

    @Test
    void namedPeriods() {
        assertThat(read("period", "last_month").fromText()).isEqualTo("2026-10-01T00:00:00Z");
        assertThat(read("period", "last_month").toText()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(read("period", "today").fromText()).isEqualTo("2026-11-30T00:00:00Z");
        assertThat(read("period", "yesterday").toText()).isEqualTo("2026-11-30T00:00:00Z");
    }

    @Test
    void endThatIsNotAfterTheBeginningIsRefusedNamingBoth() {
        refused("period.empty", "from", "2026-11-02", "to", "2026-11-02")
                .hasMessageContaining("to 2026-11-02T00:00:00Z is not after from 2026-11-02T00:00:00Z");
    }

    @Test
    void instantOffAQuarterHourIsRefused() {
        refused("period.not_on_quarter_hour", "from", "2026-11-01T00:10:00Z")
                .hasMessageContaining("quarter of an hour");
        refused("period.not_on_quarter_hour", "from", "2026-11-01T00:15:00.5Z");
        // Before 1912 Kolkata was five hours, fifty-three minutes and twenty seconds ahead.
        refused("period.not_on_quarter_hour", "from", "1900-01-01", "to", "1900-01-02", "timezone", "Asia/Kolkata");
    }

    @Test
    void moreThanFiveYearsAreRefusedAndFiveAreNot() {
        assertThat(read("from", "2021-11", "to", "2026-11").fromText()).isEqualTo("2021-11-01T00:00:00Z");
        refused("period.too_long", "from", "2021-11", "to", "2026-11-02").hasMessageContaining("5 years");
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String text : List.of(
                "2026-13",
                "2026-02-30",
                "yesterday",
                "26-01-01",
                "+12026-01-01",
                "2026-11-01T00:00:00",
                "1e9",
                "2026")) {
            refused("period.invalid", "from", text).hasMessageContaining("from " + text);
        }
    }

    @Test
    void whatIsNoZoneOfTheDatabaseIsRefused() {
        for (String zone : List.of("Mars/Olympus", "+05:30", "asia/kolkata", "UTC+3", "../etc")) {
            refused("timezone.unknown", "timezone", zone).hasMessageContaining(zone);
        }
    }

    @Test
    void namedPeriodExcludesFromAndTo() {
        refused("period.invalid", "period", "today", "from", "2026-11");
        refused("period.invalid", "period", "next_month");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(String code, String... parameters) {
        return assertThatThrownBy(() -> read(parameters)).hasMessageStartingWith(code + ": ");
    }

    private static Period read(String... parameters) {
        Map<String, List<String>> given = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], List.of(parameters[i + 1]));
        }
        return PeriodParameters.read(new QueryParameters(given), NOW);
    }
}
