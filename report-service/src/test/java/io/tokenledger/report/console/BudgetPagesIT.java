package io.tokenledger.report.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console's pages about budgets. */
@QuarkusTest
@QuarkusTestResource(value = BudgetLedger.class, restrictToAnnotatedClass = true)
class BudgetPagesIT {
    private static final long DOLLAR = 1_000_000_000_000L;
    private static int tenants;

    private final String tenant = "t" + ++tenants;
    private final OffsetDateTime year =
            LocalDate.now(ZoneOffset.UTC).withDayOfYear(1).atStartOfDay().atOffset(ZoneOffset.UTC);

    @Test
    void listTellsWhatEachBudgetCameTo() throws SQLException {
        UUID half = created("'name':'half <b>','owner':'ann','period':'year','amount':'200','scope':{'team':['a','']}");
        UUID over = created("'name':'over','period':'year','tokens':1000");
        UUID unknown = created("'name':'unknown','period':'year','amount':'1'");
        created("'name':'unwatched','period':'year','amount':'1'");
        new BudgetLedger.Watched(half, year, year.plusYears(1), 200 * DOLLAR, null, 101 * DOLLAR, 5, 0).write(tenant);
        new BudgetLedger.Watched(over, year, year.plusYears(1), null, 1000L, null, 1234, 0).write(tenant);
        new BudgetLedger.Watched(unknown, year, year.plusYears(1), DOLLAR, null, null, 5, 0).write(tenant);
        String page = page("/budgets?tenant=" + tenant, 200);
        assertThat(page)
                .contains("half &lt;b&gt;")
                .doesNotContain("<b>")
                .contains("team: a, not attributed")
                .containsPattern("200.00 USD</td>\\s*<td class=\"n cost\">101.00 USD</td>\\s*<td class=\"n\">50.5</td>")
                .containsPattern(
                        "1,000 tokens</td>\\s*<td class=\"n cost warn\">1,234 tokens</td>\\s*<td class=\"n\">123.4</td>")
                .contains("not known: an exchange rate is missing")
                .contains("no running period yet")
                .contains("50.5 percent used")
                .contains("<rect y=\"4\" width=\"505\"")
                .contains(year.toLocalDate() + "<br>to "
                        + year.toLocalDate().plusYears(1).minusDays(1));
        assertThat(page("/budgets?tenant=somebody", 200)).contains("None yet").doesNotContain("half");
        assertThat(page("/budgets", 200)).contains("choose one").doesNotContain("half");
    }

    @Test
    void pageOfABudgetTellsItsThresholdsPeriodsChildrenAndHistory() throws SQLException {
        UUID id = created(
                "'name':'whole','period':'year','amount':'100','thresholds':['0.5','1'],'forecast_thresholds':['1.2'],"
                        + "'author':'ann','reason':'plan','exhaustion_days':3");
        UUID child = created("'name':'part','period':'year','amount':'40','parent':'" + id + "'");
        given().contentType(ContentType.JSON)
                .body(json(
                        "'name':'whole','period':'year','amount':'120','thresholds':['0.5','1'],'forecast_thresholds':['1.2'],"
                                + "'revision':1,'author':'bob','reason':'more'"))
                .put("/v1/budgets/" + id)
                .then()
                .statusCode(200);
        new BudgetLedger.Watched(id, year, year.plusYears(1), 120 * DOLLAR, null, 60 * DOLLAR, 5, 7).write(tenant);
        new BudgetLedger.Watched(id, year.minusYears(1), year, 110 * DOLLAR, null, 120 * DOLLAR, 5, 0).write(tenant);
        String page = page("/budgets/" + id + "?tenant=" + tenant, 200);
        assertThat(page)
                .containsPattern("Used</h2><p>60.00 USD")
                .containsPattern("Without a price, not in it</h2><p>7<")
                .containsPattern("50 %</th><td>used</td><td class=\"n\">60.00 USD</td><td class=\"warn\">crossed")
                .containsPattern("100 %</th><td>used</td><td class=\"n\">120.00 USD</td><td>not yet")
                .containsPattern("120 %</th><td>forecast</td><td class=\"n\">144.00 USD</td><td>told when")
                .containsPattern(
                        year.minusYears(1).toLocalDate() + " to "
                                + year.toLocalDate().minusDays(1)
                                + "</th><td class=\"n\">110.00 USD</td><td class=\"n cost warn\">120.00 USD</td><td class=\"n\">109.0")
                .contains("href=\"/budgets/" + child + "?tenant=" + tenant + "\"")
                .containsPattern("2 changed</th><td class=\"day\">[^<]+</td><td>bob</td><td class=\"text\">more</td>")
                .contains("amount: &quot;100&quot; → &quot;120&quot;")
                .contains("/alerts?tenant=" + tenant + "&amp;subject=" + id);
        assertThat(page("/budgets/" + child + "?tenant=" + tenant, 200))
                .contains("Part of</dt><dd><a href=\"/budgets/" + id);
    }

