package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of an answer by where they stand, so that two answers can be laid beside each other. Amounts are sums of
 * exact 1e-12 of a dollar, and rounded only when they are shown.
 */
final class Figures {
    private final SortedMap<String, BigDecimal> sums = new TreeMap<>();

    /** Before any rounding. */
    BigDecimal savings() {
        return sums.getOrDefault("baseline cost", BigDecimal.ZERO)
                .subtract(sums.getOrDefault("scenario cost", BigDecimal.ZERO));
    }

    void add(String place, BigDecimal amount) {
        sums.merge(place, amount, BigDecimal::add);
    }

    /**
     * As a text each: amounts half-even in whole pico, requests as they are. Savings are the difference of what is shown,
     * so that a reader who subtracts finds them.
     */
    SortedMap<String, String> shown() {
        var shown = new TreeMap<String, String>();
        sums.forEach((place, sum) ->
                shown.put(place, plain(place.endsWith("requests") ? sum : sum.setScale(0, RoundingMode.HALF_EVEN))));
        for (String place : sums.keySet()) {
            if (place.endsWith(" baseline_cost")) {
                String of = place.substring(0, place.length() - "baseline_cost".length());
                shown.put(of + "savings", difference(shown, place, of + "scenario_cost"));
            }
        }
        if (sums.containsKey("baseline cost")) {
            shown.put("savings amount", difference(shown, "baseline cost", "scenario cost"));
        }
        return shown;
    }

    private static String difference(Map<String, String> shown, String minuend, String subtrahend) {
        return plain(new BigDecimal(shown.getOrDefault(minuend, "0"))
                .subtract(new BigDecimal(shown.getOrDefault(subtrahend, "0"))));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** What the service answers, in the same places. */
    static SortedMap<String, String> read(JsonNode answer) {
        var figures = new TreeMap<String, String>();
        put(figures, "baseline ", answer.get("baseline"), "requests", "cost", "unpriced_requests");
        put(figures, "scenario ", answer.get("scenario"), "cost");
        put(figures, "savings ", answer.get("savings"), "amount");
        for (JsonNode line : answer.get("lines")) {
            put(
                    figures,
                    "line " + group(line.get("group")) + " ",
                    line,
                    "requests",
                    "baseline_cost",
                    "scenario_cost",
                    "savings");
        }
        for (JsonNode swap : answer.get("swaps")) {
            put(
                    figures,
                    "swap " + swap.get("swap") + " ",
                    swap,
                    "requests",
                    "baseline_cost",
                    "scenario_cost",
                    "savings");
        }
        var excluded = new Figures();
        for (JsonNode line : answer.get("excluded")) {
            String place =
                    "excluded " + line.get("swap") + " " + line.get("reason").asText() + " ";
            excluded.add(place + "requests", new BigDecimal(line.get("requests").asText()));
            excluded.add(place + "cost", pico(line.get("cost")));
        }
        figures.putAll(excluded.shown());
        return figures;
    }

    private static void put(SortedMap<String, String> figures, String place, JsonNode from, String... names) {
        for (String name : names) {
            JsonNode value = from.get(name);
            if (value == null) {
                throw new AssertionError("no " + name + " in " + from);
            }
            figures.put(place + name, plain(name.endsWith("requests") ? new BigDecimal(value.asText()) : pico(value)));
        }
    }

    static BigDecimal pico(JsonNode dollars) {
        return dollars.isNull() ? BigDecimal.ZERO : new BigDecimal(dollars.asText()).movePointRight(12);
    }

    private static String group(JsonNode group) {
        var values = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> field : group.properties()) {
            values.put(
                    field.getKey(),
                    field.getValue().isNull() ? "" : field.getValue().asText());
        }
        return values.toString();
    }
}
