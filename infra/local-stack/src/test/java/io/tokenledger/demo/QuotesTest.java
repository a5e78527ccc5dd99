package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2025-04-20T00:00:00Z");

    /** o3 as it was in April 2025: $10 in, $2.50 cached, $40 out per million; flex half. Refuses what a service would. */
    private static String price(String body) {
        try {
            ArrayNode answers = JSON.createArrayNode();
            for (JsonNode request : JSON.readTree(body)) {
                JsonNode usage = request.path("usage");
                long input = usage.path("input_tokens").longValue();
                long cached = usage.path("cached_input_tokens").longValue();
                long output = usage.path("output_tokens").longValue();
                assertThat(input).isBetween(cached, 10_000_000_000L);
                assertThat(output).isBetween(usage.path("reasoning_tokens").longValue(), 10_000_000_000L);
                assertThat(request.path("at").asText()).isEqualTo("2025-04-20T00:00:00Z");
                assertThat(request.path("model").asText()).isEqualTo("o3");
                BigDecimal cost = new BigDecimal("0.00001")
                        .multiply(BigDecimal.valueOf(input - cached))
                        .add(new BigDecimal("0.0000025").multiply(BigDecimal.valueOf(cached)))
                        .add(new BigDecimal("0.00004").multiply(BigDecimal.valueOf(output)));
                boolean flex = request.path("service_tier").asText().equals("flex");
                answers.addObject()
                        .put("status", "priced")
                        .put("cost", (flex ? cost.multiply(new BigDecimal("0.5")) : cost).toPlainString());
            }
            return answers.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Chargeback.Line line(String tier, long input, long cached, long output, long reasoning) {
        return new Chargeback.Line(
                Map.of("model", "o3", "service_tier", tier), 1, input, cached, output, reasoning, BigDecimal.ONE, 0);
    }

    @Test
    void sumOfLinesIsQuotedExactlyAlsoBeyondTheLargestCountOfAQuote() throws Exception {
        try (FakeService pricing = new FakeService(200, QuotesTest::price);
                ServiceClient client = new ServiceClient()) {
            BigDecimal cost = new Quotes(client, pricing.url())
                    .cost(
                            List.of(
                                    line("standard", 25_000_000_001L, 1_000_000_000L, 3, 1),
                                    line("flex", 2_000_000, 1_000_000, 1_000_000, 999_999)),
                            "o3",
                            AT);
            // standard: 24 000 000 001 x $10/M + 1 000 M x $2.50/M + 3 x $40/M; flex: half of $10 + $2.50 + $40
            assertThat(cost).isEqualByComparingTo("242526.25013");
            assertThat(pricing.asked).containsExactly("POST /v1/quotes");
        }
    }

    @Test
    void noUsageCostsNothingAndAsksNobody() throws Exception {
        try (FakeService pricing = new FakeService(200, QuotesTest::price);
                ServiceClient client = new ServiceClient()) {
            assertThat(new Quotes(client, pricing.url()).cost(List.of(), "o3", AT))
                    .isZero();
            assertThat(pricing.asked).isEmpty();
        }
    }

    @Test
    void aQuoteWithoutAPriceIsAFailureAndNotZero() throws Exception {
        try (FakeService pricing = new FakeService(200, body -> "[{\"status\":\"unpriced\"}]");
                ServiceClient client = new ServiceClient()) {
            Quotes quotes = new Quotes(client, pricing.url());
            assertThatThrownBy(() -> quotes.cost(List.of(line("standard", 10, 0, 0, 0)), "o3", AT))
                    .isInstanceOf(DemoFailure.class)
                    .hasMessageStartingWith("no price for o3 at 2025-04-20T00:00:00Z");
        }
    }
}
