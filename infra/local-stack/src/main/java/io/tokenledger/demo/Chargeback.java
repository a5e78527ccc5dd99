package io.tokenledger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer of {@code GET /v1/chargeback}. */
record Chargeback(List<Line> lines, Line total) {
    /**
     * @param group the value of each dimension; the empty text where usage has none
     * @param cost exact, in dollars, of what has a price; null where nothing has one: unknown, not zero
     * @param unpricedRequests requests that are in no cost because they have no price yet
     */
    record Line(
            Map<String, String> group,
            long requests,
            long inputTokens,
            long cachedInputTokens,
            long outputTokens,
            long reasoningTokens,
            @Nullable BigDecimal cost,
            long unpricedRequests) {
        static final Line NOTHING = new Line(Map.of(), 0, 0, 0, 0, 0, BigDecimal.ZERO, 0);

        /** The cost of what has a price; zero where nothing has: for adding up, not for showing. */
        BigDecimal pricedCost() {
            return cost == null ? BigDecimal.ZERO : cost;
        }

        /** The value of that dimension; the empty text where usage has none. */
        String of(String dimension) {
            return group.getOrDefault(dimension, "");
        }
    }

    static Chargeback read(JsonNode json) throws DemoFailure {
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : json.path("lines")) {
            lines.add(line(line));
        }
        return new Chargeback(List.copyOf(lines), line(json.path("total")));
    }

    private static Line line(JsonNode json) throws DemoFailure {
        Map<String, String> group = new TreeMap<>();
        json.path("group")
                .properties()
                .forEach(value -> group.put(
                        value.getKey(),
                        value.getValue().isNull() ? "" : value.getValue().asText()));
        JsonNode cost = json.path("cost");
        if (!cost.isTextual() && !cost.isNull()) {
            throw new DemoFailure("a line of the chargeback has no cost: " + json);
        }
        return new Line(
                Map.copyOf(group),
                json.path("requests").longValue(),
                json.path("input_tokens").longValue(),
                json.path("cached_input_tokens").longValue(),
                json.path("output_tokens").longValue(),
                json.path("reasoning_tokens").longValue(),
                cost.isNull() ? null : new BigDecimal(cost.textValue()),
                json.path("unpriced_requests").longValue());
    }
}
