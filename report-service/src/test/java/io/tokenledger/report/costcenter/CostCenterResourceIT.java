package io.tokenledger.report.costcenter;

import static io.tokenledger.report.costcenter.Http.center;
import static io.tokenledger.report.costcenter.Http.csv;
import static io.tokenledger.report.costcenter.Http.ended;
import static io.tokenledger.report.costcenter.Http.get;
import static io.tokenledger.report.costcenter.Http.post;
import static io.tokenledger.report.costcenter.Http.put;
import static io.tokenledger.report.costcenter.Http.rule;
import static io.tokenledger.report.costcenter.Http.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cost centres over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = BookedUsage.class, restrictToAnnotatedClass = true)
class CostCenterResourceIT {
    private static final String HEADER = "code,name,parent,owner,currency,gl_account,view\n";
    private static final String BY = "&valid_from=2026-06-01&author=ann&reason=plan";
    private static int tenants;

    private final String tenant = "centers" + ++tenants;
    private final String of = "?tenant=" + tenant;

    @Test
    void costCentreIsKeptWithAllThatWasSaid() {
        center(tenant, "top", "");
        post(
                        "/v1/cost-centers",
                        said(
                                tenant,
                                "'code':'a.B-1_2','name':'A','parent':'top','owner':'ann','currency':'EUR',"
                                        + "'gl_account':'6400','view':'showback'",
                                "2026-02-01"))
                .statusCode(201)
                .header("Location", containsString("/v1/cost-centers/a.B-1_2"))
                .body("path", contains("top", "a.B-1_2"));
        get("/v1/cost-centers/a.B-1_2" + of)
                .statusCode(200)
                .body("cost_center.name", equalTo("A"))
                .body("cost_center.owner", equalTo("ann"))
                .body("cost_center.currency", equalTo("EUR"))
                .body("cost_center.gl_account", equalTo("6400"))
                .body("cost_center.view", equalTo("showback"))
                .body("cost_center.valid_from", equalTo("2026-02-01"))
                .body("cost_center.valid_until", nullValue())
                .body("changes.author", contains("ann"))
                .body("changes.reason", contains("test"));
        get("/v1/cost-centers/a.B-1_2" + of + "&at=2026-01-31").body("cost_center", nullValue());
        get("/v1/cost-centers/a.B-1_2?tenant=globex").statusCode(404).body("code", equalTo("cost_center.unknown"));
    }

    @Test
    void changeHoldsFromItsDayOnAndTheTreeIsToldAsAtADay() {
        center(tenant, "eng", "");
        center(tenant, "product", "");
        center(tenant, "search", "'parent':'eng','owner':'ann'");
        center(tenant, "ranking", "'parent':'search'");
        put("/v1/cost-centers/search", said(tenant, "'parent':'product','owner':null", "2026-05-01"))
                .statusCode(200)
                .body("path", contains("product", "search"))
                .body("owner", nullValue())
                .body("name", equalTo("Name of search"))
                .body("children", contains("ranking"));
        get("/v1/cost-centers" + of + "&at=2026-04-30")
                .statusCode(200)
                .body("cost_centers.code", contains("eng", "search", "ranking", "product"))
                .body("cost_centers[2].path", contains("eng", "search", "ranking"));
        get("/v1/cost-centers" + of + "&at=2026-05-01T00:00:00Z")
                .body("cost_centers.code", contains("eng", "product", "search", "ranking"));
        get("/v1/cost-centers" + of + "&at=2026-05-01&under=search")
                .body("cost_centers.code", contains("search", "ranking"));
        String next = get("/v1/cost-centers" + of + "&at=2026-05-01&limit=3")
                .body("cost_centers.code", contains("eng", "product", "search"))
                .extract()
                .path("next");
        get("/v1/cost-centers" + of + "&at=2026-05-01&limit=3&cursor=" + next)
                .body("cost_centers.code", contains("ranking"))
                .body("next", nullValue());
        get("/v1/cost-centers/search" + of)
                .body("versions.valid_from", contains("2026-01-01", "2026-05-01"))
                .body("versions.parent", contains("eng", "product"))
                .body("changes[1].fields.parent", equalTo("product"))
                .body("changes[1].revision", equalTo(2));
        get("/v1/cost-centers?tenant=nobody").statusCode(200).body("cost_centers", empty());
    }

