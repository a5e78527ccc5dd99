package io.tokenledger.report.reconciliation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bills and reconciliations over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = BilledLedger.class, restrictToAnnotatedClass = true)
class ReconciliationResourceIT {
    private static final String IMPORTS = "/v1/vendor-bills/imports";
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    /** Lines of a bill in cents, one of which a spreadsheet would run. */
    private static final String INVOICE = """
        Date,Item,Model,Meter,Tokens,Net
        2026-10-05,o4-mini input,o4-mini-2025-04-16,input,10000,0.02
        2026-10-05,o4-mini cached,o4-mini-2025-04-16,cached_input,4000,0.00
        2026-10-05,o4-mini output,o4-mini-2025-04-16,output,1000,0.01
        2026-10-05,"=HYPERLINK(""http://x"")",,,,1.25
        2026-10-05,broken,,,,abc
        """;

    private static final String COLUMNS = "&column.day=Date&column.line_item=Item&column.model=Model&column.meter=Meter"
            + "&column.quantity=Tokens&column.amount=Net&currency=USD";

    @Test
    void billIsImportedComparedAndAccepted() throws IOException {
        String query = "?tenant=acme&format=csv&provider=openai&bill_id=INV-7" + COLUMNS;
        importFile(query + "&dry_run=true", INVOICE)
                .statusCode(200)
                .body("dry_run", equalTo(true))
                .body("added", equalTo(4));
        importFile(query, INVOICE)
                .statusCode(200)
                .body("added", equalTo(4))
                .body("refused", equalTo(1))
                .body("unmapped[0].line_item", equalTo("=HYPERLINK(\"http://x\")"))
                .body("unmapped[0].amount", equalTo("1.25"))
                .body("lines.find { it.line == 6 }.code", equalTo("file.invalid"))
                .body("lines.find { it.line == 6 }.detail", containsString("abc"));
        importFile(query, INVOICE).body("added", equalTo(0)).body("unchanged", equalTo(4));
        get("/v1/vendor-bills?tenant=acme")
                .statusCode(200)
                .body("bills[0].bill_id", equalTo("INV-7"))
                .body("bills[0].amounts[0].amount", equalTo("1.28"));
        get("/v1/vendor-bills?tenant=globex").body("bills", empty());

        String id = compare("acme").statusCode(201).extract().path("id");
        String of = "/v1/reconciliations/" + id;
        // Booked: 0.011 + 0.0011 + 0.0044; billed 0.02 + 0 + 0.01 + 1.25.
        get(of + "?tenant=acme")
                .statusCode(200)
                .body("billed", equalTo("1.28"))
                .body("booked", equalTo("0.0165"))
                .body("variance", equalTo("1.2635"))
                .body("parts.part", contains("unmapped", "price", "rounding"))
                .body("parts.amount", contains("1.25", "0.0146", "-0.0011"))
                .body("facts.bills[0].bill_id", equalTo("INV-7"))
                .body("question.provider", equalTo("openai"))
                .body("days[0].day", equalTo("2026-10-05"));
        get(of + "/rows?tenant=acme&part=unmapped")
                .body("rows", hasSize(1))
                .body("rows[0].line_item", equalTo("=HYPERLINK(\"http://x\")"))
                .body("rows[0].vendor_lines[0].bill_id", equalTo("INV-7"))
                .body("next", nullValue());
        int next = get(of + "/rows?tenant=acme&limit=1")
                .body("rows", hasSize(1))
                .extract()
                .path("next");
        get(of + "/rows?tenant=acme&limit=200&cursor=" + next).body("rows[0].row", equalTo(2));
        checkFiles(of);

        accept(id, "acme", "\"parts\":[\"price\",\"rounding\"]", "0.0135")
                .statusCode(201)
                .body("amount", equalTo("0.0135"))
                .body("currency", equalTo("USD"))
                .body("day", equalTo("2026-10-05"));
        accept(id, "acme", "\"parts\":[\"rounding\"]", "-0.0011")
                .statusCode(409)
                .body("code", equalTo("reconciliation.accepted"));
        get("/v1/manual-items?tenant=acme").body("items.link", hasItem("reconciliation/" + id));
        get(of + "?tenant=acme").body("open", equalTo("1.25")).body("acceptances", hasSize(1));

        String again = compare("acme").extract().path("id");
        get("/v1/reconciliations?tenant=acme&limit=1")
                .body("reconciliations.id", contains(again))
                .body("next", equalTo(again));
        get("/v1/reconciliations?tenant=acme&limit=1&cursor=" + again).body("reconciliations.id", contains(id));
        get("/v1/reconciliations?tenant=globex").body("reconciliations.id", not(hasItem(id)));
        get(of + "?tenant=globex").statusCode(404).body("code", equalTo("reconciliation.unknown"));
        accept(again, "globex", "\"parts\":[\"unmapped\"]", "1.25").statusCode(404);
        accept(id, "acme", "\"parts\":[\"unmapped\"]", "1.25")
                .statusCode(409)
                .body("code", equalTo("reconciliation.superseded"));
    }

