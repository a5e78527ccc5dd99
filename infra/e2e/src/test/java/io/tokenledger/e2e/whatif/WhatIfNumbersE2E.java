package io.tokenledger.e2e.whatif;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.tokenledger.e2e.Sender;
import io.tokenledger.e2e.Suite;
import io.tokenledger.e2e.TestLedger;
import io.tokenledger.stack.LocalStack;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The figures that anybody can work out on paper. */
@ExtendWith(Suite.class)
class WhatIfNumbersE2E {
    private static final Instant AT_LAUNCH_PRICES = Instant.parse("2025-05-05T10:00:00Z");
    private static final String MAY = "\"from\":\"2025-05\",\"to\":\"2025-06\"";

    @Test
    void thousandRequestsOfO3WouldHaveCostElevenPerCentOnO4Mini(LocalStack stack) throws Exception {
        String tenant = "whatif-thousand";
        book(
                stack,
                IntStream.range(0, 1_000)
                        .mapToObj(i -> use(tenant, "r" + i, AT_LAUNCH_PRICES.plusSeconds(60L * i), "o3", 10_000, 2_000))
                        .toList());
        String toO4Mini = "{\"from\":{\"model\":\"o3\"},\"to\":{\"model\":\"o4-mini\"}}";

        JsonPath then = ask(stack, tenant, MAY, toO4Mini);
        assertFigures(then, "180", "19.8", "160.2", "89");
        assertThat(then.getInt("baseline.requests")).isEqualTo(1_000);
        assertThat(then.getString("swaps[0].requests")).isEqualTo("1000");
        assertThat(then.getList("swaps[0].routes.from_model")).containsExactly("o3");

        assertFigures(ask(stack, tenant, MAY + ",\"prices_at\":\"now\"", toO4Mini), "36", "19.8", "16.2", "45");
        assertFigures(
                ask(stack, tenant, MAY + ",\"prices_at\":\"2025-06-09T23:59:59Z\"", toO4Mini),
                "180",
                "19.8",
                "160.2",
                "89");
        assertFigures(
                ask(stack, tenant, MAY + ",\"prices_at\":\"2025-06-10T00:00:00Z\"", toO4Mini),
                "36",
                "19.8",
                "16.2",
                "45");

        JsonPath flex = ask(
                stack,
                tenant,
                MAY + ",\"prices_at\":\"now\"",
                "{\"from\":{\"model\":\"o3\"},\"to\":{\"service_tier\":\"flex\"}}");
        assertFigures(flex, "36", "18", "18", "50");
        assertThat(new BigDecimal(flex.getString("scenario.cost")))
                .as("o3 on flex beside o4-mini on standard")
                .isLessThan(new BigDecimal("19.8"));

        JsonPath hybrid = ask(stack, tenant, MAY, """
                {"from":{"model":"o3"},"to":{"model":"o4-mini"},"share":"0.9"}""");
        assertFigures(hybrid, "180", "35.82", "144.18", "80.1");
        assertThat(hybrid.getString("swaps[0].requests")).isEqualTo("900");
    }

    @Test
    void bookOfAHundredThousandTokensCostsElevenCents(LocalStack stack) throws Exception {
        String tenant = "whatif-book";
        book(stack, List.of(use(tenant, "book", AT_LAUNCH_PRICES, "o3", 100_000, 0)));

        assertFigures(
                ask(stack, tenant, MAY, "{\"from\":{\"model\":\"o3\"},\"to\":{\"model\":\"o4-mini\"}}"),
                "1",
                "0.11",
                "0.89",
                "89");
    }

    /** o4-mini takes 200 000 tokens of input and output together, and writes at most 100 000. */
    @Test
    void requestOverTheWindowOrTheOutputLimitStaysAndIsShownApart(LocalStack stack) throws Exception {
        String tenant = "whatif-window";
        book(
                stack,
                List.of(
                        use(tenant, "below", AT_LAUNCH_PRICES, "gpt-4.1", 189_999, 10_000),
                        use(tenant, "on it", AT_LAUNCH_PRICES, "gpt-4.1", 190_000, 10_000),
                        use(tenant, "above", AT_LAUNCH_PRICES, "gpt-4.1", 190_001, 10_000),
                        use(tenant, "longest", AT_LAUNCH_PRICES, "gpt-4.1", 1_000, 100_000),
                        use(tenant, "too long", AT_LAUNCH_PRICES, "gpt-4.1", 1_000, 100_001)));

        JsonPath answer = ask(stack, tenant, MAY, "{\"from\":{\"model\":\"gpt-4.1\"},\"to\":{\"model\":\"o4-mini\"}}");

        assertThat(answer.getString("swaps[0].requests")).isEqualTo("3");
        assertThat(answer.getList("excluded.reason")).containsExactlyInAnyOrder("context_window", "output_limit");
        assertExcluded(answer, "context_window", "1", "0.460002");
        assertExcluded(answer, "output_limit", "1", "0.802008");
        // The two that fit, the long answer, and what stays as it was.
        assertThat(answer.getString("scenario.cost"))
                .isEqualTo(sum("0.2529989", "0.253", "0.4411", "0.460002", "0.802008"));
    }

