package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** An assumption: what is expected, and what it may be at the ends. */
record Ratio(BigDecimal low, BigDecimal expected, BigDecimal high) {
    static final Ratio ONE = new Ratio(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);

    static Ratio read(JsonNode json) {
        return new Ratio(
                new BigDecimal(json.get("low").asText()),
                new BigDecimal(json.get("expected").asText()),
                new BigDecimal(json.get("high").asText()));
    }

    boolean isOneNumber() {
        return low.compareTo(expected) == 0 && high.compareTo(expected) == 0;
    }

    boolean saysTheSameAs(Ratio other) {
        return low.compareTo(other.low) == 0
                && expected.compareTo(other.expected) == 0
                && high.compareTo(other.high) == 0;
    }
}
