package io.tokenledger.report.budget;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.FilledLedger;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = FilledLedger.class, restrictToAnnotatedClass = true)
class BudgetResourceIT {
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";
    private static int tenants;

    private final String tenant = "tenant" + ++tenants;

    @Test
    void budgetIsKeptWithAllThatWasSaid() {
        String id = created("'name':'q','owner':'ann','period':'quarter','timezone':'Asia/Kolkata','amount':'1000.5',"
                + "'currency':'EUR','scope':{'team':'search','tag.k':['v',''],'user':'u1'},'from':'2026-10-05','to':'2027-10-01',"
                + "'carry_over':'both','may_exceed_parent':true,'thresholds':['1.0','0.5','1'],"
                + "'forecast_thresholds':['1.20'],'exhaustion_days':3,'author':'ann','reason':'plan'");
        get("/v1/budgets/" + id + "?tenant=" + tenant)
                .statusCode(200)
                .body("revision", equalTo(1))
                .body("owner", equalTo("ann"))
                .body("scope.team", contains("search"))
                .body("scope.'tag.k'", contains("v", ""))
                .body("scope.user", contains("u1"))
                .body("from", equalTo("2026-10-05"))
                .body("to", equalTo("2027-10-01"))
                .body("amount", equalTo("1000.5"))
                .body("tokens", nullValue())
                .body("carry_over", equalTo("both"))
                .body("parent", nullValue())
                .body("may_exceed_parent", equalTo(true))
                .body("thresholds", contains("0.5", "1"))
                .body("forecast_thresholds", contains("1.2"))
                .body("exhaustion_days", equalTo(3))
                .body("channels", empty())
                .body("archived_at", nullValue());
        get("/v1/budgets/" + id + "?tenant=globex").statusCode(404).body("code", equalTo("budget.unknown"));
        get("/v1/budgets/" + id + "/history?tenant=globex").statusCode(404);
        get("/v1/budgets/" + id + "/history?tenant=" + tenant)
                .body("revisions.author", contains("ann"))
                .body("revisions.reason", contains("plan"))
                .body("revisions[0].action", equalTo("created"))
                .body("revisions[0].budget.amount", equalTo("1000.5"))
                .body("revisions[0].changes", empty());
    }

