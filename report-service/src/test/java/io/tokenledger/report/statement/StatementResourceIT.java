package io.tokenledger.report.statement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = StatementsLedger.class, restrictToAnnotatedClass = true)
class StatementResourceIT {
    private static final String ALL = "/v1/statements?tenant=acme";

    @Test
    void listIsOfOneTenantTheLatestPeriodFirstInPages() {
        get(ALL).statusCode(200)
                .body("statements.period[0]", equalTo("2026-11"))
                .body("statements.number", contains(5, 6, 7, 8, 1, 2, 3, 4))
                .body("statements.tenant", everyItem(is("acme")))
                .body("next", nullValue());
        String next = get(ALL + "&limit=3")
                .body("statements.number", contains(5, 6, 7))
                .extract()
                .path("next");
        get(ALL + "&limit=3&cursor=" + next).body("statements.number", contains(8, 1, 2));
        get(ALL + "&period=2026-10&cost_center=search&status=final")
                .body("statements.number", contains(3))
                .body("statements.currency", contains("EUR"))
                .body("statements.amount", contains("31.25"))
                .body("statements.book_amount", contains("37.5"))
                .body("statements.view", contains("chargeback"));
        get(ALL + "&status=draft").body("statements", empty());
        get("/v1/statements?tenant=globex").body("statements.number", contains(1, 2, 3, 4));
    }