    @Test
    void formCreatesAndChangesABudgetAsItShowsIt() {
        String empty = page("/budgets/new?tenant=" + tenant, 200);
        Map<String, String> form = fields(empty);
        form.putAll(Map.of(
                "name", "from a form", "amount", "1000", "scope.team", "search; \\-", "tags", "k = a; b\nl = \\;"));
        form.putAll(Map.of("timezone", "Asia/Kolkata", "from", "2026-01-05", "author", "ann", "thresholds", "1; 0.5"));
        String location =
                send("/budgets", form).then().statusCode(303).extract().header("Location");
        String path = location.replaceFirst("https?://[^/]+", "");
        String id = path.replaceFirst("/budgets/([^?]+).*", "$1");
        given().get("/v1/budgets/" + id + "?tenant=" + tenant)
                .then()
                .body("amount", equalTo("1000"))
                .body("currency", equalTo("USD"))
                .body(
                        "scope",
                        equalTo(Map.of(
                                "team", List.of("search", ""), "tag.k", List.of("a", "b"), "tag.l", List.of(";"))))
                .body("from", equalTo("2026-01-05"))
                .body("thresholds", equalTo(List.of("0.5", "1")))
                .body("revision", equalTo(1));
        Map<String, String> filled = fields(page("/budgets/" + id + "/edit?tenant=" + tenant, 200));
        assertThat(filled).containsEntry("scope.team", "search;\\-").containsEntry("revision", "1");
        send("/budgets/" + id, filled).then().statusCode(303);
        given().get("/v1/budgets/" + id + "?tenant=" + tenant).then().body("revision", equalTo(1));
        filled.put("tokens", "5000");
        send("/budgets/" + id, filled)
                .then()
                .statusCode(400)
                .body(containsString("both there"))
                .body(containsString("value=\"5000\""));
        filled.put("amount", "");
        send("/budgets/" + id, filled).then().statusCode(303);
        given().get("/v1/budgets/" + id + "?tenant=" + tenant).then().body("tokens", equalTo(5000));
        send("/budgets/" + id, filled).then().statusCode(409).body(containsString("revision is 1 and budget"));
    }

    @Test
    void budgetIsPutUnderAnotherByItsName() {
        UUID parent = created("'name':'the whole','period':'month','amount':'100'");
        Map<String, String> form = fields(page("/budgets/new?tenant=" + tenant, 200));
        form.putAll(Map.of("name", "part", "amount", "101", "parent_name", "the whole"));
        send("/budgets", form).then().statusCode(422).body(containsString("would add up to 101 USD"));
        form.put("amount", "100");
        send("/budgets", form).then().statusCode(303);
        given().get("/v1/budgets?tenant=" + tenant + "&parent=" + parent).then().body("budgets.size()", equalTo(1));
        form.putAll(Map.of("name", "lost", "parent_name", "nobody"));
        send("/budgets", form).then().statusCode(422).body(containsString("has no budget of that name"));
    }

