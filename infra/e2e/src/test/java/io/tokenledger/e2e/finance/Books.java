package io.tokenledger.e2e.finance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tokenledger.stack.LocalStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tenant's books over HTTP, as a controller would keep them. */
final class Books {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final LocalStack stack;
    private final String tenant;

    Books(LocalStack stack, String tenant) {
        this.stack = stack;
        this.tenant = tenant;
    }

    /** Posts to report-service; the tenant, an author and a reason are added to what is said. */
    JsonNode post(String path, Map<String, ?> body) {
        return sent("POST", stack.reportUrl() + path, said(body));
    }

    JsonNode put(String path, Map<String, ?> body) {
        return sent("PUT", stack.reportUrl() + path, said(body));
    }

    /** Posts to pricing-service. */
    JsonNode postPrices(Map<String, ?> body) {
        var prices = new LinkedHashMap<String, Object>(body);
        prices.put("author", "treasury");
        prices.put("reason", "a year");
        return sent("POST", stack.pricingUrl() + "/v1/prices", prices);
    }

    void importRates(String file) {
        Response answer = RestAssured.given()
                .contentType("text/csv")
                .body(file)
                .post(stack.pricingUrl()
                        + "/v1/fx-rates/imports?format=ecb&label=year&author=treasury&reason=rates%20of%20the%20year");
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
    }

    /** What somebody decides about a period. */
    JsonNode decide(String period, String decision, String author, Map<String, String> more) {
        var body = new LinkedHashMap<String, String>(more);
        body.put("author", author);
        body.put("reason", "month end");
        return sent("POST", stack.reportUrl() + "/v1/periods/" + period + "/" + decision + "?tenant=" + tenant, body);
    }

    JsonNode get(String path) {
        Response answer = RestAssured.given().get(stack.reportUrl() + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.asString()).isEqualTo(200);
        return read(answer.asString());
    }

    /** The text of an answer as it comes. */
    String text(String path) {
        Response answer = RestAssured.given().get(stack.reportUrl() + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.asString()).isEqualTo(200);
        return answer.asString();
    }

    /** The heads of a period's final statements, all pages. */
    List<JsonNode> statements(String period) {
        var heads = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            JsonNode page =
                    get("/v1/statements?tenant=" + tenant + "&period=" + period + "&status=final&limit=20" + cursor);
            page.path("statements").forEach(heads::add);
            cursor = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!cursor.isEmpty());
        return heads;
    }

    private Map<String, Object> said(Map<String, ?> body) {
        var said = new LinkedHashMap<String, Object>(body);
        said.put("tenant", tenant);
        said.put("author", "controller");
        said.put("reason", "a year");
        return said;
    }

    private static JsonNode sent(String method, String url, Map<String, ?> body) {
        Response answer = RestAssured.given()
                .contentType("application/json")
                .body(written(body))
                .request(method, url);
        assertThat(answer.statusCode())
                .as("%s %s with %s: %s", method, url, body, answer.asString())
                .isLessThan(300);
        return read(answer.asString());
    }

    private static String written(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written: " + body, e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
