package io.tokenledger.report.allocation;

import static io.tokenledger.report.allocation.Rest.get;
import static io.tokenledger.report.allocation.Rest.item;
import static io.tokenledger.report.allocation.Rest.organise;
import static io.tokenledger.report.allocation.Rest.post;
import static io.tokenledger.report.allocation.Rest.put;
import static io.tokenledger.report.allocation.Rest.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked example of docs/allocation.md over HTTP. The first test sets it up; the others ask and change from November on. */
@QuarkusTest
@QuarkusTestResource(value = AllocationLedger.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AllocationResourceIT {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final String OCTOBER = "/v1/allocations?tenant=acme&period=2026-10";

    @Test
    @Order(1)
    void workedExampleIsSetUp() {
        organise("acme");
        organise("globex");
        post(
                        "/v1/manual-items",
                        item(
                                "acme",
                                "'kind':'fee','name':'platform fee','cost_center':'unattributed',"
                                        + "'day':'2026-10-31','amount':'10'"))
                .statusCode(201);
        post(
                        "/v1/allocation-rules",
                        rule(
                                "acme",
                                10,
                                "idle",
                                "'origin':'charge/provisioned_idle','to':['products'],'method':'tokens'"))
                .statusCode(201)
                .body("version", equalTo(1))
                .body("valid_until", nullValue());
        post("/v1/allocation-rules", rule("acme", 20, "fee", "'origin':'item/platform fee','method':'even'"))
                .statusCode(201);
        post("/v1/allocation-rules", rule("acme", 30, "nobody", "'origin':'unattributed','method':'direct_cost'"))
                .statusCode(201);
        post(
                        "/v1/allocation-rules",
                        rule(
                                "acme",
                                40,
                                "platform",
                                "'origin':'cost_center/platform','to':['products'],'method':'direct_cost'"))
                .statusCode(201);
        post(
                        "/v1/markup-rules",
                        rule("acme", 10, "handling", "'cost_center':'products','percent':'5','counterpart':'platform'"))
                .statusCode(201)
                .body("base", equalTo("total"));
    }

    @Test
    @Order(2)
    void allocationTellsEveryStepPoolAndTransfer() {
        get(OCTOBER)
                .statusCode(200)
                .body("currency", equalTo("USD"))
                .body("from", equalTo("2026-10-01T00:00:00Z"))
                .body("steps.name", contains("idle", "fee", "nobody", "platform"))
                .body("steps[0].pools", hasSize(1))
                .body("steps[0].pools[0].from", equalTo("unattributed"))
                .body("steps[0].pools[0].amount", equalTo("70"))
                .body("steps[0].pools[0].total_weight", equalTo("10000000"))
                .body("steps[0].pools[0].transfers.to", contains("ads", "labs", "search"))
                .body("steps[0].pools[0].transfers.amount", contains("7", "21", "42"))
                .body("steps[0].pools[0].transfers.share", contains("0.1", "0.3", "0.6"))
                .body("steps[2].pools[0].transfers.to", contains("ads", "labs", "platform", "search"))
                .body("steps[2].pools[0].transfers.weight", contains("300", "100", "90", "600"))
                .body(
                        "steps[2].pools[0].transfers.amount",
                        contains("13.761467889908", "4.587155963303", "4.128440366972", "27.522935779817"))
                .body("steps[3].pools[0].amount", equalTo("96.628440366972"))
                .body("balances.cost_center", contains("ads", "labs", "platform", "search", "unattributed"))
                .body("balances.before", contains("300", "100", "90", "600", "130"))
                .body("balances.after", contains("352.25", "137.75", "0", "730", "0"))
                .body("total", equalTo("1220"))
                .body("trace", nullValue());
    }

    @Test
    @Order(2)
    void traceTellsEachAmountWithItsRuleAndOrigin() {
        get(OCTOBER + "&trace=platform")
                .statusCode(200)
                .body("trace.step", contains(2, 3, 4, 4, 4))
                .body("trace.direction", contains("received", "received", "passed_on", "passed_on", "passed_on"))
                .body("trace.origin[0]", equalTo("item/platform fee"))
                .body(
                        "trace.origin_amount",
                        contains("10", "50", "96.628440366972", "96.628440366972", "96.628440366972"))
                .body("trace.amount[0]", equalTo("2.5"))
                .body("trace[1].share", equalTo("0.082568807339"))
                .body("trace[1].total_weight", equalTo("1090"));
    }

    @Test
    @Order(2)
    void costsAreToldByViewAndLevelAndAddUp() {
        get("/v1/cost-center-costs?tenant=acme&period=2026-10")
                .statusCode(200)
                .body("view", equalTo("chargeback"))
                .body("lines.cost_center", contains("ads", "labs", "platform", "search", "unattributed"))
                .body("lines.figures.cost", contains("352.25", "137.75", "0", "730", "0"))
                .body("lines.figures.markup", contains("17.6125", "0", "-54.1125", "36.5", "0"))
                .body("lines.figures.charge", contains("369.8625", "137.75", "-54.1125", "766.5", "0"))
                .body("lines.treatment", contains("chargeback", "showback", "chargeback", "chargeback", null))
                .body("total.figures.charge", equalTo("1220"))
                .body("total.figures.markup", equalTo("0"))
                .body("total.figures.items", equalTo("10"));
        get("/v1/cost-center-costs?tenant=acme&period=2026-10&view=showback&level=1")
                .body("lines.cost_center", contains("platform", "products", "unattributed"))
                .body("lines.name", contains("Platform", "Products", null))
                .body("lines.figures.direct", contains("90", "1000", "120"))
                .body("lines.figures.charge", contains("0", "1220", "0"))
                .body("total.figures.charge", equalTo("1220"));
    }

    @Test
    @Order(2)
    void otherTenantHasItsOwnUsageAndNoRulesOfTheFirst() {
        get("/v1/allocations?tenant=globex&period=2026-10")
                .body("steps", empty())
                .body("balances.cost_center", contains("search", "unattributed"))
                .body("total", equalTo("65"));
        get("/v1/allocation-rules?tenant=globex&at=2026-10-31").body("rules", empty());
        get("/v1/markup-rules?tenant=globex&at=2026-10-31").body("rules", empty());
        get("/v1/manual-items?tenant=globex").body("items", empty());
        String id =
                get("/v1/allocation-rules?tenant=acme&at=2026-10-31").extract().path("rules[0].id");
        get("/v1/allocation-rules/" + id + "?tenant=globex").statusCode(404);
        String item = get("/v1/manual-items?tenant=acme").extract().path("items[0].id");
        get("/v1/manual-items/" + item + "?tenant=globex").statusCode(404).body("code", equalTo("manual_item.unknown"));
    }

    @Test
    @Order(2)
    void previewTriesOtherRulesAndKeepsNothing() {
        post("/v1/allocation-rules/preview", """
                {'tenant':'globex','period':'2026-10','rules':[
                 {'name':'all','origin':'unattributed','method':'fixed_shares',
                  'shares':[{'cost_center':'search','share':'0.3'},{'cost_center':'ads','share':'0.7'}]},
                 {'name':'none','origin':'cost_center/search','to':['labs'],'method':'tokens'}]}
                """)
                .statusCode(200)
                .body("steps.name", contains("all", "none"))
                .body("steps[0].pools[0].transfers.weight", contains("0.7", "0.3"))
                .body("steps[0].pools[0].transfers.amount", contains("3.5", "1.5"))
                .body("steps[1].pools[0].leftover", equalTo("61.5"))
                .body("steps[1].pools[0].total_weight", nullValue())
                .body("balances.after", contains("3.5", "61.5", "0"));
        post("/v1/allocation-rules/preview", "{'tenant':'acme','period':'2026-10'}")
                .body("steps", hasSize(4))
                .body("balances.after", contains("352.25", "137.75", "0", "730", "0"));
        get("/v1/allocation-rules?tenant=globex&at=2026-10-31").body("rules", empty());
        post("/v1/allocation-rules/preview", "{'tenant':'acme','period':'2026-10','rules':[]}")
                .body("steps", empty())
                .body("balances.after", contains("300", "100", "90", "600", "130"));
    }

    @Test
    @Order(2)
    void tablesAreToldAsCsvAndAsWorkbook() throws IOException {
        String csv = get(OCTOBER + "&format=csv").statusCode(200).extract().asString();
        assertThat(csv.lines().findFirst().orElseThrow()).startsWith("row,period,currency,step,rule,name,origin");
        assertThat(csv)
                .contains("Transfers,2026-10,USD,1,")
                .contains(",charge/provisioned_idle,tokens,unattributed,ads,");
        byte[] xlsx = get(OCTOBER + "&format=xlsx&trace=ads")
                .statusCode(200)
                .extract()
                .asByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(4);
            assertThat(workbook.getSheet("Transfers").getLastRowNum()).isEqualTo(14);
            assertThat(workbook.getSheet("Transfers").getRow(1).getCell(13).getNumericCellValue())
                    .isEqualTo(7);
        }
        byte[] costs = get("/v1/cost-center-costs?tenant=acme&period=2026-10&format=xlsx")
                .statusCode(200)
                .extract()
                .asByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(costs))) {
            assertThat(workbook.getSheet("Costs").getLastRowNum()).isEqualTo(5);
            assertThat(workbook.getSheet("Total").getRow(1).getCell(13).getNumericCellValue())
                    .isEqualTo(1220);
        }
    }

    @Test
    @Order(3)
    void reorganisationLeavesThePastAndRestatesItSideBySide() {
        post("/v1/cost-centers/reorganisations", """
                {'tenant':'acme','valid_from':'2026-11-01','author':'ann','reason':'labs goes','changes':[
                 {'action':'change','code':'labs','parent':null,'view':'chargeback'},
                 {'action':'create','code':'academy','name':'Academy'}],
                 'rules':[{'action':'create','position':99,'conditions':{'team':['interns']},'cost_center':'academy'}]}
                """).statusCode(200);
        get(OCTOBER).body("balances.after", contains("352.25", "137.75", "0", "730", "0"));
        get("/v1/cost-center-costs?tenant=acme&period=2026-10&view=showback&restate_at=2026-11-01")
                .statusCode(200)
                .body("restated_at", equalTo("2026-11-01"))
                .body("lines.cost_center", contains("academy", "ads", "labs", "platform", "search", "unattributed"))
                .body("lines[0].name", equalTo("Academy"))
                .body("lines[0].figures.direct", equalTo("0"))
                .body("lines[0].restated.direct", equalTo("50"))
                .body("lines[2].figures.cost", equalTo("137.75"))
                .body("lines[5].figures.direct", equalTo("120"))
                .body("lines[5].restated.direct", equalTo("70"))
                .body("total.figures.charge", equalTo("1220"))
                .body("total.restated.charge", equalTo("1220"))
                .body("total.difference", equalTo("0"));
    }

    @Test
    @Order(4)
    void ruleIsChangedFromADayOnAndEnded() {
        String id =
                get("/v1/allocation-rules?tenant=acme&at=2026-10-31").extract().path("rules[1].id");
        String changed = """
                {'tenant':'acme','version':%d,'name':'fee','position':20,'origin':'item/platform fee','method':'direct_cost',
                 'valid_from':'2026-11-15','author':'bob','reason':'by use'}
                """;
        put("/v1/allocation-rules/" + id, changed.formatted(1))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("method", equalTo("direct_cost"));
        put("/v1/allocation-rules/" + id, changed.formatted(1))
                .statusCode(409)
                .body("code", equalTo("allocation_rule.changed"))
                .body("detail", containsString("at version 2"));
        get("/v1/allocation-rules?tenant=acme&at=2026-11-14").body("rules[1].method", equalTo("even"));
        get("/v1/allocation-rules?tenant=acme&at=2026-11-15").body("rules[1].method", equalTo("direct_cost"));
        post(
                        "/v1/allocation-rules/" + id + "/end",
                        "{'tenant':'acme','version':2,'valid_until':'2026-12-01','author':'bob','reason':'over'}")
                .statusCode(200)
                .body("version", equalTo(3));
        get("/v1/allocation-rules?tenant=acme&at=2026-11-30").body("rules", hasSize(4));
        get("/v1/allocation-rules?tenant=acme&at=2026-12-01").body("rules", hasSize(3));
        get("/v1/allocation-rules/" + id + "?tenant=acme")
                .body("versions.author", contains("ann", "bob", "bob"))
                .body("versions.reason", contains("agreed", "by use", "over"));
        get(OCTOBER).body("steps[1].method", equalTo("even")).body("steps[1].version", equalTo(1));
    }

    @Test
    @Order(4)
    void markupIsChangedFromADayOnAndEnded() {
        String id = get("/v1/markup-rules?tenant=acme&at=2026-10-31").extract().path("rules[0].id");
        String changed =
                "{'tenant':'acme','version':1,'name':'handling','position':10,'cost_center':'search','percent':'-2.5',"
                        + "'base':'direct','counterpart':'platform','valid_from':'2026-11-01','author':'bob','reason':'why'}";
        put("/v1/markup-rules/" + id, changed).statusCode(200).body("percent", equalTo("-2.5"));
        put("/v1/markup-rules/" + id, changed).statusCode(409).body("code", equalTo("markup_rule.changed"));
        get("/v1/markup-rules?tenant=acme&at=2026-10-31").body("rules[0].percent", equalTo("5"));
        get("/v1/markup-rules?tenant=acme&at=2026-11-01").body("rules[0].base", equalTo("direct"));
        post(
                        "/v1/markup-rules/" + id + "/end",
                        "{'tenant':'acme','version':2,'valid_until':'2026-11-10','author':'bob','reason':'over'}")
                .statusCode(200);
        get("/v1/markup-rules?tenant=acme&at=2026-11-10").body("rules", empty());
        get("/v1/markup-rules/" + id + "?tenant=acme").body("versions.version", contains(1, 2, 3));
        get("/v1/markup-rules/" + NOBODY + "?tenant=acme").statusCode(404).body("code", equalTo("markup_rule.unknown"));
    }

    @ParameterizedTest
    @Order(5)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'origin':'everything','method':'even' | 400 | field.invalid | 'everything'",
                "'origin':'charge/','method':'even' | 400 | field.invalid | 'charge/'",
                "'origin':'unattributed' | 400 | field.missing | method",
                "'origin':'unattributed','method':'best' | 400 | field.invalid | 'best'",
                "'origin':'unattributed','method':'even','to':['nowhere'] | 422 | allocation_rule.cost_center_missing | 'nowhere'",
                "'origin':'cost_center/nowhere','method':'even' | 422 | allocation_rule.cost_center_missing | origin names 'nowhere'",
                "'origin':'unattributed','method':'even','to':['unattributed'] | 422 | allocation_rule.cost_center_missing | 'unattributed'",
                "'origin':'unattributed','method':'even','shares':[{'cost_center':'ads','share':'1'}] | 400 | field.invalid | fixed_shares",
                "'origin':'unattributed','method':'fixed_shares' | 422 | allocation_rule.shares | add up to 0",
                "'origin':'unattributed','method':'fixed_shares','shares':[{'cost_center':'ads','share':'0.999999'}] | 422 | allocation_rule.shares | 0.999999",
                "'origin':'unattributed','method':'fixed_shares','shares':[{'cost_center':'ads','share':'2'},{'cost_center':'labs','share':'-1'}] | 422 | allocation_rule.shares | 'labs' is -1",
                "'origin':'unattributed','method':'fixed_shares','to':['ads'],'shares':[{'cost_center':'ads','share':'1'}] | 400 | field.invalid | shares say who",
                "'origin':'unattributed','method':'even','exact':true | 400 | field.invalid | exact",
                "'origin':'unattributed','method':'even','valid_until':'2026-10-01' | 400 | field.invalid | after valid_from",
                "'origin':'unattributed','method':'even','receiver':'ads' | 400 | field.unknown | receiver"
            })
    void badRuleIsToldWithItsValueAndTheRule(String what, int status, String code, String detail) {
        post("/v1/allocation-rules", rule("acme", 500, "bad", what))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @ParameterizedTest
    @Order(5)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cost_center':'ads','percent':'5','counterpart':'nowhere' | 422 | markup_rule.cost_center_missing | counterpart names 'nowhere'",
                "'cost_center':'nowhere','percent':'5','counterpart':'ads' | 422 | markup_rule.cost_center_missing | 'nowhere'",
                "'cost_center':'ads','percent':'-101','counterpart':'labs' | 400 | field.invalid | -100",
                "'cost_center':'ads','percent':'5','base':'gross','counterpart':'labs' | 400 | field.invalid | 'gross'",
                "'cost_center':'ads','counterpart':'labs' | 400 | field.missing | percent"
            })
    void badMarkupIsToldWithItsValueAndTheRule(String what, int status, String code, String detail) {
        post("/v1/markup-rules", rule("acme", 500, "bad", what))
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @Test
    @Order(5)
    void aPositionIsOneRules() {
        post("/v1/allocation-rules", rule("acme", 30, "second", "'origin':'unattributed','method':'even'"))
                .statusCode(409)
                .body("code", equalTo("allocation_rule.position_taken"))
                .body("detail", containsString("'nobody'"));
        post("/v1/markup-rules", rule("acme", 10, "second", "'cost_center':'ads','percent':'1','counterpart':'labs'"))
                .statusCode(409)
                .body("code", equalTo("markup_rule.position_taken"));
        post("/v1/allocation-rules", rule("globex", 30, "first there", "'origin':'unattributed','method':'even'"))
                .statusCode(201);
    }

    @ParameterizedTest
    @Order(5)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/allocations?period=2026-10 | 400 | parameter.invalid | tenant is missing",
                "/v1/allocations?tenant=acme&period=2026-13 | 404 | accounting_period.unknown | 2026-13",
                "/v1/allocations?tenant=acme&team=a | 400 | parameter.unknown | team",
                "/v1/allocations?tenant=acme&format=pdf | 400 | parameter.invalid | pdf",
                "/v1/cost-center-costs?tenant=acme&view=all | 400 | parameter.invalid | view all",
                "/v1/cost-center-costs?tenant=acme&level=0 | 400 | parameter.invalid | level 0",
                "/v1/cost-center-costs?tenant=acme&restate_at=May | 400 | parameter.invalid | restate_at May",
                "/v1/allocation-rules?tenant=acme&at=2026 | 400 | parameter.invalid | at 2026",
                "/v1/allocation-rules/00000000-0000-4000-8000-000000000000?tenant=acme | 404 | allocation_rule.unknown | acme",
                "/v1/manual-items?tenant=acme&limit=201 | 400 | parameter.invalid | 1 to 200"
            })
    void badQuestionIsToldWithItsValueAndTheRule(String path, int status, String code, String detail) {
        get(path).statusCode(status).body("code", equalTo(code)).body("detail", containsString(detail));
    }
}
