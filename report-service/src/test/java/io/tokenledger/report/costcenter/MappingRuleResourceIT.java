package io.tokenledger.report.costcenter;

import static io.tokenledger.report.costcenter.Http.center;
import static io.tokenledger.report.costcenter.Http.ended;
import static io.tokenledger.report.costcenter.Http.get;
import static io.tokenledger.report.costcenter.Http.post;
import static io.tokenledger.report.costcenter.Http.put;
import static io.tokenledger.report.costcenter.Http.rule;
import static io.tokenledger.report.costcenter.Http.said;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mapping rules over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = BookedUsage.class, restrictToAnnotatedClass = true)
class MappingRuleResourceIT {
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";
    private static int tenants;

    private final String tenant = "rules" + ++tenants;
    private final String of = "?tenant=" + tenant;

    @BeforeEach
    void costCentres() {
        center(tenant, "a", "");
        center(tenant, "b", "'parent':'a'");
    }

    @Test
    void ruleIsKeptInItsPlaceWithAllThatWasSaid() {
        String last = rule(tenant, "'team':['x','y*'],'tag.k':'','key':'sk'", "a");
        String first = post(
                        "/v1/mapping-rules",
                        said(tenant, "'position':5,'conditions':{},'cost_center':'b'", "2026-02-01"))
                .statusCode(201)
                .header("Location", containsString("/v1/mapping-rules/"))
                .body("position", equalTo(5))
                .extract()
                .path("id");
        get("/v1/mapping-rules" + of)
                .statusCode(200)
                .body("rules.id", contains(first, last))
                .body("rules[1].position", equalTo(10))
                .body("rules[1].conditions.team", contains("x", "y*"))
                .body("rules[1].conditions.'tag.k'", contains(""));
        get("/v1/mapping-rules" + of + "&at=2026-01-31").body("rules.id", contains(last));
        String next = get("/v1/mapping-rules" + of + "&limit=1").extract().path("next");
        get("/v1/mapping-rules" + of + "&limit=1&cursor=" + next)
                .body("rules.id", contains(last))
                .body("next", nullValue());
        get("/v1/mapping-rules?tenant=globex").body("rules", empty());
        get("/v1/mapping-rules/" + first + "?tenant=globex")
                .statusCode(404)
                .body("code", equalTo("mapping_rule.unknown"));
    }

    @Test
    void ruleChangesAndEndsFromADayOn() {
        String id = rule(tenant, "'team':'x'", "a");
        put("/v1/mapping-rules/" + id, said(tenant, "'cost_center':'b'", "2026-05-01"))
                .statusCode(200)
                .body("cost_center", equalTo("b"))
                .body("conditions.team", contains("x"))
                .body("valid_from", equalTo("2026-05-01"));
        post("/v1/mapping-rules/" + id + "/end", ended(tenant, "2026-07-01"))
                .statusCode(200)
                .body("versions.cost_center", contains("a", "b"))
                .body("versions.valid_until", contains("2026-05-01", "2026-07-01"))
                .body("changes.revision", contains(1, 2, 3));
        get("/v1/mapping-rules" + of + "&at=2026-07-01").body("rules", empty());
        get("/v1/mapping-rules/" + id + of + "&at=2026-06-30").body("rule.cost_center", equalTo("b"));
        put("/v1/mapping-rules/" + id, said(tenant, "'cost_center':'a'", "2026-08-01"))
                .statusCode(409)
                .body("code", equalTo("mapping_rule.ended"));
        post("/v1/mapping-rules/" + id + "/end", ended(tenant, "2025-01-01"))
                .statusCode(409)
                .body("code", equalTo("mapping_rule.not_begun"));
    }

    @Test
    void orderChangesFromADayOnAndNamesEachRuleOnce() {
        String one = rule(tenant, "'team':'x'", "a");
        String two = rule(tenant, "'app':'y'", "b");
        String both = "{'team':'x','app':'y'}";
        post("/v1/mapping-rules/test", "{'tenant':'" + tenant + "','event':" + both + "}")
                .body("results[0].cost_center", equalTo("a"));
        post("/v1/mapping-rules/order", said(tenant, "'order':['" + two + "','" + one + "']", "2026-05-01"))
                .statusCode(200)
                .body("changed", equalTo(2));
        get("/v1/mapping-rules" + of + "&at=2026-05-01").body("rules.id", contains(two, one));
        get("/v1/mapping-rules" + of + "&at=2026-04-30").body("rules.id", contains(one, two));
        post("/v1/mapping-rules/test", "{'tenant':'" + tenant + "','at':'2026-05-01','event':" + both + "}")
                .body("results[0].cost_center", equalTo("b"))
                .body("results[0].path", contains("a", "b"));
        post("/v1/mapping-rules/order", said(tenant, "'order':['" + two + "']", "2026-06-01"))
                .statusCode(422)
                .body("code", equalTo("mapping_rule.order"))
                .body("detail", containsString(one));
    }

