package io.tokenledger.report.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which versions hold on which day. */
class VersionsTest {
    private static MarkupRule rule(int id, int version, int position, String from, @Nullable String until) {
        return new MarkupRule(
                "acme",
                new UUID(0, id),
                version,
                "rule " + id,
                position,
                "a",
                BigDecimal.TEN,
                MarkupRule.Base.TOTAL,
                "b",
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                "ann",
                "why",
                Instant.EPOCH);
    }

    private static List<String> on(String day, MarkupRule... versions) {
        return Versions.inForce(List.of(versions), LocalDate.parse(day)).stream()
                .map(rule -> rule.name() + " v" + rule.version())
                .toList();
    }

    @Test
    void laterVersionsCountFromTheirFirstDayOn() {
        MarkupRule first = rule(1, 1, 1, "2026-01-01", null);
        MarkupRule july = rule(1, 2, 1, "2026-07-01", null);
        MarkupRule may = rule(1, 3, 1, "2026-05-01", null);
        assertThat(on("2025-12-31", first, july, may)).isEmpty();
        assertThat(on("2026-04-30", first, july, may)).containsExactly("rule 1 v1");
        assertThat(on("2026-05-01", first, july, may)).containsExactly("rule 1 v3");
        assertThat(on("2026-08-01", may, july, first)).containsExactly("rule 1 v3");
        assertThat(on("2026-08-01", first, july)).containsExactly("rule 1 v2");
    }

    @Test
    void endedOnesAreNotThereFromTheirEndOn() {
        MarkupRule first = rule(1, 1, 1, "2026-01-01", "2026-03-01");
        assertThat(on("2026-02-28", first)).hasSize(1);
        assertThat(on("2026-03-01", first)).isEmpty();
        MarkupRule ended = rule(1, 2, 1, "2026-02-01", "2026-02-01");
        assertThat(on("2026-01-31", first, ended)).hasSize(1);
        assertThat(on("2026-02-01", first, ended)).isEmpty();
        assertThat(on("2027-02-01", first, ended)).isEmpty();
    }

    @Test
    void orderIsByPosition() {
        assertThat(on("2026-02-01", rule(1, 1, 20, "2026-01-01", null), rule(2, 1, 3, "2026-01-01", null)))
                .containsExactly("rule 2 v1", "rule 1 v1");
    }

    @Test
    void aPlaceIsTakenOnlyOnDaysOnWhichTheOtherIsThere() {
        MarkupRule there = rule(1, 1, 5, "2026-01-01", "2026-03-01");
        assertThat(Versions.inItsPlace(List.of(there), rule(2, 1, 5, "2026-02-28", null)))
                .isEqualTo(there);
        assertThat(Versions.inItsPlace(List.of(there), rule(2, 1, 5, "2026-03-01", null)))
                .isNull();
        assertThat(Versions.inItsPlace(List.of(there), rule(2, 1, 5, "2025-01-01", "2026-01-01")))
                .isNull();
        assertThat(Versions.inItsPlace(List.of(there), rule(2, 1, 6, "2026-02-01", null)))
                .isNull();
        assertThat(Versions.inItsPlace(List.of(there), rule(1, 2, 5, "2026-02-01", null)))
                .isNull();
        MarkupRule moved = rule(1, 2, 6, "2026-02-01", null);
        assertThat(Versions.inItsPlace(List.of(there, moved), rule(2, 1, 5, "2026-02-01", null)))
                .isNull();
        assertThat(Versions.inItsPlace(List.of(there, moved), rule(2, 1, 6, "2026-08-01", null)))
                .isEqualTo(moved);
    }
}
