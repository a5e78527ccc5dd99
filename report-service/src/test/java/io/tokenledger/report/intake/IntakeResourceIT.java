package io.tokenledger.report.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FilledLedger.class)
class IntakeResourceIT {
    @Test
    void withoutAPeriodItIsEverythingEverReceived() {
        get("").statusCode(200)
                .body("from", nullValue())
                .body("lines", hasSize(1))
                .body(
                        "total",
                        equalTo(Map.of("priced", 18, "unpriced", 1, "duplicates", 2, "conflicts", 1, "rejected", 3)))
                .body("rejections.code", contains("count.negative", "json.truncated"))
                .body("rejections.events", contains(2, 1));
    }

    @Test
    void byTenantTheUnreadableOnesAreNobodys() {
        get("group_by=tenant")
                .body("lines.group.tenant", contains(null, "acme", "globex"))
                .body("lines.priced", contains(0, 16, 2))
                .body("lines.rejected", contains(3, 0, 0));
    }

    @Test
    void hourOfUtcBelongsToTheLocalDayInWhichItBegins() {
        // 18:00Z is 23:30 in Kolkata, and 19:00Z the next day.
        get("group_by=day&timezone=Asia/Kolkata&filter.tenant=acme")
                .body("lines.group.day", contains("2026-11-10", "2026-11-11"))
                .body("lines.priced", contains(6, 10));
        get("from=2026-11-11&to=2026-11-12&timezone=Asia/Kolkata&filter.tenant=acme")
                .body("total.priced", equalTo(10));
    }

    @Test
    void byHourInOrder() {
        get("group_by=tenant,hour&from=2026-11-10&to=2026-11-11")
                .body("from", equalTo("2026-11-10T00:00:00Z"))
                .body(
                        "lines.group.hour",
                        contains("2026-11-10T12:00:00Z", "2026-11-10T18:00:00Z", "2026-11-10T19:00:00Z"))
                .body("rejections", hasSize(0));
    }

    @Test
    void tenantWithoutAnythingHasNothing() {
        get("filter.tenant=nobody").body("lines", hasSize(0)).body("total.priced", equalTo(0));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        get("group_by=team").statusCode(400).body("code", equalTo("dimension.unknown"));
        get("group_by=day,day").statusCode(400).body("code", equalTo("dimension.repeated"));
        get("filter.team=x").statusCode(400).body("code", equalTo("dimension.unknown"));
        get("currency=USD").statusCode(400).body("code", equalTo("parameter.unknown"));
    }

    private static ValidatableResponse get(String query) {
        return given().get("/v1/intake" + (query.isEmpty() ? "" : "?" + query)).then();
    }
}
