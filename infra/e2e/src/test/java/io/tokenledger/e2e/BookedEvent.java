package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tokenledger.stack.LocalStack;
import java.time.Duration;

/** What the pricing service says became of an event. */
final class BookedEvent {
    /** Where the events of these tests say that they come from. */
    static final String SOURCE = "e2e";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private BookedEvent() {}

    /** Waits until it is booked. */
    static JsonPath of(LocalStack stack, String tenant, String id) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ask(stack, tenant, id), answer -> answer.statusCode() == 200)
                .jsonPath();
    }

    private static Response ask(LocalStack stack, String tenant, String id) {
        return given().baseUri(stack.pricingUrl())
                .queryParam("tenant", tenant)
                .queryParam("source", SOURCE)
                .queryParam("id", id)
                .get("/v1/ledger/events");
    }
}
