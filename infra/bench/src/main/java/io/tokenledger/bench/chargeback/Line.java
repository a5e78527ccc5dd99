package io.tokenledger.bench.chargeback;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a group used, as both peers say it.
 *
 * @param costPico null: nothing of it has a price
 */
record Line(
        long requests,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        long reasoningTokens,
        @Nullable BigInteger costPico,
        long unpricedRequests) {

    /** The lines of an answer of the endpoint, by team and model. */
    static Map<String, Line> of(JsonNode answer) {
        Map<String, Line> lines = new TreeMap<>();
        for (JsonNode line : answer.get("lines")) {
            JsonNode cost = line.get("cost");
            lines.put(
                    line.at("/group/team").asText() + " "
                            + line.at("/group/model").asText(),
                    new Line(
                            line.get("requests").asLong(),
                            line.get("input_tokens").asLong(),
                            line.get("cached_input_tokens").asLong(),
                            line.get("output_tokens").asLong(),
                            line.get("reasoning_tokens").asLong(),
                            cost == null || cost.isNull()
                                    ? null
                                    : new BigDecimal(cost.asText())
                                            .movePointRight(12)
                                            .toBigIntegerExact(),
                            line.get("unpriced_requests").asLong()));
        }
        return lines;
    }
}
