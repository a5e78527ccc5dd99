package io.tokenledger.report.chargeback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FilledLedger.class)
class ChargebackResourceIT {
    private static final String NOVEMBER = "from=2026-11&to=2026-12";

    @Test
    void novemberByTeamIsExact() {
        get(NOVEMBER + "&group_by=team&filter.tenant=acme")
                .statusCode(200)
                .contentType("application/json")
                .body("from", equalTo("2026-11-01T00:00:00Z"))
                .body("to", equalTo("2026-12-01T00:00:00Z"))
                .body("timezone", equalTo("UTC"))
                .body("currency", equalTo("USD"))
                .body("group_by", contains("team"))
                .body("lines.group.team", contains("search", "ads", FilledLedger.SCRIPT, null))
                .body("lines.cost", contains("1", "0.333333333333", "0.005", null))
                .body("lines[3].unpriced_requests", equalTo(1))
                .body("total.cost", equalTo("1.338333333333"))
                .body("total.requests", equalTo(4))
                .body("total.unpriced_requests", equalTo(1))
                .body("", not(org.hamcrest.Matchers.hasKey("rounding")));
    }

    @Test
    void lineHasAllCounts() {
        get(NOVEMBER + "&group_by=team,model&filter.team=ads")
                .body("lines", hasSize(1))
                .body("lines[0].group", equalTo(Map.of("team", "ads", "model", "gpt-4.1")))
                .body("lines[0].requests", equalTo(1))
                .body("lines[0].input_tokens", equalTo(100))
                .body("lines[0].cached_input_tokens", equalTo(20))
                .body("lines[0].cache_write_tokens", equalTo(0))
                .body("lines[0].output_tokens", equalTo(50))
                .body("lines[0].reasoning_tokens", equalTo(10))
                .body("lines[0].cost", equalTo("0.333333333333"))
                .body("lines[0].unpriced_requests", equalTo(0));
    }

    @Test
    void monthIsCutInTheZone() {
        get(NOVEMBER + "&timezone=Asia/Kolkata&group_by=day&filter.team=search")
                .body("from", equalTo("2026-11-01T00:00:00+05:30"))
                .body("lines", hasSize(1))
                .body("lines[0].group.day", equalTo("2026-11-01"))
                .body("total.cost", equalTo("2.005"));
        get("from=2026-10&to=2026-11&timezone=Asia/Kolkata").body("total.cost", equalTo("2"));
    }

    @Test
    void roundedLinesAndRoundingAreTheTotal() {
        // 1.00 + 0.33 + 0.00 (0.005 goes to the even cent) + 0.00, and the total 1.338333333334 is 1.34
        get(NOVEMBER + "&group_by=team&round=2")
                .body("lines.cost", contains("1.00", "0.33", "0.00", "0.00", null))
                .body("total.cost", equalTo("1.34"))
                .body("rounding", equalTo("0.01"));
        get(NOVEMBER + "&round=0").body("total.cost", equalTo("1"));
    }

    @Test
    void filtersOfOneDimensionAreAlternativesAndOfSeveralAreConditions() {
        get(NOVEMBER + "&filter.team=search&filter.team=ads").body("total.cost", equalTo("1.333333333333"));
        get(NOVEMBER + "&filter.team=search&filter.model=gpt-4.1")
                .body("lines", hasSize(0))
                .body("total.cost", equalTo("0"));
        get(NOVEMBER + "&filter.team=").body("total.requests", equalTo(1)).body("total.cost", nullValue());
        get(NOVEMBER + "&filter.team=&filter.team=ads").body("total.requests", equalTo(2));
    }

    @Test
    void userAndTagsAreAnsweredToo() {
        get(NOVEMBER + "&group_by=user,tag.feature&filter.team=ads")
                .body("lines[0].group.user", equalTo("u1"))
                .body("lines[0].group.'tag.feature'", equalTo("summarise"));
        get(NOVEMBER + "&filter.tag.feature=summarise").body("total.cost", equalTo("0.333333333333"));
        get(NOVEMBER + "&filter.user=u1").body("total.requests", equalTo(1));
    }