    @Test
    void endedCostCentreIsNotThereAnyMore() {
        center(tenant, "a", "");
        center(tenant, "b", "'parent':'a'");
        post("/v1/cost-centers/a/end", ended(tenant, "2026-07-01"))
                .statusCode(422)
                .body("code", equalTo("cost_center.parent_missing"))
                .body("detail", containsString("parent 'a' of 'b' is not there on 2026-07-01"));
        post("/v1/cost-centers/b/end", ended(tenant, "2026-07-01"))
                .statusCode(200)
                .body("versions[0].valid_until", equalTo("2026-07-01"));
        post("/v1/cost-centers/a/end", ended(tenant, "2026-07-01")).statusCode(200);
        get("/v1/cost-centers" + of + "&at=2026-06-30").body("cost_centers", hasSize(2));
        get("/v1/cost-centers" + of + "&at=2026-07-01").body("cost_centers", empty());
        put("/v1/cost-centers/a", said(tenant, "'name':'x'", "2026-08-01"))
                .statusCode(409)
                .body("code", equalTo("cost_center.ended"));
        post("/v1/cost-centers", said(tenant, "'code':'a','name':'A'", "2026-08-01"))
                .statusCode(409)
                .body("code", equalTo("cost_center.code_taken"));
        post("/v1/cost-centers/a/end", ended(tenant, "2025-01-01"))
                .statusCode(409)
                .body("code", equalTo("cost_center.not_begun"));
    }

    @Test
    void costCentreToWhichARuleLeadsDoesNotEnd() {
        center(tenant, "a", "");
        String rule = rule(tenant, "'team':'t'", "a");
        post("/v1/cost-centers/a/end", ended(tenant, "2026-07-01"))
                .statusCode(422)
                .body("code", equalTo("mapping_rule.cost_center_missing"))
                .body("detail", containsString(rule));
    }

    @Test
    void dayIsThatOfTheBooksAndClosedBooksStay() {
        center("kathmandu", "a" + tenant, "");
        get("/v1/cost-centers?tenant=kathmandu&at=2026-01-01").body("at", equalTo("2025-12-31T18:15:00Z"));
        post("/v1/cost-centers", said("closed", "'code':'a','name':'A'", "2026-10-31"))
                .statusCode(409)
                .body("code", equalTo("books.closed"))
                .body("detail", containsString("closed until 2026-11-01"));
        post("/v1/cost-centers", said("closed", "'code':'" + tenant + "','name':'A'", "2026-11-01"))
                .statusCode(201);
    }