    /** Over 272 000 input tokens gpt-5.4 costs $5 and $22.50 and not $2.50 and $15. */
    @Test
    void contextTierOfTheTargetIsThatOfTheRequest(LocalStack stack) throws Exception {
        String tenant = "whatif-tier";
        Instant at = Instant.parse("2026-04-04T04:04:04Z");
        book(
                stack,
                List.of(
                        use(tenant, "on it", at, "gpt-4.1", 272_000, 1_000),
                        use(tenant, "above", at, "gpt-4.1", 272_001, 1_000)));
        String april = "\"from\":\"2026-04\",\"to\":\"2026-05\"";
        String swap = "{\"from\":{\"model\":\"gpt-4.1\"},\"to\":{\"model\":\"gpt-5.4\"}%s}";

        assertThat(ask(stack, tenant, april, swap.formatted("")).getString("scenario.cost"))
                .isEqualTo(sum("0.695", "1.382505"));
        // One more token in 272 000: 1.000004 of each.
        assertThat(ask(stack, tenant, april, swap.formatted(",\"input_token_ratio\":\"1.000004\""))
                        .getString("scenario.cost"))
                .isEqualTo(sum("1.38250544", "1.38251044002"));
    }

    @Test
    void whatHasNoPriceIsNeitherFreeNorMoved(LocalStack stack) throws Exception {
        String tenant = "whatif-unpriced";
        book(
                stack,
                List.of(
                        use(tenant, "unknown", AT_LAUNCH_PRICES, "a-model-of-our-own", 10_000, 2_000),
                        use(tenant, "known", AT_LAUNCH_PRICES, "o3", 10_000, 2_000)));

        JsonPath answer = ask(
                stack,
                tenant,
                MAY + ",\"group_by\":[\"model\"]",
                "{\"from\":{\"model\":[\"a-model-of-our-own\",\"o3\"]},\"to\":{\"model\":\"o4-mini\"}}");

        assertFigures(answer, "0.18", "0.0198", "0.1602", "89");
        assertThat(answer.getInt("baseline.unpriced_requests")).isEqualTo(1);
        assertThat(answer.getString("excluded[0].reason")).isEqualTo("baseline_unpriced");
        assertThat(answer.getString("excluded[0].requests")).isEqualTo("1");
        assertThat(answer.getString("lines.find { it.group.model == 'a-model-of-our-own' }.baseline_cost"))
                .as("the cost of what has no price")
                .isNull();
    }

    private static void assertExcluded(JsonPath answer, String reason, String requests, String cost) {
        String line = "excluded.find { it.reason == '" + reason + "' }.";
        assertThat(answer.getString(line + "requests")).isEqualTo(requests);
        assertThat(answer.getString(line + "cost")).isEqualTo(cost);
    }

    private static void assertFigures(
            JsonPath answer, String baseline, String scenario, String savings, String percent) {
        assertThat(answer.getString("baseline.cost")).isEqualTo(baseline);
        assertThat(answer.getString("scenario.cost")).isEqualTo(scenario);
        assertThat(answer.getString("savings.amount")).isEqualTo(savings);
        assertThat(answer.getString("savings.percent")).isEqualTo(percent);
    }

    private static String sum(String... dollars) {
        return List.of(dollars).stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static Use use(String tenant, String id, Instant at, String model, long input, long output) {
        return new Use(
                tenant,
                id,
                at,
                Map.of("provider", "openai", "model", model, "service_tier", "standard"),
                Map.of(),
                Map.of("input", input, "output", output, "requests", 1L),
                Set.of());
    }

    private static void book(LocalStack stack, List<Use> uses) throws Exception {
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            uses.forEach(use -> sender.kafka(use.bytes()));
            sender.flush();
            ledger.awaitEntries(uses.getFirst().tenant(), uses.size());
        }
    }

    private static JsonPath ask(LocalStack stack, String tenant, String more, String swap) {
        return given().baseUri(stack.reportUrl())
                .contentType("application/json")
                .body("{%s,\"filter\":{\"tenant\":\"%s\"},\"swaps\":[%s]}".formatted(more, tenant, swap))
                .post("/v1/what-if")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