    @Test
    void costsInACurrencyWithoutARateAreRefusedAndNeverAddedUp() {
        get("from=2026-03&to=2026-04")
                .statusCode(422)
                .body("code", equalTo("currency.no_rate"))
                .body("detail", containsString("EUR"));
        get(NOVEMBER + "&currency=EUR").statusCode(422).body("detail", containsString("USD"));
        get("from=2026-03&to=2026-04&currency=EUR").statusCode(200).body("total.cost", equalTo("7"));
        get(NOVEMBER + "&currency=EUR&filter.model=unheard-of").statusCode(200).body("total.cost", nullValue());
    }

    @Test
    void costsInOtherCurrenciesAreConvertedAtTheRateOfTheirDayAndTheAnswerSaysSo() {
        // 1 EUR on Friday and 3 on Sunday at 1.20; 5 GBP on Monday at 1.25 / 0.75; and the dollars as they are.
        get("from=2026-02&to=2026-03&group_by=team&filter.tenant=acme")
                .statusCode(200)
                .body("lines.group.team", contains("search", "ads"))
                .body("lines.cost", contains("13.13333333334", "0.000000000001"))
                .body("lines[0].requests", equalTo(4))
                .body("total.cost", equalTo("13.133333333341"))
                .body("conversions.from", contains("EUR", "GBP"))
                .body("conversions[0].rate_dates", equalTo(Map.of("first", "2026-02-06", "last", "2026-02-06")))
                .body("conversions[1].rate_dates", equalTo(Map.of("first", "2026-02-09", "last", "2026-02-09")))
                .body("conversions.source", contains("ECB", "ECB"));
        assertThat(get("from=2026-02&to=2026-03&group_by=team&filter.tenant=acme&format=csv")
                        .extract()
                        .asString())
                .contains("total,,5,", ",13.133333333341,USD,0");
        get("from=2026-02-06&to=2026-02-09&currency=EUR")
                .body("total.cost", equalTo("4"))
                .body("", not(org.hamcrest.Matchers.hasKey("conversions")));
        get(NOVEMBER).body("", not(org.hamcrest.Matchers.hasKey("conversions")));
    }

    @Test
    void missingRateIsToldWithCurrencyAndDay() {
        get("from=2026-03&to=2026-04")
                .statusCode(422)
                .body(
                        "detail",
                        equalTo("costs in EUR of 2026-03-05 (UTC) cannot be told in USD: no rate of USD was published"
                                + " on that day or in the 7 days before"));
        get("from=2026-02&to=2026-03&currency=CHF")
                .statusCode(422)
                .body("code", equalTo("currency.no_rate"))
                .body("detail", startsWith("costs in EUR of 2026-02-06 (UTC) cannot be told in CHF: no rate of CHF"))
                .body("detail", endsWith("; so it is on 3 more days"));
    }

