package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer says that it took for granted. */
final class Told {
    private Told() {}

    /** The instant that the question means; null: each event's own time. What "now" was, the answer tells. */
    static @Nullable Instant pricesAt(Question question, JsonNode answer) {
        String asked = question.pricesAt();
        if (asked == null) {
            return null;
        }
        if (asked.equals("now")) {
            Instant told = Instant.parse(answer.get("prices_at").asText());
            if (Duration.between(told, Instant.now()).abs().compareTo(Duration.ofMinutes(2)) > 0) {
                throw new AssertionError("now is " + told + " for the service");
            }
            return told;
        }
        return asked.contains("T")
                ? Instant.parse(asked)
                : LocalDate.parse(asked).atStartOfDay(question.zone()).toInstant();
    }

    /** What was set must be told as it was set; the rest is as the answer says that it was assumed. */
    static List<Map<String, BigDecimal>> assumed(Question question, JsonNode answer) {
        var assumed = new ArrayList<Map<String, BigDecimal>>();
        for (Swap swap : question.swaps()) {
            var values = new HashMap<String, BigDecimal>();
            Swap.ASSUMPTIONS.forEach(name ->
                    values.put(name, swap.ratios().getOrDefault(name, Ratio.ONE).expected()));
            assumed.add(values);
        }
        for (JsonNode told : answer.get("assumptions")) {
            int swap = told.get("swap").asInt() - 1;
            String name = told.get("name").asText();
            Ratio set = question.swaps().get(swap).ratios().get(name);
            Ratio said = Ratio.read(told);
            if (set != null && !set.saysTheSameAs(said)) {
                throw new AssertionError(name + " was set to " + set + ", the answer says " + told);
            }
            assumed.get(swap).put(name, said.expected());
        }
        return assumed;
    }
}
