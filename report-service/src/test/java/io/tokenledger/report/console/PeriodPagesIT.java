package io.tokenledger.report.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tokenledger.report.fixture.FilledLedger;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console's pages about periods. February of tenant acme costs 13.13 dollars, and no cost centre pays for it. */
@QuarkusTest
@QuarkusTestResource(value = FilledLedger.class, restrictToAnnotatedClass = true)
class PeriodPagesIT {
    @Test
    void monthIsBegunLookedAtAndClosedOnItsPage() {
        assertThat(page("/periods?tenant=acme", 200)).contains("/periods/2026-02?tenant=acme");
        assertThat(page("/periods/2026-02?tenant=acme", 200)).contains("2026-02, open", "Begin to close");

        assertThat(sent("closing", Map.of("author", "ann <b>", "reason", "February is complete"))
                        .statusCode())
                .isEqualTo(303);
        String closing = page("/periods/2026-02?tenant=acme", 200);
        assertThat(closing)
                .contains("2026-02, closing", "ann &lt;b&gt;", "Close for good", "unattributed")
                .contains(">draft</td>", "format=pdf")
                .doesNotContain("<b>");

        Response refused = sent("close", Map.of("author", "bob", "reason", "signed off"));
        assertThat(refused.statusCode()).isBetween(400, 499);
        assertThat(refused.asString()).contains("This cannot be done:", "override_reason", "2026-02, closing");

        assertThat(sent("close", Map.of("author", "bob", "reason", "signed", "override_reason", "no cost centres yet"))
                        .statusCode())
                .isEqualTo(303);
        String closed = page("/periods/2026-02?tenant=acme", 200);
        assertThat(closed)
                .contains("2026-02, closed", "closed by bob", "although checks had failed:", "no cost centres yet")
                .contains(">unattributed", "13.13 USD")
                .doesNotContain("Close for good", ">draft</td>");
        assertThat(page("/periods?tenant=acme", 200))
                .contains("<strong>closed</strong>", "13.13 USD in 1 final statement");
    }

    @Test
    void formsOfOtherSitesAreRefused() {
        Response refused = given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "cross-site")
                .contentType(ContentType.URLENC)
                .formParams(Map.of("tenant", "acme", "author", "mallory", "reason", "x"))
                .post("/periods/2026-03/closing");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.asString()).contains("another site");
        assertThat(page("/periods/2026-03?tenant=acme", 200)).contains("2026-03, open");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(page("/periods/2026-13?tenant=acme", 404)).contains("This cannot be done:", "2026-13");
        assertThat(page("/periods/2026-02", 400)).contains("tenant is missing");
    }

    private static Response sent(String decision, Map<String, String> said) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("tenant", "acme")
                .formParams(said)
                .post("/periods/2026-02/" + decision);
    }

    private static String page(String path, int status) {
        Response answer = given().get(path);
        assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(status);
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        return answer.asString();
    }
}
