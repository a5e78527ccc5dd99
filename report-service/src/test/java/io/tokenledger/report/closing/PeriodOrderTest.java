package io.tokenledger.report.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.request.QueryParameters;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeriodOrderTest {
    private static final AccountingCalendar CALENDAR = AccountingCalendar.of(AccountingSettings.standard("acme"));
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void anyPeriodMayBeginTheBooks() {
        assertThatCode(() -> check("2026-10", null, null)).doesNotThrowAnyException();
        assertThatCode(() -> check("2026-02", null, null)).doesNotThrowAnyException();
    }

    @Test
    void theNextOneIsTheOneInWhichTheBooksBeginToBeOpen() {
        assertThatCode(() -> check("2026-11", NOVEMBER, null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("2026-12", NOVEMBER, null))
                .hasMessageContaining("accounting_period.order")
                .hasMessageContaining("2026-11 comes first");
        // Closed by hand to the middle of a period: that period is next.
        Instant middle = Instant.parse("2026-11-15T06:00:00Z");
        assertThatCode(() -> check("2026-11", middle, null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("2026-12", middle, null)).hasMessageContaining("2026-11 comes first");
    }

    @Test
    void whatTheBooksWereClosedPastIsNeverClosed() {
        assertThatThrownBy(() -> check("2026-10", NOVEMBER, null))
                .hasMessageContaining("accounting_period.state")
                .hasMessageContaining("before the books");
    }

    @Test
    void oneAtATime() {
        assertThatThrownBy(() -> check("2026-10", null, "2026-09"))
                .hasMessageContaining("accounting_period.order")
                .hasMessageContaining("while period 2026-09 is");
    }

    @Test
    void withoutARangeItIsTheYearUpToNow() {
        assertThat(ids("2026-11-20T00:00:00Z", Map.of()))
                .startsWith("2025-12", "2026-01")
                .endsWith("2026-10", "2026-11")
                .hasSize(12);
        assertThat(ids("2026-11-20T00:00:00Z", Map.of("to", "2026-03")))
                .startsWith("2025-04")
                .endsWith("2026-03");
    }

    @Test
    void aRangeHoldsBothItsEnds() {
        assertThat(ids("2026-11-20T00:00:00Z", Map.of("from", "2026-01", "to", "2026-03")))
                .containsExactly("2026-01", "2026-02", "2026-03");
        assertThat(ids("2026-11-20T00:00:00Z", Map.of("from", "2026-03", "to", "2026-03")))
                .containsExactly("2026-03");
        assertThat(ids("2026-11-20T00:00:00Z", Map.of("fiscal_year", "2025")))
                .startsWith("2025-01")
                .endsWith("2025-12");
    }

    @Test
    void rangesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> ids("2026-11-20T00:00:00Z", Map.of("from", "2026-04", "to", "2026-03")))
                .hasMessageContaining("period.empty");
        assertThatThrownBy(() -> ids("2026-11-20T00:00:00Z", Map.of("from", "2010-01", "to", "2026-03")))
                .hasMessageContaining("period.too_long");
        assertThatThrownBy(() -> ids("2026-11-20T00:00:00Z", Map.of("from", "2026-04", "fiscal_year", "2026")))
                .hasMessageContaining("period.invalid");
        assertThatThrownBy(() -> ids("2026-11-20T00:00:00Z", Map.of("fiscal_year", "26")))
                .hasMessageContaining("parameter.invalid");
        assertThatThrownBy(() -> ids("2026-11-20T00:00:00Z", Map.of("from", "FY2026-P01")))
                .hasMessageContaining("accounting_period.unknown");
    }

    private static List<String> ids(String now, Map<String, String> parameters) {
        Map<String, List<String>> values = new TreeMap<>();
        parameters.forEach((name, value) -> values.put(name, Arrays.asList(value)));
        return PeriodRange.read(new QueryParameters(values)).periods(CALENDAR, Instant.parse(now), 120).stream()
                .map(period -> period.id())
                .toList();
    }

    private static void check(String id, @Nullable Instant closedUntil, @Nullable String underWay) {
        PeriodOrder.check(CALENDAR, CALENDAR.named(id), closedUntil, underWay);
    }
}
