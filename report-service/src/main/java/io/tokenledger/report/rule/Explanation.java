package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Contributor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which apps and models explain that an hour is unusual: those that are furthest from their own mean of the same hour in the
 * weeks before. Pure.
 */
final class Explanation {
    private static final int SHOWN = 3;
    private static final int PLACES = 12;

    private Explanation() {}

    /**
     * The three with the largest excess; where the hour is poor, with the largest lack.
     *
     * @param weeks amounts by app and model: of the hour itself, then of the same hour in each week before
     * @param unit of the amounts
     */
    static List<Contributor> of(List<Map<Map<String, String>, BigDecimal>> weeks, String unit, boolean above) {
        Map<Map<String, String>, BigDecimal> excesses = excesses(weeks);
        Comparator<BigDecimal> order = above ? Comparator.reverseOrder() : Comparator.naturalOrder();
        List<Map.Entry<Map<String, String>, BigDecimal>> sameSign = excesses.entrySet().stream()
                .filter(one -> one.getValue().signum() == (above ? 1 : -1))
                .sorted(Map.Entry.<Map<String, String>, BigDecimal>comparingByValue(order)
                        .thenComparing(one -> one.getKey().toString()))
                .toList();
        BigDecimal all = sameSign.stream().map(Map.Entry::getValue).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sameSign.stream()
                .limit(SHOWN)
                .map(one -> new Contributor(
                        one.getKey(),
                        LedgerSumsReader.plain(one.getValue()),
                        unit,
                        one.getValue().divide(all, 4, RoundingMode.HALF_EVEN).toPlainString()))
                .toList();
    }

    /** Weeks in which nothing at all was used were before the beginning, or an outage: they say nothing of a mean. */
    private static Map<Map<String, String>, BigDecimal> excesses(List<Map<Map<String, String>, BigDecimal>> weeks) {
        List<Map<Map<String, String>, BigDecimal>> before = weeks.subList(1, weeks.size()).stream()
                .filter(week -> !week.isEmpty())
                .toList();
        Set<Map<String, String>> groups = new HashSet<>();
        weeks.forEach(week -> groups.addAll(week.keySet()));
        Map<Map<String, String>, BigDecimal> excesses = new HashMap<>();
        for (Map<String, String> group : groups) {
            BigDecimal mean = before.isEmpty()
                    ? BigDecimal.ZERO
                    : before.stream()
                            .map(week -> week.getOrDefault(group, BigDecimal.ZERO))
                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                            .divide(BigDecimal.valueOf(before.size()), PLACES, RoundingMode.HALF_EVEN);
            excesses.put(
                    group, weeks.getFirst().getOrDefault(group, BigDecimal.ZERO).subtract(mean));
        }
        return excesses;
    }
}
