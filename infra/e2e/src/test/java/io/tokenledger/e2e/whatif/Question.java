package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param from a date, or an RFC 3339 instant; so {@code to}
 * @param pricesAt null: each event at its own time; an instant, a date or {@code now}
 * @param atListPrices without contracts
 */
record Question(
        String from,
        String to,
        ZoneId zone,
        Map<String, List<String>> filter,
        List<Swap> swaps,
        @Nullable String pricesAt,
        boolean atListPrices,
        List<String> groupBy) {

    Instant begin() {
        return instant(from);
    }

    Instant end() {
        return instant(to);
    }

    private Instant instant(String text) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }

    /** Whether what it cost is rated anew, too. */
    boolean ratesBaseline() {
        return pricesAt != null || atListPrices;
    }

    /** The line that a use belongs to. */
    Map<String, String> group(Use use) {
        var group = new TreeMap<String, String>();
        LocalDate day = LocalDate.ofInstant(use.at(), zone);
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (String dimension : groupBy) {
            group.put(
                    dimension,
                    switch (dimension) {
                        case "day" -> day.toString();
                        case "week" -> monday.toString();
                        case "month" -> YearMonth.from(day).toString();
                        default -> use.attribute(dimension);
                    });
        }
        return group;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", from).put("to", to).put("timezone", zone.getId()).put("currency", "USD");
        ObjectNode filters = json.putObject("filter");
        filter.forEach((dimension, values) -> values.forEach(filters.withArray(dimension)::add));
        swaps.forEach(swap -> json.withArray("swaps").add(swap.json()));
        json.put("prices_at", pricesAt).put("prices", atListPrices ? "list" : "contract");
        groupBy.forEach(json.withArray("group_by")::add);
        return json;
    }

    Question withPeriod(Instant begin, Instant end) {
        return new Question(begin.toString(), end.toString(), zone, filter, swaps, pricesAt, atListPrices, groupBy);
    }

    Question withFilter(Map<String, List<String>> other) {
        return new Question(from, to, zone, other, swaps, pricesAt, atListPrices, groupBy);
    }

    Question withSwaps(List<Swap> others) {
        return new Question(from, to, zone, filter, others, pricesAt, atListPrices, groupBy);
    }

    Question withGroupBy(List<String> others) {
        return new Question(from, to, zone, filter, swaps, pricesAt, atListPrices, others);
    }

    Question withPrices(@Nullable String at, boolean list) {
        return new Question(from, to, zone, filter, swaps, at, list, groupBy);
    }
}
