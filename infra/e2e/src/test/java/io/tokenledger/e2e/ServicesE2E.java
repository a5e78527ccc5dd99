package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Service;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every service offers to those who run it and to those who write against it. */
@ExtendWith(Suite.class)
class ServicesE2E {
    private static final Map<Service, List<String>> ENDPOINTS = Map.of(
            Service.INGEST, List.of("post /v1/events"),
            Service.PRICING,
                    List.of(
                            "post /v1/quotes",
                            "get /v1/prices",
                            "post /v1/prices",
                            "post /v1/prices/{priceId}/withdrawal",
                            "post /v1/prices/imports",
                            "get /v1/price-changes",
                            "get /v1/price-adjustments",
                            "post /v1/price-adjustments",
                            "post /v1/price-adjustments/{adjustmentId}/withdrawal",
                            "get /v1/meters",
                            "post /v1/meters",
                            "get /v1/contracts",
                            "post /v1/contracts/volume-tiers",
                            "post /v1/contracts/commitments",
                            "post /v1/contracts/provisioned-throughput",
                            "post /v1/contracts/settlements",
                            "get /v1/contracts/terms/{id}/status",
                            "post /v1/contracts/terms/{id}/withdraw",
                            "get /v1/fx-rates",
                            "post /v1/fx-rates/imports",
                            "get /v1/ledger/checks",
                            "get /v1/ledger/events",
                            "get /v1/ledger/conflicts",
                            "get /v1/ledger/unpriced",
                            "get /v1/ledger/closings",
                            "post /v1/ledger/closings",
                            "post /v1/repricings",
                            "get /v1/repricings",
                            "get /v1/repricings/{id}"),
            Service.REPORT,
                    List.of(
                            "get /v1/chargeback",
                            "get /v1/usage",
                            "get /v1/intake",
                            "get /v1/alert-rules",
                            "post /v1/alert-rules",
                            "delete /v1/alert-rules/{id}",
                            "get /v1/alert-rules/{id}",
                            "put /v1/alert-rules/{id}",
                            "get /v1/alert-rules/{id}/status",
                            "get /v1/alerts",
                            "get /v1/alerts/{id}",
                            "post /v1/alerts/{id}/acknowledge",
                            "post /v1/alerts/{id}/silence",
                            "post /v1/alerts/{id}/unsilence",
                            "get /v1/budget-watch",
                            "get /v1/budgets",
                            "post /v1/budgets",
                            "post /v1/budgets/check",
                            "get /v1/budgets/export",
                            "post /v1/budgets/imports",
                            "delete /v1/budgets/reservations/{id}",
                            "post /v1/budgets/reservations/{id}/settle",
                            "delete /v1/budgets/{id}",
                            "get /v1/budgets/{id}",
                            "put /v1/budgets/{id}",
                            "get /v1/budgets/{id}/history",
                            "get /v1/budgets/{id}/periods",
                            "get /v1/budgets/{id}/status",
                            "get /v1/channels",
                            "post /v1/channels",
                            "delete /v1/channels/{id}",
                            "get /v1/channels/{id}",
                            "put /v1/channels/{id}",
                            "get /v1/channels/{id}/deliveries",
                            "post /v1/channels/{id}/deliveries/retry",
                            "post /v1/channels/{id}/deliveries/{delivery}/retry",
                            "post /v1/channels/{id}/secrets",
                            "post /v1/channels/{id}/test",
                            "get /v1/forecast"));

    @ParameterizedTest
    @EnumSource
    void isAliveAndReady(Service service, LocalStack stack) {
        for (String path : List.of("/q/health", "/q/health/live", "/q/health/ready")) {
            given().baseUri(stack.service(service).url())
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("UP"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsPrometheusOfItsProcess(Service service, LocalStack stack) {
        String metrics = given().baseUri(stack.service(service).url())
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(metrics).contains("# TYPE jvm_memory_used_bytes gauge", "process_uptime_seconds");
        assertThat(metrics.lines())
                .allMatch(line -> line.isEmpty() || line.matches("#.*|[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? \\S+"));
    }

    @ParameterizedTest
    @EnumSource
    void describesEveryEndpointWithWhatItAnswers(Service service, LocalStack stack) {
        JsonPath api = given().baseUri(stack.service(service).url())
                .accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(api.getString("openapi")).startsWith("3.");
        assertThat(api.getString("info.title")).contains("TokenLedger");
        Map<String, Map<String, Object>> paths = api.getMap("paths");
        for (String endpoint : ENDPOINTS.getOrDefault(service, List.of())) {
            String[] methodAndPath = endpoint.split(" ", 2);
            assertThat(paths).as(endpoint).containsKey(methodAndPath[1]);
            assertThat(paths.get(methodAndPath[1])).as(endpoint).containsKey(methodAndPath[0]);
            Map<String, Object> responses =
                    api.getMap("paths.'" + methodAndPath[1] + "'." + methodAndPath[0] + ".responses");
            assertThat(responses)
                    .as(endpoint)
                    .containsAnyOf(
                            Map.entry("200", responses.getOrDefault("200", "")),
                            Map.entry("201", responses.getOrDefault("201", "")),
                            Map.entry("202", responses.getOrDefault("202", "")),
                            Map.entry("204", responses.getOrDefault("204", "")));
        }
        assertThat(unresolved(api)).as("references that lead nowhere").isEmpty();
    }

    /** A description is valid only if everything it refers to is in it. */
    private static List<String> unresolved(JsonPath api) {
        Map<String, Map<String, Object>> components = api.getMap("components");
        return Pattern.compile("#/components/(\\w+)/([\\w.-]+)")
                .matcher(api.prettify())
                .results()
                .filter(reference ->
                        !components.getOrDefault(reference.group(1), Map.of()).containsKey(reference.group(2)))
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void showsItsDescriptionToAPerson(Service service, LocalStack stack) {
        given().baseUri(stack.service(service).url())
                .get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .contentType("text/html");
    }
}