    @Test
    void testTellsTheRuleAndThosePassedOver() {
        String prod = rule(tenant, "'team':'x','environment':'prod'", "a");
        String tagged = rule(tenant, "'key':'sk-*'", "b");
        post(
                        "/v1/mapping-rules/test",
                        "{'tenant':'" + tenant
                                + "','at':'2026-05-01T10:00:00Z','events':[{'team':'x','environment':'staging',"
                                + "'tags':{'api_key':'sk-1'}},{'team':'x','environment':'prod'},{'key':'sk-2'},{'user':'u'}]}")
                .statusCode(200)
                .body("at", equalTo("2026-05-01T10:00:00Z"))
                .body("results.cost_center", contains("b", "a", "b", "unattributed"))
                .body("results[0].rule.id", equalTo(tagged))
                .body("results[0].passed_over.rule", contains(prod))
                .body("results[0].passed_over[0].attribute", equalTo("environment"))
                .body("results[0].passed_over[0].values", contains("prod"))
                .body("results[0].passed_over[0].said", equalTo("staging"))
                .body("results[1].passed_over", empty())
                .body("results[2].passed_over[0].said", nullValue())
                .body("results[3].rule", nullValue())
                .body("results[3].path", contains("unattributed"))
                .body("results[3].passed_over.attribute", contains("team", "key"));
        post("/v1/mapping-rules/test", "{'tenant':'globex','event':{'team':'x','environment':'prod'}}")
                .body("results[0].cost_center", equalTo("unattributed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'cost_center':'a' | 400 | field.missing | conditions",
                "'conditions':{} | 400 | field.missing | cost_center",
                "'conditions':{'model':'x'},'cost_center':'a' | 400 | field.unknown | conditions.model",
                "'conditions':{'team':[]},'cost_center':'a' | 400 | field.invalid | conditions.team has no value",
                "'conditions':{'team':5},'cost_center':'a' | 400 | field.invalid | conditions.team",
                "'conditions':{},'cost_center':'nobody' | 422 | mapping_rule.cost_center_missing | 'nobody'",
                "'conditions':{},'cost_center':'unattributed' | 400 | field.invalid | cost_center",
                "'conditions':{},'cost_center':'a','position':0 | 400 | field.invalid | from 1 to",
                "'conditions':{},'cost_center':'a','position':1.5 | 400 | field.invalid | whole number",
                "'conditions':{},'cost_center':'a','postion':1 | 400 | field.unknown | postion"
            })
    void badRuleIsTold(String fields, int status, String code, String detail) {
        post("/v1/mapping-rules", said(tenant, fields, "2026-05-01"))
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @Test
    void takenPositionsClosedBooksAndUnknownRulesAreTold() {
        rule(tenant, "'team':'x'", "a");
        post("/v1/mapping-rules", said(tenant, "'position':10,'conditions':{},'cost_center':'a'", "2026-05-01"))
                .statusCode(409)
                .body("code", equalTo("mapping_rule.position_taken"))
                .body("detail", containsString("position 10"));
        post("/v1/mapping-rules", said("closed", "'conditions':{},'cost_center':'a'", "2026-10-31"))
                .statusCode(409)
                .body("code", equalTo("books.closed"));
        put("/v1/mapping-rules/" + UNKNOWN, said(tenant, "'position':1", "2026-05-01"))
                .statusCode(404)
                .body("code", equalTo("mapping_rule.unknown"));
        get("/v1/mapping-rules/x" + of).statusCode(400).body("detail", containsString("id is 'x'"));
        post("/v1/mapping-rules/test", "{'tenant':'" + tenant + "'}")
                .statusCode(400)
                .body("detail", containsString("name 0 events"));
        post("/v1/mapping-rules/test", "{'tenant':'" + tenant + "','event':{'model':'o3'}}")
                .statusCode(400)
                .body("code", equalTo("field.unknown"));
        post("/v1/mapping-rules/test", "{'tenant':'" + tenant + "','at':'soon','event':{}}")
                .statusCode(400)
                .body("detail", containsString("at is 'soon'"));
    }
}