    private static void checkFiles(String of) throws IOException {
        String csv =
                get(of + "?tenant=acme&format=csv").statusCode(200).extract().asString();
        assertThat(csv)
                .contains("\"'=HYPERLINK(\"\"http://x\"\")\"")
                .doesNotContain(",=HYPERLINK")
                .doesNotContain("\"=HYP");
        byte[] xlsx =
                get(of + "?tenant=acme&format=xlsx").statusCode(200).extract().asByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            var parts = workbook.getSheet("parts");
            double sum = 0;
            for (int i = 1; i <= parts.getLastRowNum(); i++) {
                sum += parts.getRow(i).getCell(1).getNumericCellValue();
            }
            assertThat(sum).isEqualTo(1.2635, org.assertj.core.api.Assertions.offset(1e-12));
            var rows = workbook.getSheet("rows");
            assertThat(rows.getRow(1).getCell(9).getCellType()).isEqualTo(CellType.STRING);
            assertThat(rows.getPaneInformation().isFreezePane()).isTrue();
        }
    }

    @Test
    void mappingsAreKeptPerTenant() {
        String body =
                "{'tenant':'acme','provider':'mistral','pattern':'{model} tokens in','model':'{model}','meter':'input',"
                        + "'author':'ann','reason':'their portal'}";
        post("/v1/vendor-line-mappings", body).statusCode(201).body("service_tier", equalTo("standard"));
        get("/v1/vendor-line-mappings?tenant=acme&provider=mistral")
                .body("mappings.pattern", contains("{model} tokens in"));
        get("/v1/vendor-line-mappings?tenant=globex").body("mappings", empty());
        post("/v1/vendor-line-mappings", body.replace("{model} tokens", "all tokens"))
                .statusCode(422)
                .body("code", equalTo("line_mapping.invalid"));
        post("/v1/vendor-line-mappings", body.replace("'input'", "'In Put'")).statusCode(422);
        post("/v1/vendor-line-mappings", body.replace("'reason'", "'raison'"))
                .statusCode(400)
                .body("code", equalTo("field.unknown"));
    }

    @ParameterizedTest
    @CsvSource({
        "?format=openai_costs,                                      400, parameter.invalid, tenant is missing",
        "?tenant=acme,                                              400, parameter.invalid, format is missing",
        "?tenant=acme&format=excel,                                 400, parameter.invalid, openai_costs",
        "?tenant=acme&format=csv,                                   400, parameter.invalid, provider is missing",
        "?tenant=acme&format=openai_costs&revision=0,               400, parameter.invalid, revision 0",
        "?tenant=acme&format=openai_costs&dry_run=yes,              400, parameter.invalid, dry_run",
        "?tenant=acme&format=openai_costs&column.day=x,             400, parameter.unknown, column.day",
        "?tenant=acme&format=csv&provider=x&column.dya=x,           400, parameter.unknown, column.dya",
        "?tenant=acme&format=csv&provider=x&currency=dollars,       400, currency.invalid,  dollars",
        "?tenant=acme&format=csv&provider=x&quantity_unit=1k,       400, parameter.invalid, quantity_unit",
        "?tenant=acme&format=openai_costs,                          400, body.malformed_json, line 1",
        "?tenant=acme&format=aws_cur,                               422, file.invalid,      line_item_usage_start_date",
    })
    void importThatCannotBeIsRefused(String query, int status, String code, String detail) {
        importFile(query, "x,y\n1,2\n")
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        {'tenant':'acme','provider':'openai','from':'2026-10-05'};400;field.missing
        {'tenant':'acme','provider':'openai','from':'2026-10-05','to':'2026-10-05'};400;field.invalid
        {'tenant':'acme','provider':'openai','from':'2024-10-05','to':'2026-10-05'};400;field.invalid
        {'tenant':'acme','provider':'openai','from':'2026-10-05','to':'2026-10-06','currency':'USX'};400;currency.invalid
        {'tenant':'acme','provider':'openai','from':'2026-10-05','to':'2026-10-06','zone':'UTC'};400;field.unknown
        {'tenant':'acme','provider':'groq','from':'2026-10-05','to':'2026-10-06'};422;reconciliation.no_bill
        """)
    void comparisonThatCannotBeIsRefused(String body, int status, String code) {
        post("/v1/reconciliations", body).statusCode(status).body("code", equalTo(code));
    }

    @Test
    void whatIsAskedOfNothingIsRefused() {
        get("/v1/reconciliations/" + UNKNOWN + "?tenant=acme")
                .statusCode(404)
                .body("code", equalTo("reconciliation.unknown"));
        get("/v1/reconciliations/" + UNKNOWN).statusCode(400).body("detail", containsString("tenant is missing"));
        get("/v1/reconciliations/x?tenant=acme").statusCode(400);
        get("/v1/reconciliations?tenant=acme&limit=0").statusCode(400);
        get("/v1/reconciliations?tenant=acme&part=price").statusCode(400).body("code", equalTo("parameter.unknown"));
        get("/v1/reconciliations/" + UNKNOWN + "/rows?tenant=acme&part=luck")
                .statusCode(400)
                .body("detail", containsString("missing_usage"));
        get("/v1/reconciliations/" + UNKNOWN + "/rows?tenant=acme&cursor=-1").statusCode(400);
        accept(UNKNOWN, "acme", "\"parts\":[\"price\"]", "1").statusCode(404);
        accept(UNKNOWN, "acme", "\"parts\":[\"luck\"]", "1").statusCode(400).body("code", equalTo("field.invalid"));
        accept(UNKNOWN, "acme", "\"parts\":[\"price\"],\"rows\":[\"1\"]", "1").statusCode(400);
        accept(UNKNOWN, "acme", "\"rows\":[\"0\"]", "1").statusCode(400);
        accept(UNKNOWN, "acme", "\"parts\":[\"price\"]", "1e3").statusCode(400).body("detail", containsString("1e3"));
    }

    private static ValidatableResponse importFile(String query, String body) {
        return given().contentType("text/csv").body(body).post(IMPORTS + query).then();
    }

    private static ValidatableResponse compare(String tenant) {
        return post(
                "/v1/reconciliations",
                "{'tenant':'" + tenant + "','provider':'openai','from':'2026-10-05','to':'2026-10-06'}");
    }

    private static ValidatableResponse accept(String id, String tenant, String what, String amount) {
        return post(
                "/v1/reconciliations/" + id + "/acceptances",
                "{\"tenant\":\"" + tenant + "\"," + what + ",\"amount\":\"" + amount
                        + "\",\"author\":\"ann\",\"reason\":\"agreed\"}");
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(path)
                .then();
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }
}
