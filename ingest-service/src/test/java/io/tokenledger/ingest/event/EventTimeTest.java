package io.tokenledger.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.ingest.rejection.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quicktheories.QuickTheory;
import org.quicktheories.generators.SourceDSL;

class EventTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:15:30Z, 2026-11-20T10:15:30Z",
        "2026-11-20t10:15:30z, 2026-11-20T10:15:30Z",
        "2026-11-20T10:15:30.1Z, 2026-11-20T10:15:30.1Z",
        "2026-11-20T10:15:30.1234567890123Z, 2026-11-20T10:15:30.123456Z",
        "2026-11-20T10:15:30+05:45, 2026-11-20T04:30:30Z",
        "2026-11-20T10:15:30-00:00, 2026-11-20T10:15:30Z",
        "2026-12-31T23:30:00-01:00, 2027-01-01T00:30:00Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
    })
    void everyFormOfRfc3339IsTheInstantThatItNames(String text, Instant instant) throws Refusal {
        assertThat(EventTime.parse(text, "time")).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-20",
                "2026-11-20T10:15Z",
                "2026-11-20T10:15:30",
                "2026-11-20T10:15:30.Z",
                "2026-11-20T24:00:00Z",
                "2026-11-20T10:60:00Z",
                "2026-11-20T10:15:61Z",
                "2025-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-11-20T10:15:30+5:45",
                "2026-11-20T10:15:30+0545",
                "2026-11-20T10:15:30Z ",
                "+002026-11-20T10:15:30Z",
                "２０26-11-20T10:15:30Z",
                "1763633730"
            })
    void whatIsNotRfc3339IsRefused(String text) {
        assertThatThrownBy(() -> EventTime.parse(text, "time")).isInstanceOf(Refusal.class);
    }

    @Test
    void agreesWithTheLibrarysParser() {
        long seed = System.nanoTime();
        System.out.println("event times: seed " + seed);
        var property = QuickTheory.qt()
                .withFixedSeed(seed)
                .forAll(
                        SourceDSL.longs().between(946_684_800L, 4_102_444_799L),
                        SourceDSL.integers().between(0, 999_999_999),
                        SourceDSL.integers().between(-18 * 60, 18 * 60));
        property.checkAssert((second, nano, offsetMinutes) -> {
            Instant instant = Instant.ofEpochSecond(second, nano);
            String text = OffsetDateTime.ofInstant(instant, ZoneOffset.ofTotalSeconds(offsetMinutes * 60))
                    .truncatedTo(ChronoUnit.NANOS)
                    .toString();
            // The library leaves out zero seconds, which RFC 3339 does not.
            if (text.charAt(16) == ':') {
                try {
                    assertThat(EventTime.parse(text, "time")).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
                } catch (Refusal e) {
                    throw new AssertionError(text, e);
                }
            }
        });
    }
}
