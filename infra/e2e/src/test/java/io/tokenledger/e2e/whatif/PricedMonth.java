package io.tokenledger.e2e.whatif;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.tokenledger.e2e.Sender;
import io.tokenledger.e2e.TestLedger;
import io.tokenledger.e2e.whatif.OneByOne.Booked;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The month in the books: prices and contracts are published, the events sent through Kafka, the books closed up to a
 * day in the month; then a price comes late, and another was wrong and its events are repriced up to a day.
 */
final class PricedMonth {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "google", "whatif-cloud");
    /** Events before it were rated again when the price turned out wrong. */
    private static final Instant REPRICED_UNTIL = Instant.parse("2026-07-20T00:00:00Z");

    static final List<Factor> FACTORS = List.of(
            new Factor("", "in", "whatif-cloud", "heron", new BigDecimal("1.1")),
            new Factor(MonthOfUsage.COMPANY, "", "openai", "gpt-", new BigDecimal("0.85")));

    private final List<Booked> events;
    private final OwnBook book;

    private PricedMonth(List<Booked> events, OwnBook book) {
        this.events = events;
        this.book = book;
    }

    List<Booked> events() {
        return events;
    }

    OwnBook book() {
        return book;
    }

    static PricedMonth prepare(LocalStack stack) throws Exception {
        PublishedPrices.atFirst(stack);
        OwnBook before = read(stack);
        List<Use> uses = MonthOfUsage.events();
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            uses.forEach(use -> sender.kafka(use.bytes()));
            sender.flush();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> entries(ledger) == uses.size());
            post(stack, "/v1/ledger/closings", """
                    {"tenant":"%s","closed_until":"2026-07-10T00:00:00Z","author":"e2e","reason":"done"}""".formatted(MonthOfUsage.TRACES), 201);
            PublishedPrices.late(stack);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> waiting(ledger) == 0);
            PublishedPrices.corrected(stack);
            reprice(stack);
            assertThat(ledger.number("SELECT count(*) FROM ledger.profile_difference"))
                    .as("profile rows that differ")
                    .isZero();
        }
        OwnBook now = read(stack);
        var booked = new ArrayList<Booked>(uses.size());
        for (Use use : uses) {
            booked.add(new Booked(use, booked(use, before, now)));
        }
        return new PricedMonth(booked, now);
    }

    private static long entries(TestLedger ledger) throws Exception {
        return ledger.entries(MonthOfUsage.COMPANY) + ledger.entries(MonthOfUsage.TRACES);
    }

    private static long waiting(TestLedger ledger) throws Exception {
        return ledger.number("""
                SELECT count(*) FROM ledger.unpriced_wait w
                JOIN ledger.usage_dimension d ON d.tenant_id = w.tenant_id AND d.dimension_id = w.dimension_id
                WHERE w.tenant_id = ? AND d.model = 'late'""", MonthOfUsage.TRACES);
    }

    /** By the book of its booking; what had no price then, or was rated again, by the one of now. */
    private static @Nullable BigDecimal booked(Use use, OwnBook before, OwnBook now) {
        var key = new OwnBook.Key(
                use.tenant(),
                use.attribute("provider"),
                use.attribute("model"),
                use.attribute("service_tier"),
                use.attribute("region"));
        boolean repriced = use.attribute("model").equals("wrong") && use.at().isBefore(REPRICED_UNTIL);
        BigDecimal first = before.rate(key, use.at(), Move.quantities(use)).pico();
        return first != null && !repriced
                ? first
                : now.rate(key, use.at(), Move.quantities(use)).pico();
    }

    private static void reprice(LocalStack stack) {
        String id = post(stack, "/v1/repricings", """
                {"scope":{"tenant":"%s","model":"wrong"},"from":"2026-07-01T00:00:00Z","to":"%s","dry_run":false,
                 "author":"e2e","reason":"the list was wrong"}""".formatted(MonthOfUsage.TRACES, REPRICED_UNTIL), 202)
                .path("id");
        await().atMost(PATIENCE)
                .until(() -> given().baseUri(stack.pricingUrl())
                        .get("/v1/repricings/" + id)
                        .path("state")
                        .equals("done"));
    }

    static Response post(LocalStack stack, String path, String body, int status) {
        return given().baseUri(stack.pricingUrl())
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(status)
                .extract()
                .response();
    }

    /** Every price that stands, of the providers of these tests, and both tenants' contracts. */
    static OwnBook read(LocalStack stack) throws IOException {
        var rows = new ArrayList<PriceRow>();
        for (String provider : PROVIDERS) {
            rows.addAll(read(stack, Map.of("provider", provider, "tenant", MonthOfUsage.TRACES)));
        }
        return new OwnBook(rows, FACTORS);
    }

    private static List<PriceRow> read(LocalStack stack, Map<String, String> query) throws IOException {
        var rows = new ArrayList<PriceRow>();
        String cursor = "";
        do {
            var asked = given().baseUri(stack.pricingUrl())
                    .queryParams(query)
                    .queryParam("history", true)
                    .queryParam("limit", 1000);
            JsonNode page = JSON.readTree((cursor.isEmpty() ? asked : asked.queryParam("cursor", cursor))
                    .get("/v1/prices")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            for (JsonNode price : page.get("prices")) {
                if (price.get("known_until").isNull()
                        && price.get("currency").asText().equals("USD")) {
                    rows.add(PriceRow.read(price));
                }
            }
            cursor = page.get("next_cursor").isNull()
                    ? ""
                    : page.get("next_cursor").asText();
        } while (!cursor.isEmpty());
        return rows;
    }
}
