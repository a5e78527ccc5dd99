package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Reports.Span SPAN =
            Reports.Span.around(Instant.parse("2026-10-01T00:07:00Z"), Instant.parse("2026-10-02T00:00:01Z"), BERLIN);

    @Test
    void everyQuestionIsAboutO3InTheQuarterHoursThatHoldThePeriod() throws Exception {
        List<String> bodies = new ArrayList<>();
        List<String> table = ask(bodies, """
                {"range":{"low":"1","high":"2.005"},"swaps":[{"baseline_cost":"10","scenario_cost":"5.5"}]}
                """);
        assertThat(bodies)
                .hasSize(5)
                .allSatisfy(body -> assertThat(body)
                        .contains("\"from\":{\"model\":\"o3\"}")
                        .contains("\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-10-02T00:15:00Z\""));
        assertThat(bodies.get(4)).contains("\"prices_at\":\"2025-04-20\"");
        assertThat(table.get(2).replaceAll(" +", " "))
                .isEqualTo("all of it had run on o4-mini $10.00 $5.50 -45.0 % $1.00 $2.00");
    }

    @Test
    void answerWithoutAnAmountIsNotTakenForNothing() {
        assertThatThrownBy(() -> ask(new ArrayList<>(), "{\"swaps\":[{\"baseline_cost\":10}]}"))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("baseline_cost");
    }

    private static List<String> ask(List<String> bodies, String answer) throws Exception {
        try (FakeService report = new FakeService(200, body -> {
                    bodies.add(body);
                    return answer;
                });
                ServiceClient client = new ServiceClient()) {
            List<String> table = new WhatIfs(new Reports(client, report.url(), BERLIN), SPAN)
                    .table()
                    .lines();
            assertThat(report.asked).containsOnly("POST /v1/what-if");
            return table;
        }
    }
}
