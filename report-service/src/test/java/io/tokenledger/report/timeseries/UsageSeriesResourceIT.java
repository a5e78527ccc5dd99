package io.tokenledger.report.timeseries;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FilledLedger.class)
class UsageSeriesResourceIT {
    @Test
    void daysWithoutUsageArePresentWithZeros() {
        get("from=2026-11-09&to=2026-11-13&interval=day&filter.tenant=acme")
                .statusCode(200)
                .body("interval", equalTo("day"))
                .body("group_by", hasSize(0))
                .body("series", hasSize(1))
                .body(
                        "series[0].points.start",
                        contains(
                                "2026-11-09T00:00:00Z",
                                "2026-11-10T00:00:00Z",
                                "2026-11-11T00:00:00Z",
                                "2026-11-12T00:00:00Z"))
                .body("series[0].points.requests", contains(0, 2, 1, 0))
                .body("series[0].points.cost", contains("0", "0.338333333333", null, "0"))
                .body("series[0].points.unpriced_requests", contains(0, 0, 1, 0))
                .body("total.requests", equalTo(3))
                .body("total.cost", equalTo("0.338333333333"));
    }

    @Test
    void everyGroupHasEveryPoint() {
        get("from=2026-11&to=2026-12&interval=week&group_by=team")
                .body("series", hasSize(5))
                .body("series.group.team", contains("search", "ads", FilledLedger.SCRIPT, FilledLedger.FORMULA, null))
                .body("series.points", everyItem(hasSize(6)));
    }

    @Test
    void hourThatIsRepeatedIsTwoPoints() {
        get("from=2026-11-01&to=2026-11-02&interval=hour&timezone=America/New_York")
                .body("series[0].points", hasSize(25))
                .body("series[0].points[1].start", equalTo("2026-11-01T01:00:00-04:00"))
                .body("series[0].points[1].cost", equalTo("1"))
                .body("series[0].points[2].start", equalTo("2026-11-01T01:00:00-05:00"))
                .body("series[0].points[2].cost", equalTo("0"));
    }

    @Test
    void firstPointBeginsNotBeforeThePeriod() {
        get("from=2026-11-05&to=2026-12&interval=month")
                .body("series[0].points.start", contains("2026-11-05T00:00:00Z"));
    }

    @Test
    void groupsWithoutAnyUsageAreNoSeries() {
        get("from=2026-01&to=2026-02&group_by=team").body("series", hasSize(0)).body("total.cost", equalTo("0"));
        get("from=2026-11-11&to=2026-11-12").body("total.cost", nullValue());
    }

    @Test
    void pointsAreConvertedAtTheRateOfTheirDay() {
        get("from=2026-02-05&to=2026-02-10&filter.tenant=acme")
                .statusCode(200)
                .body("series[0].points.cost", contains("0", "1.2", "0", "3.6", "8.33333333334"))
                .body("total.cost", equalTo("13.13333333334"))
                .body("conversions.from", contains("EUR", "GBP"));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        get("interval=minute").statusCode(400).body("code", equalTo("parameter.invalid"));
        get("group_by=day").statusCode(400).body("code", equalTo("dimension.not_available"));
        get("round=2").statusCode(400).body("code", equalTo("parameter.unknown"));
        get("from=2022-01&to=2026-12&interval=hour&group_by=tenant,team,model,user")
                .statusCode(422)
                .body("code", equalTo("currency.no_rate"));
        get("from=2026-04&to=2026-12&interval=hour&group_by=tenant,team,model,app")
                .statusCode(200);
        get("from=2022-01&to=2026-12&interval=hour&group_by=team,model&filter.tenant=acme")
                .statusCode(422)
                .body("code", equalTo("result.too_large"))
                .body("detail", containsString("200000 points (43080 per group)"));
    }

    private static ValidatableResponse get(String query) {
        return given().get("/v1/usage?" + query).then();
    }
}
