package io.tokenledger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/** Where the running month is going to end, team by team, as report-service forecasts it. */
final class MonthEnds {
    private final Reports reports;

    MonthEnds(Reports reports) {
        this.reports = reports;
    }

    /** A line per team and one for all; a series that is too short says so. */
    TextTable table() throws DemoFailure, InterruptedException {
        JsonNode answer = reports.forecast("team");
        var table = new TextTable(List.of("team", "so far", "at month's end", "4 times in 5 from", "to", "method"));
        for (JsonNode group : answer.path("groups")) {
            row(table, group.path("group").path("team").asText("(none)"), group);
        }
        row(table, "total", answer.path("total"));
        return table;
    }

    private static void row(TextTable table, String name, JsonNode series) throws DemoFailure {
        String spent = dollars(series.path("spent").path("cost"));
        JsonNode expected = series.path("forecast");
        if (!expected.isObject()) {
            String why = series.path("too_short").path("why").asText();
            if (why.isEmpty()) {
                throw new DemoFailure("the forecast of " + name + " neither says a figure nor why there is none");
            }
            table.row(name, spent, "", "", "", why);
            return;
        }
        JsonNode end = expected.path("period_end");
        table.row(
                name,
                spent,
                dollars(end.path("cost")),
                dollars(end.path("cost_80").path("low")),
                dollars(end.path("cost_80").path("high")),
                expected.path("method").asText());
    }

    private static String dollars(JsonNode amount) {
        return amount.isTextual() ? Figures.dollars(new BigDecimal(amount.textValue())) : "no price";
    }
}
