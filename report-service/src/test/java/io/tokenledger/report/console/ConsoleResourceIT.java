package io.tokenledger.report.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tokenledger.report.fixture.FilledLedger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(FilledLedger.class)
class ConsoleResourceIT {
    @Test
    void pageShowsTheMonthTheMonthBeforeAndTheStates() {
        String page = page("?month=2026-11&timezone=Asia/Kolkata", 200);
        assertThat(page)
                .contains("November 2026")
                .containsPattern("October 2026</h2>\\s*<p>\\$2.00</p>")
                .as("2.343333333334, and 2.000000000000 before")
                .containsPattern("November 2026[^<]*</h2>\\s*<p>\\$2.34</p>")
                .contains("<th scope=\"row\">search</th>")
                .contains("not attributed")
                .contains("count.negative")
                .contains("2026-11-01: 2.00, 2 requests");
    }

    @Test
    void nameThatLooksLikeMarkupIsShownAndNotRun() {
        String page = page("?month=2026-11", 200);
        assertThat(page).doesNotContain(FilledLedger.SCRIPT).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(page("?month=2026-11&tenant=%22%3E%3Cscript%3E", 200)).doesNotContain("<script>");
        assertThat(page("?timezone=%3Cscript%3Ex", 400)).doesNotContain("<script>");
    }

    @Test
    void pageFetchesAndRunsNothing() {
        given().get("/?month=2026-11")
                .then()
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .header("X-Content-Type-Options", "nosniff");
        assertThat(page("?month=2026-11", 200))
                .doesNotContainPattern("<script|<img|<link[^>]+stylesheet|@import|url\\(");
    }

    @Test
    void tenantIsSelectedAndKeptInTheLinks() {
        String page = page("?month=2026-11&tenant=globex", 200);
        assertThat(page)
                .contains("<option value=\"globex\" selected>")
                .contains("filter.tenant=globex")
                .doesNotContain("<th scope=\"row\">ads</th>");
    }

    @Test
    void tenantWithoutEventsIsToldHowToSendOne() {
        assertThat(page("?tenant=nobody", 200))
                .contains("Nothing booked yet for nobody")
                .contains("curl -X POST http://127.0.0.1:8081/v1/events")
                .contains("-d '{\n  \"specversion\"")
                .contains("<option value=\"nobody\" selected>");
    }

    @Test
    void costsInOtherCurrenciesAreShownInDollars() {
        assertThat(page("?month=2026-02", 200)).containsPattern("February 2026[^<]*</h2>\\s*<p>\\$13.13</p>");
    }

    @Test
    void whatCannotBeShownIsExplainedOnThePage() {
        assertThat(page("?month=2026-13", 400)).contains("month 2026-13 is not a month");
        assertThat(page("?month=2026-03", 422)).contains("no rate of USD was published");
        assertThat(page("?mont=2026-03", 400)).contains("unknown: mont");
    }

    @Test
    void emptyFieldsOfTheFormMeanNothing() {
        page("?tenant=&month=&timezone=", 200);
    }

    @Test
    void linksOfThePageWork() {
        String page = page("?month=2026-11&tenant=acme&timezone=Asia/Kolkata", 200);
        java.util.regex.Pattern.compile("href=\"(/[^\"]*)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1).replace("&amp;", "&"))
                .forEach(link ->
                        given().urlEncodingEnabled(false).get(link).then().statusCode(200));
        assertThat(page).contains("href=\"/v1/chargeback?group_by=team&amp;from=2026-11&amp;to=2026-12");
    }

    @Test
    void serviceIsReadyCountedAndDescribed() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        page("?month=2026-11", 200);
        given().get("/q/metrics")
                .then()
                .body(containsString("tokenledger_report_query_seconds_count{report=\"console\"}"));
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("paths.'/v1/chargeback'.get.parameters.size()", equalTo(12))
                .body(
                        "components.schemas.ChargebackLine.properties.keySet()",
                        hasItems("group", "input_tokens", "cost"))
                .body("components.schemas.Problem.properties.code.type", equalTo("string"));
    }

    private static String page(String query, int status) {
        return given().urlEncodingEnabled(false)
                .get("/" + query)
                .then()
                .statusCode(status)
                .extract()
                .asString();
    }
}
