package io.tokenledger.report.budget;

import io.tokenledger.report.usage.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The budgets of a tenant, found by what usage says of itself. Each stands under the values of one dimension of its scope,
 * the one whose values the fewest other budgets ask for, so that little is looked at. Immutable and pure.
 */
final class TenantBudgets {
    static final TenantBudgets NONE = new TenantBudgets(List.of());

    /** A budget with its scope as it is asked for. */
    private record Scoped(int place, Budget budget, List<Condition> conditions) {
        boolean holds(Map<String, String> attribution) {
            for (Condition condition : conditions) {
                if (!condition.holds(attribution)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One dimension of a scope. */
    private record Condition(String dimension, boolean onlyInEntries, Set<String> values) {
        boolean holds(Map<String, String> attribution) {
            String value = attribution.get(dimension);
            return value == null ? !onlyInEntries && values.contains("") : values.contains(value);
        }
    }

    private final List<Budget> all;
    private final Map<UUID, Budget> byId;
    private final List<Budget> needingEntries;
    private final List<Scoped> ofEverything = new ArrayList<>();
    private final Map<String, Map<String, List<Scoped>>> byValue = new HashMap<>();

    /** @param budgets of one tenant, in the order in which they are answered */
    TenantBudgets(List<Budget> budgets) {
        this.all = List.copyOf(budgets);
        this.byId = budgets.stream().collect(Collectors.toUnmodifiableMap(Budget::id, Function.identity()));
        this.needingEntries = budgets.stream().filter(Budget::onlyInEntries).toList();
        Map<String, Map<String, Integer>> asked = asked(budgets);
        for (int place = 0; place < all.size(); place++) {
            place(new Scoped(place, all.get(place), conditions(all.get(place))), asked);
        }
    }

    List<Budget> all() {
        return all;
    }

    Map<UUID, Budget> byId() {
        return byId;
    }

    List<Budget> needingEntries() {
        return needingEntries;
    }

    List<Budget> holding(Map<String, String> attribution) {
        List<Scoped> found = new ArrayList<>(ofEverything);
        byValue.forEach((dimension, values) -> {
            for (Scoped scoped : values.getOrDefault(attribution.getOrDefault(dimension, ""), List.of())) {
                if (scoped.holds(attribution)) {
                    found.add(scoped);
                }
            }
        });
        found.sort(Comparator.comparingInt(Scoped::place));
        return found.stream().map(Scoped::budget).toList();
    }

    /** How many budgets ask for each value of each dimension. */
    private static Map<String, Map<String, Integer>> asked(List<Budget> budgets) {
        Map<String, Map<String, Integer>> asked = new HashMap<>();
        for (Budget budget : budgets) {
            budget.scope()
                    .forEach((dimension, values) ->
                            values.forEach(value -> asked.computeIfAbsent(dimension, _ -> new HashMap<>())
                                    .merge(value, 1, Integer::sum)));
        }
        return asked;
    }

    private void place(Scoped scoped, Map<String, Map<String, Integer>> asked) {
        Map<String, List<String>> scope = scoped.budget().scope();
        if (scope.isEmpty()) {
            ofEverything.add(scoped);
            return;
        }
        String rarest = scope.keySet().stream()
                .min(Comparator.comparingInt((String dimension) -> crowd(scope, dimension, asked))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        Map<String, List<Scoped>> values = byValue.computeIfAbsent(rarest, _ -> new HashMap<>());
        for (String value : Set.copyOf(scope.getOrDefault(rarest, List.of()))) {
            values.computeIfAbsent(value, _ -> new ArrayList<>()).add(scoped);
        }
    }

    private static int crowd(
            Map<String, List<String>> scope, String dimension, Map<String, Map<String, Integer>> asked) {
        Map<String, Integer> counts = asked.getOrDefault(dimension, Map.of());
        return scope.getOrDefault(dimension, List.of()).stream()
                .mapToInt(value -> counts.getOrDefault(value, 0))
                .max()
                .orElse(0);
    }

    private static List<Condition> conditions(Budget budget) {
        return budget.scope().entrySet().stream()
                .map(asked -> new Condition(
                        asked.getKey(), Dimension.named(asked.getKey()).onlyInEntries(), Set.copyOf(asked.getValue())))
                .toList();
    }
}
