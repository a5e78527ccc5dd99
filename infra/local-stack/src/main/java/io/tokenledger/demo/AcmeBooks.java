package io.tokenledger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.sample.SampleCompany;
import java.net.URI;
import java.time.YearMonth;
import java.util.List;

/**
 * How the sample company keeps its books, said over HTTP as a controller would: its cost centres, who pays for which team's
 * usage, a fee that everybody shares, and a month that one person begins to close and another closes.
 */
final class AcmeBooks {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Code, name, the one above it, and the team whose usage it pays. */
    private record Center(String code, String name, String parent, String team) {}

    private static final List<Center> CENTERS = List.of(
            new Center("ACME", "Acme", "", ""),
            new Center("PRODUCT", "Product", "ACME", ""),
            new Center("TECH", "Technology", "ACME", ""),
            new Center("BUSINESS", "Business", "ACME", ""),
            new Center("4100", "Search", "PRODUCT", "search"),
            new Center("4200", "Support", "PRODUCT", "support"),
            new Center("5100", "Engineering", "TECH", "engineering"),
            new Center("5200", "Data", "TECH", "data"),
            new Center("5900", "Model gateway", "TECH", ""),
            new Center("6100", "Marketing", "BUSINESS", "marketing"),
            new Center("6200", "Finance", "BUSINESS", "finance"));

    private static final String GATEWAY = "5900";

    private final ServiceClient client;
    private final String reportUrl;

    AcmeBooks(ServiceClient client, URI reportUrl) {
        this.client = client;
        this.reportUrl = reportUrl.toString().replaceFirst("/$", "");
    }

    /** Everything that a month's statements rest on. */
    void open(YearMonth month) throws DemoFailure, InterruptedException {
        ObjectNode settings = said("two people close a month");
        settings.put("timezone", SampleCompany.ZONE.getId())
                .put("currency", "USD")
                .put("two_persons", true);
        settings.putObject("limits").put("unpriced", "0.02");
        client.put(URI.create(reportUrl + "/v1/accounting-settings"), settings);
        post("/v1/cost-centers/reorganisations", organisation(month));
        post(
                "/v1/manual-items",
                said("the gateway's own cost")
                        .put("kind", "fee")
                        .put("name", "gateway")
                        .put("cost_center", GATEWAY)
                        .put("day", month.atEndOfMonth().toString())
                        .put("currency", "USD")
                        .put("amount", "250"));
        post(
                "/v1/allocation-rules",
                said("who uses more pays more of the gateway")
                        .put("name", "gateway")
                        .put("position", 1)
                        .put("origin", "cost_center/" + GATEWAY)
                        .put("method", "direct_cost")
                        .put("valid_from", month.atDay(1).toString()));
    }

    private ObjectNode organisation(YearMonth month) {
        ObjectNode organisation = said("as the company is set up")
                .put("valid_from", month.atDay(1).toString());
        ArrayNode changes = organisation.putArray("changes");
        ArrayNode rules = organisation.putArray("rules");
        for (Center center : CENTERS) {
            ObjectNode change = changes.addObject()
                    .put("action", "create")
                    .put("code", center.code())
                    .put("name", center.name());
            if (!center.parent().isEmpty()) {
                change.put("parent", center.parent());
            }
            if (!center.team().isEmpty()) {
                ObjectNode rule = rules.addObject().put("action", "create").put("cost_center", center.code());
                rule.putObject("conditions").putArray("team").add(center.team());
            }
        }
        return organisation;
    }

    /** Begun by one, closed by another, who says why there is no vendor's bill yet to hold it against. */
    JsonNode close(YearMonth month) throws DemoFailure, InterruptedException {
        String period = "/v1/periods/" + month;
        String tenant = "?tenant=" + SampleCompany.TENANT;
        post(period + "/closing" + tenant, decision("ann"));
        return post(
                period + "/close" + tenant,
                decision("bob").put("override_reason", "a sample has no vendor's bill to be held against"));
    }

    private static ObjectNode decision(String author) {
        return JSON.objectNode().put("author", author).put("reason", "month end");
    }

    /** The final statements of a month. */
    JsonNode statements(YearMonth month) throws DemoFailure, InterruptedException {
        return client.get(URI.create(reportUrl + "/v1/statements?status=final&limit=200&tenant=" + SampleCompany.TENANT
                        + "&period=" + month))
                .path("statements");
    }

    /** Code and name of a cost centre; of what is not attributed, that. */
    static String title(String code) {
        return CENTERS.stream()
                .filter(center -> center.code().equals(code))
                .map(center -> code + " " + center.name())
                .findFirst()
                .orElse(code);
    }

    private JsonNode post(String path, JsonNode body) throws DemoFailure, InterruptedException {
        return client.post(URI.create(reportUrl + path), body);
    }

    private static ObjectNode said(String reason) {
        return JSON.objectNode()
                .put("tenant", SampleCompany.TENANT)
                .put("author", "ann")
                .put("reason", reason);
    }
}
