package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthEndsTest {
    private static final String SEARCH = """
            {"group":{"team":"search"},"spent":{"cost":"10.004"},"forecast":{"method":"theta",
             "period_end":{"cost":"20.5","cost_80":{"low":"18","high":"23.999"}}}}""";
    private static final String NEW = """
            {"group":{"team":"new"},"spent":{"cost":null},"forecast":null,"too_short":{"have":0,"need":1,"why":"nothing yet"}}""";

    @Test
    void everyTeamIsALineAndWhatIsTooShortSaysWhy() throws Exception {
        assertThat(lines("{\"groups\":[" + SEARCH + "," + NEW + "],\"total\":" + SEARCH + "}"))
                .contains("search $10.00 $20.50 $18.00 $24.00 theta", "new no price nothing yet")
                .anyMatch(line -> line.startsWith("total $10.00 $20.50"));
    }

    @Test
    void answerWithNeitherAFigureNorAReasonIsNotTakenForOne() {
        assertThatThrownBy(() -> lines("{\"groups\":[],\"total\":{\"spent\":{\"cost\":\"1\"}}}"))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("total");
    }

    private static List<String> lines(String answer) throws Exception {
        try (FakeService report = new FakeService(200, _ -> answer);
                ServiceClient client = new ServiceClient()) {
            List<String> lines = new MonthEnds(new Reports(client, report.url(), ZoneId.of("Europe/Berlin")))
                    .table()
                    .lines();
            assertThat(report.asked)
                    .containsOnly("GET /v1/forecast?horizon=rest_of_month&group_by=team&timezone=Europe%2FBerlin");
            return lines.stream()
                    .map(line -> line.strip().replaceAll(" +", " "))
                    .toList();
        }
    }
}
