package io.tokenledger.report.chargeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    @ParameterizedTest
    @CsvSource({
        // whole months are held against as many months, however long they are
        "UTC,               2026-03-01, 2026-04-01, 2026-02-01, 2026-03-01",
        "Asia/Kathmandu,    2026-01-01, 2026-04-01, 2025-10-01, 2026-01-01",
        // whole days against as many days, also where the clocks change between
        "America/St_Johns,  2026-03-08, 2026-03-15, 2026-03-01, 2026-03-08",
        "Europe/Berlin,     2026-10-26, 2026-10-27, 2026-10-25, 2026-10-26",
        "UTC,               2026-03-15, 2026-04-15, 2026-02-12, 2026-03-15",
        "Pacific/Apia,      2026-11-02, 2026-11-09, 2026-10-26, 2026-11-02",
    })
    void previousLiesDirectlyBefore(String zone, LocalDate from, LocalDate to, LocalDate before, LocalDate end) {
        assertThat(Comparison.PREVIOUS.beside(period(zone, from, to))).isEqualTo(period(zone, before, end));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,              2026-03-01, 2026-04-01, 2025-03-01, 2025-04-01",
        "Asia/Kathmandu,   2024-02-29, 2024-03-01, 2023-02-28, 2023-03-01",
        "America/St_Johns, 2026-03-08, 2026-03-09, 2025-03-08, 2025-03-09",
    })
    void yearHasTheSameDays(String zone, LocalDate from, LocalDate to, LocalDate before, LocalDate end) {
        assertThat(Comparison.YEAR.beside(period(zone, from, to))).isEqualTo(period(zone, before, end));
    }

    @Test
    void partsOfDaysAreHeldAgainstAsMuchTime() {
        Instant from = Instant.parse("2026-11-02T06:00:00Z");
        Instant to = Instant.parse("2026-11-02T18:15:00Z");
        var period = new Period(from, to, ZoneId.of("UTC"));
        assertThat(Comparison.PREVIOUS.beside(period))
                .isEqualTo(new Period(Instant.parse("2026-11-01T17:45:00Z"), from, ZoneId.of("UTC")));
        assertThat(Comparison.YEAR.beside(period))
                .isEqualTo(new Period(
                        Instant.parse("2025-11-02T06:00:00Z"),
                        Instant.parse("2025-11-02T18:15:00Z"),
                        ZoneId.of("UTC")));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> Comparison.named("last"))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("compare_to last is none of previous, year");
    }

    private static Period period(String zone, LocalDate from, LocalDate to) {
        ZoneId id = ZoneId.of(zone);
        return new Period(from.atStartOfDay(id).toInstant(), to.atStartOfDay(id).toInstant(), id);
    }
}
