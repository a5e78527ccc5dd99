package io.tokenledger.report.usage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one group.
 *
 * @param group a value per dimension, in the order of the question; null: not attributed
 */
public record UsageRow(List<@Nullable String> group, Usage usage) {
    /** By cost, the highest first; then by the group's values, what is not attributed last. */
    public static final Comparator<UsageRow> HIGHEST_COST_FIRST = Comparator.comparing(
                    (UsageRow row) -> row.usage().pricedCostPico())
            .reversed()
            .thenComparing(UsageRow::group, UsageRow::compareGroups);

    public UsageRow {
        group = Collections.unmodifiableList(new ArrayList<>(group));
    }

    /** A group's values by the names of their dimensions, in order. */
    public static Map<String, @Nullable String> byName(List<String> names, List<@Nullable String> group) {
        Map<String, @Nullable String> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            named.put(names.get(i), group.get(i));
        }
        return named;
    }

    /** All rows together. */
    public static Usage total(List<UsageRow> rows) {
        return rows.stream().map(UsageRow::usage).reduce(Usage.NONE, Usage::plus);
    }

    private static int compareGroups(List<@Nullable String> left, List<@Nullable String> right) {
        Comparator<@Nullable String> byValue = Comparator.nullsLast(Comparator.naturalOrder());
        for (int i = 0; i < left.size(); i++) {
            int order = byValue.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