    @Test
    void statementIsTheKeptDocumentByteByByteAndItsHashIsTheTag() throws Exception {
        String id = id("acme", "2026-11", "search");
        var answer = given().get("/v1/statements/" + id);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer.asByteArray()));
        assertThat(answer.header("ETag")).isEqualTo("\"" + hash + "\"");
        assertThat(answer.contentType()).startsWith("application/json");
        answer.then()
                .body("number", equalTo(7))
                .body("comparison.number", equalTo(3))
                .body("totals.total.amount", equalTo("37.09"));
        given().header("If-None-Match", "\"" + hash + "\"")
                .get("/v1/statements/" + id)
                .then()
                .statusCode(304);
        get("/v1/statements/" + id + "/verification")
                .statusCode(200)
                .body("sha256", equalTo(hash))
                .body("valid", is(true))
                .body("checks.check", contains("hash", "canonical", "columns", "arithmetic", "chain", "numbers"))
                .body("checks.passed", everyItem(is(true)));
    }

    @Test
    void pageIsForPeopleAndMayRunNothing() {
        String id = id("acme", "2026-10", "search");
        for (String accept : new String[] {"text/html,application/xhtml+xml,*/*;q=0.8", "*/*"}) {
            String query = accept.equals("*/*") ? "?format=html" : "";
            given().header("Accept", accept)
                    .get("/v1/statements/" + id + query)
                    .then()
                    .statusCode(200)
                    .contentType("text/html")
                    .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                    .header("X-Content-Type-Options", "nosniff")
                    .body(containsString("31.25 EUR"))
                    .body(containsString("Shared cost received"))
                    .body(not(containsString("<script")));
        }
    }

    @Test
    void filesAreOfTheirFormat() throws Exception {
        String id = id("acme", "2026-10", "search");
        byte[] pdf = given().get("/v1/statements/" + id + "?format=pdf")
                .then()
                .contentType("application/pdf")
                .header("Content-Disposition", "inline; filename=\"statement-2026-10-search-3.pdf\"")
                .extract()
                .asByteArray();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("Statement 3, 2026-10", "31.25 EUR");
        }
        byte[] xlsx = given().get("/v1/statements/" + id + "?format=xlsx")
                .then()
                .header("Content-Disposition", containsString("statement-2026-10-search-3.xlsx"))
                .extract()
                .asByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            assertThat(workbook.getSheet("Summary").getRow(9).getCell(2).getNumericCellValue())
                    .isEqualTo(0.01);
        }
        String csv = new String(
                given().accept("text/csv").get("/v1/statements/" + id).asByteArray(), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("row,fact,value,").contains("\nDirect usage,");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/statements,400,parameter.invalid",
        "/v1/statements?tenant=acme&colour=red,400,parameter.unknown",
        "/v1/statements?tenant=acme&status=paid,400,parameter.invalid",
        "/v1/statements?tenant=acme&limit=0,400,parameter.invalid",
        "/v1/statements?tenant=acme&cursor=x,400,parameter.invalid",
        "/v1/statements/x,400,parameter.invalid",
        "/v1/statements/00000000-0000-4000-8000-000000000000,404,statement.unknown",
        "/v1/statements/00000000-0000-4000-8000-000000000000/verification,404,statement.unknown",
        "/v1/statements/00000000-0000-4000-8000-000000000000?format=docx,400,parameter.invalid",
        "/v1/journal-entries?tenant=acme,400,parameter.invalid",
        "/v1/journal-entries?tenant=acme&period=2026-12,404,statement.unknown",
        "/v1/journal-entries?tenant=initech&period=2026-10,404,statement.unknown",
        "/v1/statements/preview?tenant=initech&period=2026-13,404,accounting_period.unknown",
        "/v1/statements/preview?tenant=initech&period=2026-10&restate_at=soon,400,parameter.invalid",
        "/v1/statements/preview?tenant=initech&period=2026-10&cost_center=none,404,statement.unknown",
    })
    void whatCannotBeAnsweredSaysWhy(String path, int status, String code) {
        get(path).statusCode(status).body("code", equalTo(code));
    }

    @Test
    void journalBalancesAndLeavesOutWhatIsOnlyShown() throws Exception {
        get("/v1/journal-entries?tenant=acme&period=2026-10")
                .statusCode(200)
                .body("entries.number", contains(1, 3))
                .body("entries[1].lines.debit", contains("28.74", "0.00", "2.50", "0.00", "0.01", "0.00"))
                .body("entries[1].lines.credit", contains("0.00", "28.74", "0.00", "2.50", "0.00", "0.01"))
                .body("totals.EUR.debit", equalTo("31.25"))
                .body("totals.EUR.credit", equalTo("31.25"))
                .body("not_charged.cost_center", contains("lab", "unattributed"));
        String csv = new String(
                given().get("/v1/journal-entries?tenant=acme&period=2026-10&format=csv")
                        .asByteArray(),
                StandardCharsets.UTF_8);
        assertThat(csv.lines().filter(line -> line.startsWith("Journal,2026-10-31,acme,")))
                .hasSize(10);
        byte[] xlsx = given().get("/v1/journal-entries?tenant=acme&period=2026-10&format=xlsx")
                .asByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            assertThat(workbook.getSheet("Journal").getRow(11).getCell(8).getNumericCellValue())
                    .isEqualTo(31.25);
        }
    }

    @Test
    void previewTellsAPeriodAsItWasAndAsItWouldBeSideBySide() {
        organise("2026-10-01", """
                {'action':'create','code':'rnd','name':'Research'},
                {'action':'create','code':'shop','name':'Shop'}""", """
                {'action':'create','position':10,'conditions':{'team':['search']},'cost_center':'rnd'},
                {'action':'create','position':20,'conditions':{'team':['ads']},'cost_center':'shop'}""");
        organise("2026-11-01", "{'action':'create','code':'growth','name':'Growth'}", """
                {'action':'create','position':5,'conditions':{'team':['ads']},'cost_center':'growth'}""");
        get("/v1/statements/preview?tenant=initech&period=2026-10")
                .statusCode(200)
                .body("cost_centers.cost_center", contains("rnd", "shop"))
                .body("cost_centers.as_was", contains("12", "3"))
                .body("cost_centers[0].restated", nullValue());
        get("/v1/statements/preview?tenant=initech&period=2026-10&restate_at=2026-11-01&cost_center=growth")
                .statusCode(200)
                .body("cost_centers.cost_center", contains("growth", "rnd", "shop"))
                .body("cost_centers.as_was", contains("0", "12", "3"))
                .body("cost_centers.restated", contains("3", "12", "0"))
                .body("cost_centers.difference", contains("3", "0", "-3"))
                .body("as_was", nullValue())
                .body("restated.status", equalTo("restated"))
                .body("restated.cost_center.name", equalTo("Growth"))
                .body("restated.totals.total.amount", equalTo("3.00"))
                .body("restated.number", nullValue());
        get("/v1/statements/preview?tenant=initech&period=2026-10&cost_center=rnd")
                .body("as_was.status", equalTo("preview"))
                .body("as_was.totals.total.book_amount", equalTo("12"));
        get("/v1/statements?tenant=initech").body("statements", empty());
        get("/v1/statements/preview?tenant=umbrella&period=2026-10")
                .body("cost_centers.cost_center", contains("unattributed"))
                .body("cost_centers.as_was", contains("1"));
    }

    private static void organise(String day, String changes, String rules) {
        String body = """
                {'tenant':'initech','valid_from':'%s','author':'ann','reason':'begin','changes':[%s],'rules':[%s]}
                """.formatted(day, changes, rules).replace('\'', '"');
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/cost-centers/reorganisations")
                .then()
                .statusCode(200);
    }

    private static String id(String tenant, String period, String code) {
        return get("/v1/statements?tenant=" + tenant + "&period=" + period + "&cost_center=" + code)
                .statusCode(200)
                .extract()
                .path("statements[0].id");
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }
}
