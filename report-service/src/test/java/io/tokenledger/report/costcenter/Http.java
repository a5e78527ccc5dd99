package io.tokenledger.report.costcenter;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** Requests in few words; quotes of JSON may be single ones. */
final class Http {
    private static final String BY = ",'author':'ann','reason':'test'}";

    private Http() {}

    /** Creates a cost centre from the first day of 2026 on. */
    static void center(String tenant, String code, String more) {
        String fields = "'code':'" + code + "','name':'Name of " + code + "'" + (more.isEmpty() ? "" : "," + more);
        post("/v1/cost-centers", said(tenant, fields, "2026-01-01")).statusCode(201);
    }

    /** Creates a rule from the first day of 2026 on; answers its id. */
    static String rule(String tenant, String conditions, String center) {
        String fields = "'conditions':{" + conditions + "},'cost_center':'" + center + "'";
        return post("/v1/mapping-rules", said(tenant, fields, "2026-01-01"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A body. */
    static String said(String tenant, String fields, String validFrom) {
        return "{'tenant':'" + tenant + "'," + fields + (fields.isEmpty() ? "" : ",") + "'valid_from':'" + validFrom
                + "'" + BY;
    }

    static String ended(String tenant, String validUntil) {
        return "{'tenant':'" + tenant + "','valid_until':'" + validUntil + "'" + BY;
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

    static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }

    static ValidatableResponse csv(String path, String body) {
        return given().contentType("text/csv; charset=UTF-8")
                .body(body)
                .post(path)
                .then();
    }
}
