package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String EMPTY =
            "{\"lines\":[],\"total\":{\"requests\":0,\"cost\":\"0\",\"unpriced_requests\":0}}";

    @Test
    void aMonthIsAskedForByItsFirstDaysInTheZone() throws Exception {
        try (FakeService report = new FakeService(200, body -> EMPTY);
                ServiceClient client = new ServiceClient()) {
            new Reports(client, report.url(), BERLIN).month(YearMonth.of(2026, 12), "model,reasoning_effort");
            assertThat(report.asked)
                    .containsExactly("GET /v1/chargeback?from=2026-12-01&to=2027-01-01"
                            + "&group_by=model%2Creasoning_effort&timezone=Europe%2FBerlin");
        }
    }

    @Test
    void aPeriodIsWidenedToQuarterHours() throws Exception {
        try (FakeService report = new FakeService(200, body -> EMPTY);
                ServiceClient client = new ServiceClient()) {
            new Reports(client, report.url(), BERLIN)
                    .of(
                            Reports.Span.around(
                                    Instant.parse("2026-09-21T10:29:59.999Z"),
                                    Instant.parse("2026-11-20T10:30:00.001Z"),
                                    BERLIN),
                            "team");
            assertThat(report.asked.getFirst()).contains("from=2026-09-21T10%3A15%3A00Z&to=2026-11-20T10%3A45%3A00Z");
        }
    }

    @Test
    void statesAreReadFromTheTotalOfTheIntake() throws Exception {
        String intake = "{\"total\":{\"priced\":5,\"unpriced\":4,\"duplicates\":3,\"conflicts\":2,\"rejected\":1}}";
        try (FakeService report = new FakeService(200, body -> intake);
                ServiceClient client = new ServiceClient()) {
            IntakeStates states = new Reports(client, report.url(), BERLIN).intake();
            assertThat(states).isEqualTo(new IntakeStates(5, 4, 3, 2, 1));
            assertThat(states.records()).isEqualTo(15);
        }
    }

    @Test
    void rejectionsKeepTheirOrder() throws Exception {
        String intake =
                "{\"rejections\":[{\"code\":\"time.missing\",\"events\":7},{\"code\":\"a.first\",\"events\":2}]}";
        try (FakeService report = new FakeService(200, body -> intake);
                ServiceClient client = new ServiceClient()) {
            assertThat(new Reports(client, report.url(), BERLIN).rejections().entrySet())
                    .containsExactly(Map.entry("time.missing", 7L), Map.entry("a.first", 2L));
        }
    }

    @Test
    void anAnswerThatIsNoneIsAFailureWithItsStatusAndText() throws Exception {
        try (FakeService report = new FakeService(503, body -> "{\"code\":\"database.unavailable\"}");
                ServiceClient client = new ServiceClient()) {
            Reports reports = new Reports(client, report.url(), BERLIN);
            assertThatThrownBy(reports::intake)
                    .isInstanceOf(DemoFailure.class)
                    .hasMessageContaining("/v1/intake answered 503")
                    .hasMessageContaining("database.unavailable");
        }
    }
}
