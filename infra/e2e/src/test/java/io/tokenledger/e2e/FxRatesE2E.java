package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tokenledger.stack.LocalStack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exchange rates from the file of the European Central Bank to a chargeback in euros, over HTTP. */
@ExtendWith(Suite.class)
class FxRatesE2E {
    private static final String TENANT = "fx-euros";

    @Test
    void dollarsAreToldInEurosOnceTheRatesOfTheirDaysAreImported(LocalStack stack) throws Exception {
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            // A Friday, a Sunday and a Monday, at $1.10 per million.
            sender.http(List.of(
                    event("friday", "2025-09-05T12:00:00Z"),
                    event("sunday", "2025-09-07T12:00:00Z"),
                    event("monday", "2025-09-08T00:00:00Z")));
            ledger.awaitEntries(TENANT, 3);
        }
        chargeback(stack, "EUR")
                .statusCode(422)
                .body("code", equalTo("currency.no_rate"))
                .body("detail", containsString("costs in USD of 2025-09-05"));

        String file = "Date, USD, JPY, \n08 September 2025, 1.25, 170.1, \n5 September 2025, 1.10, N/A, \n";
        imported(stack, file, Map.of("dry_run", "true"))
                .body("import_id", nullValue())
                .body("added", equalTo(3));
        Map<String, String> why = Map.of("author", "e2e", "reason", "month end", "label", "eurofxref");
        imported(stack, file, why).body("import_id", notNullValue()).body("not_available", equalTo(1));
        imported(stack, file, why).body("import_id", nullValue()).body("unchanged", equalTo(3));

        // 1.10 / 1.10 twice, and 1.10 / 1.25.
        chargeback(stack, "EUR")
                .statusCode(200)
                .body("currency", equalTo("EUR"))
                .body("total.cost", equalTo("2.88"))
                .body("conversions", hasSize(1))
                .body("conversions[0].from", equalTo("USD"))
                .body("conversions[0].source", equalTo("ECB"))
                .body("conversions[0].rate_dates", equalTo(Map.of("first", "2025-09-05", "last", "2025-09-08")));
        assertThat(chargeback(stack, "USD").extract().jsonPath().getString("total.cost"))
                .isEqualTo("3.3");

        rates(stack, Map.of("currency", "USD", "at", "2025-09-07"))
                .statusCode(200)
                .body("base", equalTo("EUR"))
                .body("rate", equalTo("1.1"))
                .body("rate_date", equalTo("2025-09-05"))
                .body("known_from", notNullValue());
        rates(stack, Map.of("currency", "JPY", "from", "2025-09-01", "to", "2025-10-01"))
                .body("rates.rate", contains("170.1"))
                .body("rates[0]", aMapWithSize(8));
        rates(stack, Map.of("currency", "JPY", "at", "2025-09-05"))
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("fx.no_rate"));
    }

    @Test
    void faultyFileIsRefusedWithItsFaults(LocalStack stack) {
        given().baseUri(stack.pricingUrl())
                .contentType("text/csv")
                .body("Date,USD,\n2025-09-06,-1,\n")
                .post("/v1/fx-rates/imports?format=ecb&author=e2e&reason=r")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("fx.file_invalid"))
                .body(
                        "errors[0]",
                        equalTo(Map.of("line", 2, "column", "USD", "value", "-1", "rule", "a rate is above zero")));
    }

    @Test
    void fileLargerThanAnyOfTheBankIsRefused(LocalStack stack) {
        given().baseUri(stack.pricingUrl())
                .contentType("text/csv")
                .body(new byte[20_000_001])
                .post("/v1/fx-rates/imports?format=ecb&dry_run=true")
                .then()
                .statusCode(413)
                .body("code", equalTo("body.too_large"))
                .body("detail", containsString("20000000 bytes"));
    }

    private static ValidatableResponse imported(LocalStack stack, String file, Map<String, String> query) {
        return given().baseUri(stack.pricingUrl())
                .contentType("text/csv")
                .queryParam("format", "ecb")
                .queryParams(query)
                .body(file)
                .post("/v1/fx-rates/imports")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse rates(LocalStack stack, Map<String, String> query) {
        return given().baseUri(stack.pricingUrl())
                .queryParams(query)
                .get("/v1/fx-rates")
                .then();
    }

    private static ValidatableResponse chargeback(LocalStack stack, String currency) {
        return given().baseUri(stack.reportUrl())
                .queryParams(
                        Map.of("filter.tenant", TENANT, "from", "2025-09-01", "to", "2025-10-01", "currency", currency))
                .get("/v1/chargeback")
                .then();
    }

    private static TestEvent event(String id, String at) {
        return new TestEvent(TENANT, id, Instant.parse(at), "search", "o4-mini", "standard", 1_000_000, 0, 0, 0);
    }
}
