package io.tokenledger.report.entry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FilledLedger.class)
class EntryResourceIT {
    private static final String NOVEMBER = "tenant=acme&from=2026-11&to=2026-12";

    @Test
    void entriesBehindNovemberAddUpToItsChargeback() {
        get(NOVEMBER)
                .statusCode(200)
                .contentType("application/json")
                .body("tenant", equalTo("acme"))
                .body("from", equalTo("2026-11-01T00:00:00Z"))
                .body("to", equalTo("2026-12-01T00:00:00Z"))
                .body("timezone", equalTo("UTC"))
                .body("entries.cost", contains("1", "0.333333333333", "0.005", null))
                .body("entries.currency", contains("USD", "USD", "USD", "XXX"))
                .body("next", nullValue());
    }

    @Test
    void entryHasItsMetersAndItsOrigin() {
        get(NOVEMBER + "&filter.team=ads")
                .body("entries", hasSize(1))
                .body("entries[0].accounted_at", equalTo("2026-11-10T12:00:00Z"))
                .body("entries[0].accounted_late", equalTo(false))
                .body("entries[0].kind", equalTo("usage"))
                .body("entries[0].entry_no", equalTo(0))
                .body("entries[0].cost_center", equalTo("unattributed"))
                .body("entries[0].user", equalTo("u1"))
                .body("entries[0].tags.feature", equalTo("summarise"))
                .body("entries[0].model", equalTo("gpt-4.1"))
                .body("entries[0].meters.input", equalTo(80))
                .body("entries[0].meters.cached_input", equalTo(20))
                .body("entries[0].meters.output", equalTo(40))
                .body("entries[0].meters.reasoning", equalTo(10))
                .body("entries[0].meters.requests", equalTo(1))
                .body("entries[0].project", nullValue());
    }

    @Test
    void nextLeadsToTheFollowingPage() {
        String next =
                get(NOVEMBER + "&limit=3").body("entries", hasSize(3)).extract().path("next");
        get(NOVEMBER + "&limit=3&cursor=" + next)
                .body("entries.unpriced_reason", contains("no price"))
                .body("next", nullValue());
    }

    @Test
    void csvTellsAllOfThem() {
        String text = get(NOVEMBER + "&format=csv")
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .extract()
                .asString();

        List<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
        assertThat(rows).extracting(row -> row.getField("cost")).containsExactly("1", "0.333333333333", "0.005", "");
        assertThat(rows).extracting(row -> row.getField("reasoning")).containsOnly("10");
        String formula = get("tenant=globex&from=2026-11&to=2026-12&format=csv")
                .extract()
                .asString();
        assertThat(formula).contains("'" + FilledLedger.FORMULA.substring(0, 10));
    }

    @Test
    void oneTenantSeesItsOwnOnly() {
        get("filter.tenant=globex&from=2026-11&to=2026-12")
                .body("entries", hasSize(1))
                .body("entries[0].cost", equalTo("0.000000000001"));
        get("from=2026-11&to=2026-12")
                .statusCode(400)
                .body("code", equalTo("parameter.invalid"))
                .body("detail", containsString("tenant is missing"));
        get(NOVEMBER + "&format=csv&filter.cost_center=nobody")
                .statusCode(404)
                .body("code", equalTo("cost_center.unknown"));
        get(NOVEMBER + "&group_by=team").statusCode(400).body("code", equalTo("parameter.unknown"));
    }

    private static ValidatableResponse get(String query) {
        return given().urlEncodingEnabled(true)
                .get("/v1/usage-entries?" + query)
                .then();
    }
}