    @Test
    void budgetIsArchivedWithAReason() {
        UUID id = created("'name':'gone','period':'month','amount':'100'");
        send("/budgets/" + id + "/archive", Map.of("tenant", tenant, "reason", " "))
                .then()
                .statusCode(400)
                .body(containsString("reason is missing"));
        send("/budgets/" + id + "/archive", Map.of("tenant", tenant, "reason", "over"))
                .then()
                .statusCode(303);
        assertThat(page("/budgets/" + id + "?tenant=" + tenant, 200))
                .contains("<strong>Archived</strong>")
                .doesNotContain("Change it");
        assertThat(page("/budgets?tenant=" + tenant, 200)).doesNotContain("gone");
        assertThat(page("/budgets?tenant=" + tenant + "&include=archived", 200))
                .contains("gone")
                .contains("not watched any more");
    }

    @Test
    void formOfAnotherSiteChangesNothing() {
        UUID id = created("'name':'safe','period':'month','amount':'100'");
        Map<String, String> form = fields(page("/budgets/" + id + "/edit?tenant=" + tenant, 200));
        form.put("amount", "1");
        for (Map<String, String> headers : List.of(
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", "http://evil.example"),
                Map.of("Origin", "null"))) {
            for (String path : List.of("/budgets", "/budgets/" + id, "/budgets/" + id + "/archive")) {
                given().redirects()
                        .follow(false)
                        .headers(headers)
                        .formParams(form)
                        .post(path)
                        .then()
                        .statusCode(403);
            }
        }
        given().get("/v1/budgets/" + id + "?tenant=" + tenant)
                .then()
                .body("amount", equalTo("100"))
                .body("archived_at", equalTo(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/budgets?tenantt=x | 400 | tenantt",
                "/budgets?tenant=x&include=all | 400 | include all",
                "/budgets/x?tenant=a | 400 | id is &#39;x&#39;",
                "/budgets/00000000-0000-4000-8000-000000000000?tenant=%3Cscript%3E | 404 | has no budget",
                "/budgets/00000000-0000-4000-8000-000000000000/edit?tenant=a | 404 | has no budget",
                "/budgets/new | 400 | tenant is missing"
            })
    void whatCannotBeShownIsExplainedOnThePage(String path, int status, String why) {
        assertThat(page(path, status)).contains(why).contains("role=\"alert\"").doesNotContain("<script");
    }

    @Test
    void pagesRunAndFetchNothing() {
        UUID id = created("'name':'quiet','period':'month','amount':'100'");
        for (String path : List.of(
                "/budgets?tenant=" + tenant, "/budgets/" + id + "?tenant=" + tenant, "/budgets/new?tenant=" + tenant)) {
            given().get(path)
                    .then()
                    .contentType(startsWith("text/html"))
                    .header("Content-Security-Policy", startsWith("default-src 'none'"));
            assertThat(page(path, 200))
                    .doesNotContainPattern("<script|<img|<link[^>]+stylesheet|@import|url\\(|style=");
        }
    }

    /** What a browser would send of the form on the page, as it stands. */
    private static Map<String, String> fields(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher inputs = Pattern.compile("<input type=\"(\\w+)\" name=\"([^\"]+)\" value=\"([^\"]*)\"([^>]*)>")
                .matcher(page);
        while (inputs.find()) {
            if (!inputs.group(1).equals("checkbox") || inputs.group(4).contains("checked")) {
                fields.put(
                        inputs.group(2), inputs.group(3).replace("&#39;", "'").replace("&quot;", "\""));
            }
        }
        Matcher areas = Pattern.compile("<textarea name=\"([^\"]+)\"[^>]*>([^<]*)</textarea>")
                .matcher(page);
        while (areas.find()) {
            fields.put(areas.group(1), areas.group(2));
        }
        Matcher choices =
                Pattern.compile("<select name=\"([^\"]+)\">(.*?)</select>").matcher(page);
        while (choices.find()) {
            Matcher chosen = Pattern.compile("<option selected>([^<]+)<").matcher(choices.group(2));
            assertThat(chosen.find()).as(choices.group(1)).isTrue();
            fields.put(choices.group(1), chosen.group(1));
        }
        return fields;
    }

    private static Response send(String path, Map<String, String> form) {
        return given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(form)
                .post(path);
    }

    private UUID created(String fields) {
        return UUID.fromString(given().contentType(ContentType.JSON)
                .body(json(fields))
                .post("/v1/budgets")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private String json(String fields) {
        return ("{'tenant':'" + tenant + "'," + fields + "}").replace('\'', '"');
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
