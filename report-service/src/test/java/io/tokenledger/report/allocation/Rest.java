package io.tokenledger.report.allocation;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** Requests with bodies whose quotes are single ones. */
final class Rest {
    private Rest() {}

    static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path.replace(" ", "%20")).then();
    }

    static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(path)
                .then();
    }

    static ValidatableResponse put(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .put(path)
                .then();
    }

    /** The tree of the worked example, with a rule for each team but the interns. */
    static void organise(String tenant) {
        StringBuilder rules = new StringBuilder();
        int position = 0;
        for (String team : new String[] {"search", "ads", "labs", "platform"}) {
            position += 10;
            rules.append(position == 10 ? "" : ",")
                    .append("{'action':'create','position':%d,'conditions':{'team':['%s']},'cost_center':'%s'}"
                            .formatted(position, team, team));
        }
        post("/v1/cost-centers/reorganisations", """
                {'tenant':'%s','valid_from':'2026-10-01','author':'ann','reason':'begin','changes':[
                 {'action':'create','code':'products','name':'Products'},
                 {'action':'create','code':'search','name':'Search','parent':'products'},
                 {'action':'create','code':'ads','name':'Ads','parent':'products'},
                 {'action':'create','code':'labs','name':'Labs','parent':'products','view':'showback'},
                 {'action':'create','code':'platform','name':'Platform'}],
                 'rules':[%s]}
                """.formatted(tenant, rules)).statusCode(200);
    }

    /** The body of an allocation rule from October on. */
    static String rule(String tenant, int position, String name, String what) {
        return """
                {'tenant':'%s','name':'%s','position':%d,%s,'valid_from':'2026-10-01','author':'ann','reason':'agreed'}
                """.formatted(tenant, name, position, what);
    }

    /** A fee without its name. */
    static String item(String tenant, String what) {
        return "{'tenant':'%s','author':'ann','reason':'contract',%s}".formatted(tenant, what);
    }
}