    @Test
    void withoutFromItBeginsWithTheRunningPeriodOfItsZone() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Kolkata"));
        String id = created("'name':'m','period':'month','timezone':'Asia/Kolkata','tokens':1000000");
        get("/v1/budgets/" + id + "?tenant=" + tenant)
                .body("from", equalTo(today.withDayOfMonth(1).toString()))
                .body("to", nullValue())
                .body("tokens", equalTo(1_000_000))
                .body("amount", nullValue())
                .body("currency", nullValue());
    }

    @Test
    void whatWasReadIsEditedAndPutBack() {
        String id = created("'name':'edited','period':'month','amount':'10','from':'2026-01-01','scope':{'team':'a'}");
        String read = get("/v1/budgets/" + id + "?tenant=" + tenant).extract().asString();
        String edited =
                read.replace("\"amount\":\"10\"", "\"amount\":\"20\"").replaceFirst("\\{", "{\"author\":\"bob\",");
        put(id, edited).statusCode(200).body("revision", equalTo(2)).body("amount", equalTo("20"));
        put(id, edited)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("budget.revision_stale"))
                .body("detail", containsString("revision is 1 and budget 'edited' is at 2"));
        put(id, edited.replace("\"revision\":1", "\"revision\":2"))
                .statusCode(200)
                .body("revision", equalTo(2));
        get("/v1/budgets/" + id + "/history?tenant=" + tenant)
                .body("revisions.revision", contains(1, 2))
                .body("revisions[1].author", equalTo("bob"))
                .body("revisions[1].changes.field", contains("amount"))
                .body("revisions[1].changes[0].before", equalTo("10"))
                .body("revisions[1].changes[0].after", equalTo("20"));
    }

    @Test
    void changeIsWholeButTheFirstDayStays() {
        String id = created("'name':'whole','period':'month','amount':'10','from':'2026-01-01','scope':{'team':'a'}");
        put(id, body("'name':'whole','period':'month','amount':'10','revision':1"))
                .statusCode(200)
                .body("from", equalTo("2026-01-01"))
                .body("scope.size()", equalTo(0));
        put(id, body("'name':'whole','period':'month','amount':'10'"))
                .statusCode(400)
                .body("detail", containsString("revision is missing"));
        put(UNKNOWN, body("'name':'x','period':'month','amount':'10','revision':1"))
                .statusCode(404);
        put(id, body("'id':'" + UNKNOWN + "','name':'x','period':'month','amount':'10','revision':1"))
                .statusCode(400)
                .body("detail", containsString("in the path"));
    }

    @Test
    void archivedBudgetIsReadAndListedOnlyIfItIsAskedFor() {
        String id = created("'name':'gone','period':'month','amount':'10'");
        given().delete("/v1/budgets/" + id + "?tenant=" + tenant)
                .then()
                .statusCode(400)
                .body("detail", containsString("reason is missing"));
        given().delete("/v1/budgets/" + id + "?tenant=" + tenant + "&reason=over&author=ann&revision=2")
                .then()
                .statusCode(409)
                .body("code", equalTo("budget.revision_stale"));
        given().delete("/v1/budgets/" + id + "?tenant=" + tenant + "&reason=over&author=ann&revision=1")
                .then()
                .statusCode(200)
                .body("archived_at", notNullValue());
        get("/v1/budgets?tenant=" + tenant).body("budgets", empty());
        get("/v1/budgets?include=archived&tenant=" + tenant).body("budgets.id", contains(id));
        get("/v1/budgets/" + id + "?tenant=" + tenant).statusCode(200);
        get("/v1/budgets/" + id + "/history?tenant=" + tenant)
                .body("revisions.action", contains("created", "archived"))
                .body("revisions[1].reason", equalTo("over"))
                .body("revisions[1].changes.field", contains("archived_at"));
        created("'name':'gone','period':'month','amount':'10'");
    }

    @Test
    void listIsFoundByScopeOwnerAndParentInPages() {
        String all = created("'name':'d','period':'month','amount':'100','owner':'ann'");
        String a = created("'name':'a','period':'month','amount':'1','scope':{'team':['x','y'],'model':'o3'},'parent':'"
                + all + "'");
        String b = created("'name':'b','period':'month','amount':'1','scope':{'team':''}");
        String c = created(
                "'name':'c','period':'month','amount':'1','scope':{'team':'z'},'owner':'bob','parent':'" + all + "'");
        String of = "/v1/budgets?tenant=" + tenant;
        get(of).body("budgets.id", contains(a, b, c, all)).body("next", nullValue());
        get(of + "&filter.team=y&filter.team=z").body("budgets.id", contains(a, c));
        get(of + "&filter.team=y&filter.model=o3").body("budgets.id", contains(a));
        get(of + "&filter.team=z&filter.model=o3").body("budgets", empty());
        get(of + "&filter.team=").body("budgets.id", contains(b));
        get(of + "&owner=bob").body("budgets.id", contains(c));
        get(of + "&parent=" + all).body("budgets.id", contains(a, c));
        String next = get(of + "&limit=3")
                .body("budgets.id", contains(a, b, c))
                .extract()
                .path("next");
        get(of + "&limit=3&cursor=" + next).body("budgets.id", contains(all)).body("next", nullValue());
        get(of + "&filter.colour=red").statusCode(400).body("code", equalTo("dimension.unknown"));
        get(of + "&filter.tenant=x").statusCode(400).body("code", equalTo("parameter.invalid"));
        get(of + "&limit=201").statusCode(400).body("detail", containsString("1 to 200"));
        get("/v1/budgets").statusCode(400).body("detail", containsString("tenant is missing"));
    }

    @Test
    void childThatDoesNotFitIsToldWithBothSums() {
        String parent = created("'name':'all','period':'month','amount':'100'");
        created("'name':'one','period':'month','amount':'60','scope':{'team':'a'},'parent':'" + parent + "'");
        post("/v1/budgets", body("'name':'two','period':'month','amount':'40.5','parent':'" + parent + "'"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("budget.exceeds_parent"))
                .body("detail", containsString("the children of 'all' would add up to 100.5 USD"))
                .body("detail", containsString("more than its 100 USD"));
        given().delete("/v1/budgets/" + parent + "?reason=x&tenant=" + tenant)
                .then()
                .statusCode(409)
                .body("code", equalTo("budget.has_children"))
                .body("detail", containsString("'one'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",'period':'custom','amount':'1' | field.missing | to is missing",
                ",'period':'month','amount':'1','from':'2026-11-01','to':'2026-11-01' | field.invalid | to is 2026-11-01: a day after from, 2026-11-01",
                ",'period':'month','amount':'1','from':'tomorrow' | field.invalid | from is 'tomorrow'",
                ",'period':'month','amount':'1','carry_over':'some' | field.invalid | carry_over is 'some': one of none, unspent, overspent, both",
                ",'period':'month','amount':'1','parent':'p' | parameter.invalid | parent is 'p'",
                ",'period':'month','amount':'1','may_exceed_parent':'yes' | field.invalid | true or false",
                ",'period':'month','amount':'1','exhaustion_days':0 | field.invalid | from 1 to 366",
                ",'period':'month','amount':'1','exhaustion_days':1.5 | field.invalid | exhaustion_days is 1.5: a whole number",
                ",'period':'month','amount':'1','thresholds':['0'] | field.invalid | '0'",
                ",'period':'month','amount':'1','channels':['c1'] | parameter.invalid | channels[] is 'c1'",
                ",'period':'month','amount':'1','scope':{'cost_center':'x'} | dimension.not_available | chargeback alone",
                ",'period':'month','amount':'1','scope':{'tag.':'x'} | dimension.unknown | tag.",
                ",'period':'month','amount':'1','revision':1 | field.unknown | revision",
                ",'period':'month','amount':'1','budget':1 | field.unknown | 'budget'"
            })
    void badBudgetIsToldWithItsValueAndTheRule(String fields, String code, String detail) {
        post("/v1/budgets", body("'name':'bad'" + fields))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @Test
    void unknownParentIsTold() {
        post("/v1/budgets", body("'name':'x','period':'month','amount':'1','parent':'" + UNKNOWN + "'"))
                .statusCode(422)
                .body("code", equalTo("budget.parent_unknown"))
                .body("detail", containsString(UNKNOWN));
    }

    @Test
    void fileGoesInAndComesOut() {
        String file = "name,owner,period,amount,currency,scope.team\n=1+1,ann,month,10,USD,a;b\nlate,,fortnight,1,,\n";
        String imports = "/v1/budgets/imports?tenant=" + tenant + "&author=ann&reason=plan";
        csv(imports + "&dry_run=true", file)
                .statusCode(200)
                .body("dry_run", equalTo(true))
                .body("created", equalTo(1))
                .body("refused", equalTo(1));
        get("/v1/budgets?tenant=" + tenant).body("budgets", empty());
        csv(imports, file)
                .statusCode(200)
                .body("dry_run", equalTo(false))
                .body("created", equalTo(1))
                .body("lines.line", contains(2, 3))
                .body("lines[0].name", equalTo("=1+1"))
                .body("lines[1].outcome", equalTo("refused"))
                .body("lines[1].code", equalTo("field.invalid"))
                .body("lines[1].detail", containsString("'fortnight'"));
        csv(imports, file).body("unchanged", equalTo(1)).body("created", equalTo(0));
        String exported = get("/v1/budgets/export?tenant=" + tenant)
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .header("Content-Disposition", containsString("budgets.csv"))
                .extract()
                .asString();
        assertThat(exported).contains("\n'=1+1,ann,month,UTC,").contains(",a;b");
        csv(imports, exported).body("unchanged", equalTo(1)).body("refused", equalTo(0));
        csv(imports, "name,colour\nx,y\n").statusCode(422).body("code", equalTo("file.invalid"));
        csv(imports + "&dry_run=maybe", file).statusCode(400).body("detail", containsString("'maybe'"));
        given().contentType(ContentType.JSON).body("{}").post(imports).then().statusCode(415);
    }

    private String created(String fields) {
        return post("/v1/budgets", body(fields)).statusCode(201).extract().path("id");
    }

    private String body(String fields) {
        return ("{'tenant':'" + tenant + "'," + fields + "}").replace('\'', '"');
    }

    private static ValidatableResponse csv(String path, String file) {
        return given().urlEncodingEnabled(false)
                .contentType("text/csv")
                .body(file)
                .post(path)
                .then();
    }

    private static ValidatableResponse put(String id, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .put("/v1/budgets/" + id)
                .then();
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }
}
