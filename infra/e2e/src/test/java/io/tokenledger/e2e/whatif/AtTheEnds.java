package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the savings are where an assumption is at one of its ends, each alone and all at the one where it alone saves least
 * or most.
 */
final class AtTheEnds {
    private final List<Map<String, BigDecimal>> expected;
    private final Function<List<Map<String, BigDecimal>>, BigDecimal> savings;
    private final List<String> differences = new ArrayList<>();

    /**
     * @param expected of every swap, the value of each assumption
     * @param savings exact, in 1e-12 of a dollar, for other values of the assumptions
     */
    AtTheEnds(List<Map<String, BigDecimal>> expected, Function<List<Map<String, BigDecimal>>, BigDecimal> savings) {
        this.expected = expected;
        this.savings = savings;
    }

    /** What the answer says otherwise; nothing: all is as it must be. */
    List<String> differences(JsonNode answer) {
        BigDecimal inBetween = savings.apply(expected);
        var worst = copy();
        var best = copy();
        for (JsonNode told : answer.get("assumptions")) {
            int swap = told.get("swap").asInt() - 1;
            String name = told.get("name").asText();
            Ratio ratio = Ratio.read(told);
            BigDecimal atLow = savings.apply(with(swap, name, ratio.low()));
            BigDecimal atHigh = savings.apply(with(swap, name, ratio.high()));
            compare("swap " + (swap + 1) + " " + name + " savings_at_low", told.get("savings_at_low"), atLow);
            compare("swap " + (swap + 1) + " " + name + " savings_at_high", told.get("savings_at_high"), atHigh);
            boolean lowSavesMore = atLow.compareTo(atHigh) > 0;
            worst.get(swap).put(name, lowSavesMore ? ratio.high() : ratio.low());
            best.get(swap).put(name, lowSavesMore ? ratio.low() : ratio.high());
        }
        compare("range low", answer.at("/range/low"), savings.apply(worst).min(inBetween));
        compare("range high", answer.at("/range/high"), savings.apply(best).max(inBetween));
        return differences;
    }

    private void compare(String place, JsonNode dollars, BigDecimal pico) {
        BigDecimal rounded = pico.setScale(0, RoundingMode.HALF_EVEN);
        if (Figures.pico(dollars).compareTo(rounded) != 0) {
            differences.add(place + " is " + Figures.pico(dollars).toPlainString() + ", its events add up to "
                    + rounded.toPlainString());
        }
    }

    private List<Map<String, BigDecimal>> with(int swap, String name, BigDecimal value) {
        var changed = copy();
        changed.get(swap).put(name, value);
        return changed;
    }

    private List<Map<String, BigDecimal>> copy() {
        var copy = new ArrayList<Map<String, BigDecimal>>();
        expected.forEach(values -> copy.add(new HashMap<>(values)));
        return copy;
    }
}
