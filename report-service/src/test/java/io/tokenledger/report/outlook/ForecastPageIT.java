package io.tokenledger.report.outlook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the time to come, as a browser gets it. */
@QuarkusTest
@QuarkusTestResource(value = OutlookLedger.class, restrictToAnnotatedClass = true)
class ForecastPageIT {
    private static Response get(String query) {
        return given().urlEncodingEnabled(false).get("/forecast" + query);
    }

    @Test
    void pageDrawsHistoryForecastBandsAndChangesOfPrices() {
        Response page = get("?tenant=acme&horizon=30d&group_by=team");
        String html = page.asString();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(html)
                .contains("class=\"band95\"", "class=\"band80\"", "class=\"line coming\"", "class=\"change\"")
                .contains("Price effect", "Volume effect", "search", "ads", "sMAPE", "per million")
                .contains("/v1/forecast?tenant=acme&amp;horizon=30d");
        assertThat(points(html, "class=\"line\"")).as("a place for each day").hasSize(OutlookLedger.DAYS);
        assertThat(points(html, "class=\"line coming\""))
                .as("from yesterday on")
                .hasSize(31);
        assertThat(points(html, "class=\"band80\"")).as("there and back").hasSize(62);
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(html).doesNotContain("<script");
    }

    private static String[] points(String html, String ofClass) {
        Matcher shape = Pattern.compile("points=\"([^\"]*)\" " + ofClass).matcher(html);
        assertThat(shape.find()).as(ofClass).isTrue();
        return shape.group(1).split(" ");
    }

    @Test
    void whatIsTooShortIsToldInPlaceOfAChart() {
        assertThat(get("?tenant=young").asString())
                .contains("Too short to say anything", "1 days are known")
                .doesNotContain("polygon");
    }

    @Test
    void wrongFormIsToldAndNothingOfItIsCode() {
        Response page = get("?tenant=acme&horizon=%3Cscript%3E");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.asString()).contains("No answer", "&lt;script&gt;").doesNotContain("<script>");
        assertThat(get("?tenent=acme").statusCode()).isEqualTo(400);
    }

    @Test
    void otherPagesLeadThere() {
        assertThat(given().get("/what-if").asString()).contains("href=\"/forecast\"");
        assertThat(given().get("/").asString()).contains("/forecast?tenant=");
    }
}
