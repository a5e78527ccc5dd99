package io.tokenledger.report.drift;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Drift and stated costs over HTTP, and the entries behind them. */
@QuarkusTest
@QuarkusTestResource(value = SaidLedger.class, restrictToAnnotatedClass = true)
class DriftResourceIT {
    private static final String NOVEMBER = "from=2026-11&to=2026-12";

    @Test
    void driftOfNovemberIsExact() {
        get("/v1/drift?" + NOVEMBER)
                .statusCode(200)
                .contentType("application/json")
                .body("from", equalTo("2026-11-01T00:00:00Z"))
                .body("currency", equalTo("USD"))
                .body("provenance", equalTo("all"))
                .body("group_by", contains("provider", "model", "day"))
                .body("lines", hasSize(3))
                .body("lines[0].group", equalTo(Map.of("provider", "openai", "model", "o4-mini", "day", "2026-11-10")))
                .body("lines[0].side", equalTo("output"))
                .body("lines[0].provenance", equalTo("estimated"))
                .body("lines[0].requests", equalTo(1))
                .body("lines[0].provider_tokens", equalTo(500_000))
                .body("lines[0].text_tokens", equalTo(400_000))
                .body("lines[0].difference_tokens", equalTo(100_000))
                .body("lines[0].difference_percent", equalTo("20.00"))
                .body("lines[0].difference_cost", equalTo("0.44"))
                .body("lines[0].reasoning_at_most", equalTo(60_000))
                .body("lines[0].may_hold_reasoning", equalTo(true))
                .body("lines[1].side", equalTo("input"))
                .body("lines[1].difference_cost", equalTo("0.11"))
                .body("lines[1].may_hold_reasoning", equalTo(false))
                .body("lines[2].group.model", equalTo("unheard-of"))
                .body("lines[2].difference_tokens", equalTo(-2))
                .body("lines[2].difference_percent", equalTo("-20.00"))
                .body("lines[2].difference_cost", nullValue())
                .body("lines[2].unpriced_requests", equalTo(1))
                .body("lines[2].unpriced_reason", equalTo("model_unknown"))
                .body("total.side", contains("input", "output"))
                .body("total[0].difference_tokens", equalTo(99_998))
                .body("total[0].difference_cost", equalTo("0.11"));
        get("/v1/drift?" + NOVEMBER + "&provenance=guessed").statusCode(400).body("code", equalTo("parameter.invalid"));
        get("/v1/drift?" + NOVEMBER + "&group_by=user")
                .statusCode(400)
                .body("detail", containsString("single entries"));
        get("/v1/drift?" + NOVEMBER + "&teem=search").statusCode(400).body("code", equalTo("parameter.unknown"));
    }

    @Test
    void driftIsAFileToo() {
        String csv = get("/v1/drift?" + NOVEMBER + "&group_by=team&format=csv")
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", equalTo("attachment; filename=\"drift_2026-11-01_2026-12-01.csv\""))
                .extract()
                .asString();
        assertThat(csv).contains("search,output,estimated,1,500000,400000,100000,20.00,0.44,USD,0,,60000,true");
        assertThat(csv).contains("'=1+1,input,counted,1,10,12,-2,-20.00,,USD,1,model_unknown,0,false");
        byte[] xlsx = get("/v1/drift?" + NOVEMBER + "&format=xlsx")
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(xlsx).startsWith('P', 'K');
    }

    @Test
    void statedCostsOfNovemberAreExact() {
        get("/v1/stated-costs?" + NOVEMBER)
                .statusCode(200)
                .body("group_by", contains("stated_by", "provider", "model"))
                .body("lines", hasSize(3))
                .body("lines[0].group.stated_by", equalTo("openrouter"))
                .body("lines[0].events", equalTo(1))
                .body("lines[0].stated", equalTo("3"))
                .body("lines[0].ours", equalTo("3.3"))
                .body("lines[0].difference", equalTo("0.3"))
                .body("lines[0].difference_percent", equalTo("10.00"))
                .body("lines[1].group.model", equalTo("o4-mini"))
                .body("lines[1].difference", equalTo("0.00001"))
                .body("lines[2].group.model", equalTo("unheard-of"))
                .body("lines[2].compared_events", equalTo(0))
                .body("lines[2].difference", equalTo("0"))
                .body("lines[2].difference_percent", nullValue())
                .body("lines[2].unpriced_events", equalTo(1))
                .body("lines[2].unpriced_stated", equalTo("0.5"))
                .body("total.events", equalTo(3))
                .body("total.stated", equalTo("3.5001"))
                .body("total.compared_stated", equalTo("3.0001"))
                .body("total.difference", equalTo("0.30001"));
        String csv = get("/v1/stated-costs?" + NOVEMBER + "&group_by=stated_by,team&format=csv")
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv).contains("openrouter,search,1,3,1,3,3.3,0.3,10.00,USD,0,0,0,0");
    }

    @Test
    void entriesBehindThemSayWhatIsSaid() {
        get("/v1/usage-entries?tenant=acme&" + NOVEMBER + "&min_difference=0.01")
                .statusCode(200)
                .body("entries", hasSize(1))
                .body("entries[0].cost", equalTo("3.3"))
                .body("entries[0].aborted", equalTo(true))
                .body("entries[0].free_reason", nullValue())
                .body(
                        "entries[0].provider_stated_cost",
                        equalTo(Map.of("by", "openrouter", "amount", "3", "currency", "USD")))
                .body("entries[0].text_tokens.input", equalTo(Map.of("tokens", 900_000, "provenance", "counted")))
                .body("entries[0].text_tokens.output.provenance", equalTo("estimated"))
                .body("entries[0].reasoning_at_most", equalTo(60_000));
        get("/v1/usage-entries?tenant=acme&" + NOVEMBER + "&min_difference=0").body("entries", hasSize(2));
        get("/v1/usage-entries?tenant=acme&" + NOVEMBER + "&stated_by=litellm")
                .body("entries", hasSize(2))
                .body("entries[1].cost", nullValue());
        get("/v1/usage-entries?tenant=acme&" + NOVEMBER + "&filter.team=search&filter.model=o4-mini")
                .body("entries[1].provider_stated_cost", nullValue())
                .body("entries[1].aborted", equalTo(false));
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(true).get(path).then();
    }
}
