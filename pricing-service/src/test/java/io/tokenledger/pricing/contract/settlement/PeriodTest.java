package io.tokenledger.pricing.contract.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.pricing.pricebook.ValidRange;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void monthsFollowTheZoneAcrossItsChangesOfClock() {
        var range = new ValidRange(at("2026-02-28T23:00:00Z"), null);

        assertThat(Period.months(range, ZoneId.of("Europe/Berlin"), at("2026-04-30T22:15:00Z")))
                .containsExactly(
                        new Period("2026-03", at("2026-02-28T23:00:00Z"), at("2026-03-31T22:00:00Z")),
                        new Period("2026-04", at("2026-03-31T22:00:00Z"), at("2026-04-30T22:00:00Z")),
                        new Period("2026-05", at("2026-04-30T22:00:00Z"), at("2026-05-31T22:00:00Z")));
    }

    @Test
    void zoneOffTheFullHourHasItsOwnMonths() {
        var range = new ValidRange(at("2026-10-31T18:15:00Z"), null);

        assertThat(Period.months(range, ZoneId.of("Asia/Kathmandu"), at("2026-11-15T00:00:00Z")))
                .containsExactly(new Period("2026-11", at("2026-10-31T18:15:00Z"), at("2026-11-30T18:15:00Z")));
    }

    @Test
    void termWithinMonthsHasPartsOfThem() {
        var range = new ValidRange(at("2026-01-15T00:00:00Z"), at("2026-02-10T00:00:00Z"));

        assertThat(Period.months(range, ZoneId.of("UTC"), at("2027-01-01T00:00:00Z")))
                .containsExactly(
                        new Period("2026-01", at("2026-01-15T00:00:00Z"), at("2026-02-01T00:00:00Z")),
                        new Period("2026-02", at("2026-02-01T00:00:00Z"), at("2026-02-10T00:00:00Z")));
    }

    @Test
    void termThatHasNotBegunHasNoMonth() {
        var range = new ValidRange(at("2026-01-15T00:00:00Z"), null);

        assertThat(Period.months(range, ZoneId.of("UTC"), at("2026-01-15T00:00:00Z")))
                .isEmpty();
    }
}
