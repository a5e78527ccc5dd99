package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What finance and engineering read over HTTP, over events whose cost is worked out by hand. */
@ExtendWith(Suite.class)
class ReportApiE2E {
    private static final String CUT = "report-price-cut";
    private static final String ZONES = "report-zones";

    /** Events around the price cut of o3, one without a price, and one at each border of a local day. */
    @BeforeAll
    static void book(LocalStack stack) throws IOException, InterruptedException, SQLException {
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            sender.http(List.of(
                    event(CUT, "last-second", "2025-06-09T23:59:59Z", "search", "o3", 1_000_000, 1_000_000),
                    event(CUT, "first-second", "2025-06-10T00:00:00Z", "search", "o3", 1_000_000, 1_000_000),
                    event(CUT, "third-of-a-cent", "2025-06-10T00:00:01Z", "support", "o3", 1_667, 0),
                    event(CUT, "no-price", "2025-06-10T12:00:00Z", "support", "gpt-99", 500, 70),
                    // 18:29:59 is 23:59:59 in Kolkata, 18:30 the next day; Kathmandu's day is over at 18:15.
                    event(ZONES, "kathmandu-before", "2025-07-01T18:14:59Z", "a", "o4-mini", 1_000_000, 0),
                    event(ZONES, "kathmandu-after", "2025-07-01T18:15:00Z", "a", "o4-mini", 2_000_000, 0),
                    event(ZONES, "kolkata-before", "2025-07-01T18:29:59Z", "a", "o4-mini", 4_000_000, 0),
                    event(ZONES, "kolkata-after", "2025-07-01T18:30:00Z", "a", "o4-mini", 8_000_000, 0),
                    // 26 October 2025 has 25 hours in Berlin, from 22:00 to 23:00 UTC.
                    event(ZONES, "berlin-before", "2025-10-25T21:59:59Z", "b", "o4-mini", 1_000_000, 0),
                    event(ZONES, "berlin-first", "2025-10-25T22:00:00Z", "b", "o4-mini", 2_000_000, 0),
                    event(ZONES, "berlin-02-summer", "2025-10-26T00:30:00Z", "b", "o4-mini", 4_000_000, 0),
                    event(ZONES, "berlin-02-winter", "2025-10-26T01:30:00Z", "b", "o4-mini", 8_000_000, 0),
                    event(ZONES, "berlin-last", "2025-10-26T22:59:59Z", "b", "o4-mini", 16_000_000, 0),
                    event(ZONES, "berlin-after", "2025-10-26T23:00:00Z", "b", "o4-mini", 32_000_000, 0)));
            ledger.awaitEntries(CUT, 4);
            ledger.awaitEntries(ZONES, 10);
        }
    }

    @Test
    void lastSecondBeforeTheCutCostsFiftyAndTheNextTenDollars(LocalStack stack) {
        JsonPath before = chargeback(stack, CUT, "from", "2025-06-09", "to", "2025-06-10");
        JsonPath after = chargeback(stack, CUT, "from", "2025-06-10", "to", "2025-06-11", "filter.team", "search");

        // A million in and a million out: $10 + $40, then $2 + $8.
        assertThat(before.getString("total.cost")).isEqualTo("50");
        assertThat(after.getString("total.cost")).isEqualTo("10");
        assertThat(before.getString("currency")).isEqualTo("USD");
    }

    @Test
    void whatHasNoPriceIsCountedAndItsCostIsNotZero(LocalStack stack) {
        JsonPath answer = chargeback(
                stack,
                CUT,
                "from",
                "2025-06-10",
                "to",
                "2025-06-11",
                "group_by",
                "team,model",
                "filter.team",
                "support");

        assertThat(answer.getString("lines.find { it.group.model == 'gpt-99' }.cost"))
                .isNull();
        assertThat(answer.getInt("lines.find { it.group.model == 'gpt-99' }.unpriced_requests"))
                .isOne();
        assertThat(answer.getInt("lines.find { it.group.model == 'gpt-99' }.input_tokens"))
                .isEqualTo(500);
        assertThat(answer.getString("lines.find { it.group.model == 'o3' }.cost"))
                .isEqualTo("0.003334");
        assertThat(answer.getString("total.cost")).isEqualTo("0.003334");
        assertThat(answer.getInt("total.unpriced_requests")).isOne();
        assertThat(answer.getInt("total.requests")).isEqualTo(2);
    }

    @Test
    void roundedLinesAndTheirRoundingMakeTheTotal(LocalStack stack) {
        String[] hours = {"from", "2025-10-25T21:00:00Z", "to", "2025-10-26T01:00:00Z", "group_by", "hour", "round", "0"
        };
        JsonPath answer = chargeback(stack, ZONES, hours);

        // $1.10, $2.20 and $4.40 are $7.70.
        assertThat(answer.getList("lines.cost")).containsExactlyInAnyOrder("1", "2", "4");
        assertThat(answer.getString("rounding")).isEqualTo("1");
        assertThat(answer.getString("total.cost")).isEqualTo("8");
        Map<String, String> asCsv = query(ZONES, hours);
        asCsv.put("format", "csv");
        assertThat(given().baseUri(stack.reportUrl())
                        .queryParams(asCsv)
                        .get("/v1/chargeback")
                        .asString()
                        .lines())
                .contains("rounding,,,,,,,,1,USD,", "total,,3,7000000,0,0,0,0,8,USD,0");
        assertThat(chargeback(stack, ZONES, "from", "2025-10-25", "to", "2025-10-26", "round", "2")
                        .getString("total.cost"))
                .isEqualTo("3.30");
    }

    @Test
    void csvHasALinePerGroupAndATotal(LocalStack stack) {
        Response csv =
                get(stack, CUT, "from", "2025-06-09", "to", "2025-06-11", "group_by", "team,model", "format", "csv");

        csv.then().statusCode(200).contentType(containsString("text/csv"));
        assertThat(csv.header("Content-Disposition")).contains("chargeback_2025-06-09_2025-06-11.csv");
        assertThat(csv.asString().lines())
                .containsExactlyInAnyOrder(
                        "row,team,model,requests,input_tokens,cached_input_tokens,cache_write_tokens,output_tokens,"
                                + "reasoning_tokens,cost,currency,unpriced_requests",
                        "line,search,o3,2,2000000,0,0,2000000,0,60,USD,0",
                        "line,support,o3,1,1667,0,0,0,0,0.003334,USD,0",
                        "line,support,gpt-99,1,500,0,0,70,0,,USD,1",
                        "total,,,4,2002167,0,0,2000070,0,60.003334,USD,1");
        Response byAccept = given().baseUri(stack.reportUrl())
                .accept("text/csv")
                .queryParams(query(CUT, "from", "2025-06-09", "to", "2025-06-11", "group_by", "team,model"))
                .get("/v1/chargeback");
        assertThat(byAccept.asString()).isEqualTo(csv.asString());
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,            2025-07-01, 2025-07-03, 2025-07-02, 16.5, ",
        "Asia/Kolkata,   2025-07-01, 2025-07-03, 2025-07-02, 7.7,  8.8",
        "Asia/Kathmandu, 2025-07-01, 2025-07-03, 2025-07-02, 1.1,  15.4",
        "Europe/Berlin,  2025-10-25, 2025-10-27, 2025-10-26, 1.1,  33",
        "UTC,            2025-10-25, 2025-10-27, 2025-10-26, 3.3,  66"
    })
    void daysAreCutAsTheClocksOfTheZoneShowThem(
            String zone,
            String day,
            String end,
            String next,
            String cost,
            @Nullable String costOfNext,
            LocalStack stack) {
        JsonPath answer = chargeback(stack, ZONES, "timezone", zone, "from", day, "to", end, "group_by", "day");

        assertThat(costOf(answer, day)).isEqualTo(cost);
        assertThat(costOf(answer, next)).isEqualTo(costOfNext);
    }

    private static @Nullable String costOf(JsonPath answer, String day) {
        return answer.getString("lines.find { it.group.day == '" + day + "' }.cost");
    }

    @Test
    void seriesHasAPointPerHourAlsoForTheHourThatComesTwice(LocalStack stack) {
        JsonPath series = given().baseUri(stack.reportUrl())
                .queryParams(query(
                        ZONES,
                        "timezone",
                        "Europe/Berlin",
                        "from",
                        "2025-10-26",
                        "to",
                        "2025-10-27",
                        "interval",
                        "hour"))
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        List<Map<String, Object>> points = series.getList("series[0].points");
        assertThat(points).hasSize(25);
        assertThat(points)
                .extracting("start", "requests", "cost")
                .contains(
                        tuple("2025-10-26T00:00:00+02:00", 1, "2.2"),
                        tuple("2025-10-26T02:00:00+02:00", 1, "4.4"),
                        tuple("2025-10-26T02:00:00+01:00", 1, "8.8"),
                        tuple("2025-10-26T23:00:00+01:00", 1, "17.6"));
        assertThat(series.getString("total.cost")).isEqualTo("33");
    }

    @ParameterizedTest
    @CsvSource({"day,   62", "week,  9", "month, 3"})
    void seriesGoesByAnyInterval(String interval, int points, LocalStack stack) {
        given().baseUri(stack.reportUrl())
                .queryParams(query(
                        ZONES, "from", "2025-09-01", "to", "2025-11-02", "interval", interval, "group_by", "team"))
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("interval", equalTo(interval))
                .body("series.size()", equalTo(1))
                .body("series[0].group.team", equalTo("b"))
                .body("series[0].points.size()", equalTo(points))
                .body("total.cost", equalTo("69.3"));
    }

    private static JsonPath chargeback(LocalStack stack, String tenant, String... query) {
        return get(stack, tenant, query).then().statusCode(200).extract().jsonPath();
    }

    private static Response get(LocalStack stack, String tenant, String... query) {
        return given().baseUri(stack.reportUrl())
                .queryParams(query(tenant, query))
                .get("/v1/chargeback");
    }

    private static Map<String, String> query(String tenant, String... namesAndValues) {
        var query = new HashMap<String, String>(Map.of("filter.tenant", tenant));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return query;
    }

    private static TestEvent event(
            String tenant, String id, String at, String team, String model, long input, long output) {
        return new TestEvent(tenant, id, Instant.parse(at), team, model, "standard", input, 0, output, 0);
    }
}
