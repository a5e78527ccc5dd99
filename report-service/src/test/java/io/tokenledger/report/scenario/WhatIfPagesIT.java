package io.tokenledger.report.scenario;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's pages about what-if: a hundred requests of October 2025, 3.60 dollars on o3 and 1.98 on o4-mini. */
@QuarkusTest
@QuarkusTestResource(value = RecentLedger.class, restrictToAnnotatedClass = true)
class WhatIfPagesIT {
    private static final String ASKED =
            "/what-if?tenant=acme&from=2025-10-01&to=2025-11-01&timezone=UTC&team=&model=o3&to_model=o4-mini&to_tier=&percent=100";
    private static final String QUESTION = "'from':'2025-10','to':'2025-11','group_by':['team'],"
            + "'swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'}}]";

    @Test
    void formAsksForAQuestionBeforeItAnswers() {
        String page = page("/what-if", 200);
        assertThat(page)
                .contains("What if we had used the other model?")
                .contains("press Answer")
                .contains("<option value=\"acme\">")
                .contains("<option value=\"o4-mini\">")
                .doesNotContain("What it may be");
    }

    @Test
    void answerStandsUnderTheFormThatAskedForIt() {
        String page = page(ASKED, 200);
        assertThat(page)
                .contains("<option value=\"acme\" selected>")
                .contains("name=\"to_model\" value=\"o4-mini\"")
                .containsPattern("As it was</h2><p>3.60 <small>USD")
                .containsPattern("The other way</h2><p>1.98 <small>USD")
                .containsPattern("Savings\\s*</h2>\\s*<p>1.62 <small>USD, 45 %")
                .contains("SWE-bench")
                .contains("changes nothing") // no reasoning tokens here, so their ratio does not matter
                .contains("Save as scenario")
                .contains("&lt;b&gt;2")
                .doesNotContain("<b>2");
    }

    @Test
    void shareRatiosAndPricesOfTheFormCount() {
        assertThat(page(ASKED.replace("percent=100", "percent=90"), 200)).containsPattern("<p>1.46 <small>USD, 40.5 %");
        String ratios = ASKED + "&output_low=0.5&output=1&output_high=2&group_by=app";
        // o4-mini: 1.10 for the input, 0.88 for the output; half and twice of it are 0.44 less and 0.88 more
        assertThat(page(ratios, 200)).contains("low 0.74").contains("high 2.06").contains("not attributed");
        assertThat(page(ASKED + "&prices_at=2025-05-01", 200))
                .contains("prices of 2025-05-01T00:00:00Z")
                .containsPattern("As it was</h2><p>not known"); // o3 has a price from June on
        assertThat(page(ASKED + "&prices_at=2025-07-01", 200))
                .contains("prices of 2025-07-01T00:00:00Z")
                .containsPattern("Savings\\s*</h2>\\s*<p>1.62 <small>USD, 45 %");
        assertThat(page(ASKED.replace("to_tier=", "to_tier=flex"), 200))
                .contains("What cannot move")
                .contains("100");
    }

    @Test
    void questionOfThePageIsThatOfTheApi() {
        Map<String, String> hidden = hidden(page(ASKED, 200));
        String savings = given().contentType("application/json")
                .body(hidden.get("question"))
                .post("/v1/what-if")
                .then()
                .statusCode(200)
                .extract()
                .path("savings.amount");
        assertThat(savings).isEqualTo("1.62");
    }

    @Test
    void savedFromThePageItIsFoundUnderItsLinkAndInTheList() {
        String location = save(hidden(page(ASKED, 200)), "from <i>the</i> page", given());
        String path = Pattern.compile("https?://[^/]+").matcher(location).replaceFirst("");
        assertThat(page(path, 200))
                .contains("from &lt;i&gt;the&lt;/i&gt; page</h1>")
                .contains("Saved by ann")
                .contains("Then it saved 1.62 USD, 45 %")
                .containsPattern("<p>1.62 <small>USD, 45 %")
                .doesNotContain("<i>the");
        assertThat(page("/scenarios?tenant=acme", 200))
                .contains("href=\"" + path + "\"")
                .doesNotContain("<i>the");
        assertThat(page("/scenarios?tenant=globex", 200)).doesNotContain(path);
        assertThat(page("/scenarios", 200)).contains("choose one").doesNotContain(path);
    }

    @Test
    void formOfAnotherSiteSavesNothing() {
        Map<String, String> hidden = hidden(page(ASKED, 200));
        for (Map<String, String> headers : List.of(
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", "http://evil.example"),
                Map.of("Origin", "null"))) {
            given().redirects()
                    .follow(false)
                    .headers(headers)
                    .formParams(hidden)
                    .formParam("name", "forged")
                    .formParam("author", "x")
                    .post("/scenarios")
                    .then()
                    .statusCode(403);
        }
        assertThat(page("/scenarios?tenant=acme", 200)).doesNotContain("forged");
        save(hidden, "ours", given().header("Sec-Fetch-Site", "same-origin").header("Origin", "http://other"));
    }