    @Test
    void csvHasAHeaderItsLinesTheRoundingAndTheTotal() {
        String csv = given().accept("text/csv")
                .get("/v1/chargeback?" + NOVEMBER + "&group_by=team,model&round=2")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .header("Content-Disposition", "attachment; filename=\"chargeback_2026-11-01_2026-12-01.csv\"")
                .extract()
                .asString();
        assertThat(csv).contains("\r\n");
        List<List<String>> rows = CsvReader.builder().ofCsvRecord(csv).stream()
                .map(CsvRecord::getFields)
                .toList();
        assertThat(rows)
                .containsExactly(
                        List.of(
                                "row",
                                "team",
                                "model",
                                "requests",
                                "input_tokens",
                                "cached_input_tokens",
                                "cache_write_tokens",
                                "output_tokens",
                                "reasoning_tokens",
                                "cost",
                                "currency",
                                "unpriced_requests"),
                        List.of("line", "search", "o4-mini", "1", "100", "20", "0", "50", "10", "1.00", "USD", "0"),
                        List.of("line", "ads", "gpt-4.1", "1", "100", "20", "0", "50", "10", "0.33", "USD", "0"),
                        List.of(
                                "line",
                                FilledLedger.SCRIPT,
                                "o4-mini",
                                "1",
                                "100",
                                "20",
                                "0",
                                "50",
                                "10",
                                "0.00",
                                "USD",
                                "0"),
                        List.of(
                                "line",
                                "'" + FilledLedger.FORMULA,
                                "o4-mini",
                                "1",
                                "100",
                                "20",
                                "0",
                                "50",
                                "10",
                                "0.00",
                                "USD",
                                "0"),
                        List.of("line", "", "unheard-of", "1", "100", "20", "0", "50", "10", "", "USD", "1"),
                        List.of("rounding", "", "", "", "", "", "", "", "", "0.01", "USD", ""),
                        List.of("total", "", "", "5", "500", "100", "0", "250", "50", "1.34", "USD", "1"));
    }

    @Test
    void formatIsStrongerThanAccept() {
        given().accept("application/json")
                .get("/v1/chargeback?format=csv")
                .then()
                .contentType(startsWith("text/csv"));
        given().accept("text/csv").get("/v1/chargeback?format=json").then().contentType("application/json");
        given().accept("text/csv;q=0.1, application/json")
                .get("/v1/chargeback")
                .then()
                .contentType("application/json");
    }

    @Test
    void whatIsNotKnownIsRefusedByName() {
        refused("parameter.unknown", "group_bye=team")
                .body("detail", containsString("unknown: group_bye; known here: "));
        refused("parameter.unknown", "filters.team=ads");
        refused("parameter.repeated", NOVEMBER + "&from=2026-10").body("detail", containsString("from"));
        refused("parameter.invalid", "round=13");
        refused("parameter.invalid", "round=2.5");
        refused("parameter.invalid", "format=pdf");
        refused("parameter.invalid", "from=");
        refused("parameter.invalid", "filter.team=a%00b");
        refused("currency.invalid", "currency=usd");
        refused("currency.invalid", "currency=XXX");
        refused("timezone.unknown", "timezone=Nowhere");
        refused("period.empty", "from=2026-11-02&to=2026-11-01")
                .body("detail", equalTo("to 2026-11-01T00:00:00Z is not after from 2026-11-02T00:00:00Z"));
        refused("period.not_on_quarter_hour", "from=2026-11-01T00:01:00Z");
        refused("period.too_long", "from=2020-01&to=2026-01");
        refused("dimension.unknown", "group_by=teem").body("detail", containsString("tenant, team, project"));
        refused("dimension.unknown", "group_by=team,,model");
        refused("dimension.unknown", "filter.teem=x");
        refused("dimension.repeated", "group_by=team,team");
        refused("parameter.invalid", "group_by=cost_center")
                .body("detail", containsString("filter.tenant must name one tenant"));
        refused("dimension.not_available", "filter.day=2026-11-01").body("detail", containsString("from and to"));
    }

    @Test
    void errorsOutsideOfTheReportAreProblemsToo() {
        given().get("/v1/chargebacks")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("request.not_found"));
        given().post("/v1/chargeback").then().statusCode(405).body("code", equalTo("request.method_not_allowed"));
        given().accept("application/pdf")
                .get("/v1/chargeback")
                .then()
                .statusCode(406)
                .body("code", equalTo("request.not_acceptable"));
    }

    private static ValidatableResponse refused(String code, String query) {
        return get(query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(400))
                .body("type", equalTo("urn:tokenledger:problem:" + code))
                .body("title", not(nullValue()));
    }

    private static ValidatableResponse get(String query) {
        return given().urlEncodingEnabled(false).get("/v1/chargeback?" + query).then();
    }
}