    @Test
    void fileGoesBothWaysAllOrNothing() {
        String file = HEADER + "child,\"'=1+2\",top,,,,\ntop,\"Top, of all\",,ann,EUR,6400,showback\n";
        csv("/v1/cost-centers/imports" + of + BY + "&dry_run=true", file)
                .statusCode(200)
                .body("dry_run", equalTo(true))
                .body("created", equalTo(2))
                .body("change_id", nullValue());
        get("/v1/cost-centers/top" + of).statusCode(404);
        csv("/v1/cost-centers/imports" + of + BY, file)
                .body("created", equalTo(2))
                .body("change_id", notNullValue());
        get("/v1/cost-centers/child" + of + "&at=2026-06-01").body("cost_center.name", equalTo("=1+2"));
        String exported = get("/v1/cost-centers/export" + of + "&at=2026-06-01")
                .statusCode(200)
                .header("Content-Disposition", containsString("cost-centers.csv"))
                .extract()
                .asString();
        assertThat(exported.replace("\r\n", "\n"))
                .isEqualTo(HEADER + "top,\"Top, of all\",,ann,EUR,6400,showback\nchild,'=1+2,top,,,,chargeback\n");
        csv("/v1/cost-centers/imports" + of + BY, exported).body("unchanged", equalTo(2));
        csv("/v1/cost-centers/imports" + of + BY, HEADER + "top,New,,,,,\nno,No,nobody,,,,\n")
                .statusCode(422)
                .body("code", equalTo("cost_center.parent_missing"));
        get("/v1/cost-centers/top" + of + "&at=2026-06-01").body("cost_center.name", equalTo("Top, of all"));
        csv("/v1/cost-centers/imports" + of + BY.replace("06", "07") + "&end_others=true", HEADER + "top,New,,,,,\n")
                .statusCode(200)
                .body("changed", equalTo(1))
                .body("ended", equalTo(1))
                .body("differences[1].subject", equalTo("child"));
        get("/v1/cost-centers" + of + "&at=2026-07-01").body("cost_centers.name", contains("New"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "code,name | the header has no parent, owner",
                "code,name,parent,owner,currency,gl_account,view~a b,A,,,,, | code is 'a b'",
                "code,name,parent,owner,currency,gl_account,view~a,,,,,, | name is missing",
                "code,name,parent,owner,currency,gl_account,view~a,A,,,,,none | one of showback, chargeback",
                "code,name,parent,owner,currency,gl_account,view~a,A | line 2: 2 fields, and the header has 7"
            })
    void badFileIsToldWithItsLine(String file, String detail) {
        csv("/v1/cost-centers/imports" + of + BY, file.replace('~', '\n'))
                .statusCode(422)
                .body("code", equalTo("file.invalid"))
                .body("detail", containsString(detail));
    }

    @Test
    void reorganisationIsAllOrNothingAndThePastStays() {
        center(tenant, "eng", "");
        center(tenant, "search", "'parent':'eng'");
        center(tenant, "lab", "'parent':'eng'");
        String old = rule(tenant, "'team':'lab'", "lab");
        String changes = "'changes':[{'action':'create','code':'ai','name':'AI'},{'action':'change','code':'search',"
                + "'parent':'ai','name':'Search AI'},{'action':'end','code':'lab'}],'rules':[{'action':'end','id':'"
                + old
                + "'},{'action':'create','conditions':{'team':'lab'},'cost_center':'ai'},"
                + "{'action':'create','conditions':{'team':'ai'},'cost_center':'ai'}]";
        post("/v1/cost-centers/reorganisations", said(tenant, changes + ",'dry_run':true", "2026-05-01"))
                .statusCode(200)
                .body("dry_run", equalTo(true))
                .body("created", equalTo(3))
                .body("changed", equalTo(1))
                .body("ended", equalTo(2))
                .body("differences.subject[0]", equalTo("ai"))
                .body("differences[1].fields.field", contains("name", "parent"))
                .body("differences[1].fields.before", contains("Name of search", "eng"))
                .body("differences[1].fields.after", contains("Search AI", "ai"));
        get("/v1/cost-centers/ai" + of).statusCode(404);
        String change = post("/v1/cost-centers/reorganisations", said(tenant, changes, "2026-05-01"))
                .statusCode(200)
                .extract()
                .path("change_id");
        get("/v1/cost-centers/search" + of).body("changes[1].change_id", equalTo(change));
        get("/v1/cost-centers" + of + "&at=2026-05-01").body("cost_centers.code", contains("ai", "search", "eng"));
        get("/v1/cost-centers" + of + "&at=2026-04-30").body("cost_centers.code", contains("eng", "lab", "search"));
        get("/v1/mapping-rules" + of + "&at=2026-04-30").body("rules.cost_center", contains("lab"));
        get("/v1/mapping-rules" + of + "&at=2026-05-01")
                .body("rules.cost_center", contains("ai", "ai"))
                .body("rules.position", contains(20, 30));
        post(
                        "/v1/cost-centers/reorganisations",
                        said(
                                tenant,
                                "'changes':[{'action':'change','code':'search','name':'X'},{'action':'end','code':'ai'}]",
                                "2026-06-01"))
                .statusCode(422);
        get("/v1/cost-centers/search" + of + "&at=2026-06-01").body("cost_center.name", equalTo("Search AI"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'changes':[] | 422 | reorganisation.empty | neither",
                "'changes':[{'code':'a'}] | 400 | field.missing | changes[0].action",
                "'changes':[{'action':'drop','code':'a'}] | 400 | field.invalid | one of create, change, end",
                "'changes':[{'action':'end','code':'a','name':'x'}] | 400 | field.unknown | changes[0].name",
                "'changes':[{'action':'end','code':'a'}] | 404 | cost_center.unknown | 'a'",
                "'rules':[{'action':'end','id':'x'}] | 400 | parameter.invalid | rules[0].id is 'x'",
                "'changes':[{'action':'create','code':'a','name':'A'},{'action':'end','code':'a'}] | 400 | field.invalid | named twice"
            })
    void badReorganisationIsTold(String fields, int status, String code, String detail) {
        post("/v1/cost-centers/reorganisations", said(tenant, fields, "2026-05-01"))
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'name':'A' | 400 | field.missing | code",
                "'code':'a' | 400 | field.missing | name",
                "'code':'a/b','name':'A' | 400 | field.invalid | 1 to 40 characters",
                "'code':'Unattributed','name':'A' | 400 | field.invalid | none of",
                "'code':'a','name':'A','view':'x' | 400 | field.invalid | one of showback, chargeback",
                "'code':'a','name':'A','currency':'ABC' | 400 | currency.invalid | ABC",
                "'code':'a','name':'A','parent':'nobody' | 422 | cost_center.parent_missing | 'nobody'",
                "'code':'a','name':'A','parent':'a' | 422 | cost_center.circle | above itself",
                "'code':'a','name':'A','nmae':'A' | 400 | field.unknown | nmae"
            })
    void badCostCentreIsTold(String fields, int status, String code, String detail) {
        post("/v1/cost-centers", said(tenant, fields, "2026-05-01"))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @Test
    void unknownParametersAndUnusableOnesAreTold() {
        get("/v1/cost-centers").statusCode(400).body("detail", containsString("tenant is missing"));
        get("/v1/cost-centers" + of + "&team=x").statusCode(400).body("code", equalTo("parameter.unknown"));
        get("/v1/cost-centers" + of + "&at=May").statusCode(400).body("detail", containsString("at is 'May'"));
        get("/v1/cost-centers" + of + "&limit=1001").statusCode(400).body("detail", containsString("1 to 1000"));
        get("/v1/cost-centers" + of + "&cursor=none").statusCode(400).body("detail", containsString("cursor"));
        get("/v1/cost-centers" + of + "&under=none").statusCode(404).body("code", equalTo("cost_center.unknown"));
        put("/v1/cost-centers/none", said(tenant, "'name':'x'", "2026-05-01"))
                .statusCode(404)
                .body("code", equalTo("cost_center.unknown"));
        put("/v1/cost-centers/none", "{'tenant':'" + tenant + "','valid_from':'2026-05-01','author':'ann'}")
                .statusCode(400)
                .body("detail", containsString("reason is missing"));
        csv("/v1/cost-centers/imports" + of + "&author=a&reason=b", HEADER)
                .statusCode(400)
                .body("detail", containsString("valid_from is missing"));
        csv("/v1/cost-centers/imports" + of + BY + "&dry_run=yes", HEADER)
                .statusCode(400)
                .body("detail", containsString("dry_run is 'yes'"));
    }
}