    @Test
    void scenariosStandSideBySide() {
        String one = ScenarioResourceIT.save("page one", QUESTION);
        String two = ScenarioResourceIT.save(
                "page two <u>", QUESTION.replace("'2025-11'", "'2025-12'").replace("'to':{", "'share':'0.5','to':{"));
        String page = page("/scenarios/compare?id=" + one + "&id=" + two, 200);
        assertThat(page)
                .contains("page two &lt;u&gt;")
                .contains("1.62 <small>45 %")
                .contains("0.81 <small>22.5 %")
                .contains("100 %")
                .contains("50 %")
                .contains("Not quite comparable")
                .contains("periods differ")
                .doesNotContain("<u>");
        assertThat(page("/scenarios/compare?id=" + one, 400)).contains("from 2 to 10");
        assertThat(page("/scenarios/compare", 400)).contains("id is given 0 times");
    }

    @Test
    void budgetsStandOnThePageOfTheScenario() {
        String id = ScenarioResourceIT.save("page with budget", QUESTION);
        String body =
                "{\"tenant\":\"acme\",\"name\":\"page budget\",\"period\":\"year\",\"timezone\":\"UTC\",\"amount\":\"100\"}";
        String budget = ScenarioResourceIT.post("/v1/budgets", body)
                .statusCode(201)
                .extract()
                .path("id");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ScenarioResourceIT.post(
                        "/v1/scenarios/" + id + "/budgets",
                        "{\"budget_id\":\"" + budget + "\",\"move_on\":\"" + today + "\"}")
                .statusCode(201);
        assertThat(page("/scenarios/" + id, 200))
                .contains("Against budgets")
                .contains("page budget")
                .contains("times on its own past", "sMAPE", ", 80 %: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/what-if?to_model=o44 | 422 | o44",
                "/what-if?colour=red | 400 | colour",
                "/what-if?to_model=o4-mini&percent=101 | 400 | percent 101",
                "/what-if?to_model=o4-mini&from=2025-11-01&to=2025-10-01 | 400 | is not after from",
                "/what-if?to_model=o4-mini&output_low=1 | 400 | expected is missing",
                "/what-if?to_model=%3Cscript%3E | 422 | &lt;script&gt;",
                "/scenarios/00000000-0000-4000-8000-000000000000 | 404 | there is no scenario",
                "/scenarios/x | 400 | id is &#39;x&#39;",
                "/scenarios?tenantt=x | 400 | tenantt"
            })
    void whatCannotBeShownIsExplainedOnThePage(String row) {
        String[] parts = row.split(" \\| ", 3);
        assertThat(page(parts[0], Integer.parseInt(parts[1])))
                .contains(parts[2])
                .contains("role=\"alert\"")
                .doesNotContain("<script");
    }

    @Test
    void pagesRunAndFetchNothing() {
        String id = ScenarioResourceIT.save("quiet", QUESTION);
        for (String path :
                List.of(ASKED, "/scenarios?tenant=acme", "/scenarios/" + id, "/scenarios/compare?id=" + id)) {
            String page = given().urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .contentType(startsWith("text/html"))
                    .header("Content-Security-Policy", startsWith("default-src 'none'"))
                    .header("Cache-Control", "no-store")
                    .extract()
                    .asString();
            assertThat(page).doesNotContainPattern("<script|<img|<link[^>]+stylesheet|@import|url\\(|style=");
        }
    }

    @Test
    void everyFieldHasALabelAndEveryPictureWords() {
        String page = page(ASKED, 200);
        Pattern.compile("<(input|select)(?![^>]*hidden)[^>]*name=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .forEach(field -> assertThat(page.substring(0, field.start()).lastIndexOf("<label>"))
                        .as("label of " + field.group(2))
                        .isGreaterThan(page.substring(0, field.start()).lastIndexOf("</label>")));
        assertThat(Pattern.compile("<svg").matcher(page).results().count())
                .isEqualTo(Pattern.compile("<svg[^>]*role=\"img\" aria-label=\"[^\"]+")
                        .matcher(page)
                        .results()
                        .count())
                .isPositive();
    }

    @Test
    void linksOfThePagesWork() {
        String id = ScenarioResourceIT.save("linked", QUESTION);
        for (String path : List.of("/", ASKED, "/scenarios?tenant=acme", "/scenarios/" + id)) {
            Pattern.compile("href=\"(/[^\"]*)\"")
                    .matcher(page(path, 200))
                    .results()
                    .map(match -> match.group(1).replace("&amp;", "&"))
                    .distinct()
                    .forEach(link -> assertThat(
                                    given().urlEncodingEnabled(false).get(link).statusCode())
                            .as(link)
                            .isEqualTo(200));
        }
    }

    private static Map<String, String> hidden(String page) {
        Map<String, String> hidden = new java.util.HashMap<>();
        Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .forEach(field -> hidden.put(
                        field.group(1), field.group(2).replace("&quot;", "\"").replace("&amp;", "&")));
        assertThat(hidden).containsOnlyKeys("tenant", "question");
        return hidden;
    }

    private static String save(Map<String, String> hidden, String name, RequestSpecification request) {
        String location = request.redirects()
                .follow(false)
                .formParams(hidden)
                .formParam("name", name)
                .formParam("author", "ann")
                .formParam("note", "")
                .post("/scenarios")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        return URLDecoder.decode(location, StandardCharsets.UTF_8);
    }

    private static String page(String path, int status) {
        return given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .extract()
                .asString();
    }
}
