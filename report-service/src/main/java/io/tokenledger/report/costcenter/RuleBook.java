package io.tokenledger.report.costcenter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules that are in force together, made ready to be asked a million times: usage is looked at only through the
 * attributes that some rule names, a rule is found by the exact values of one of its conditions, and answers are remembered.
 */
final class RuleBook {
    private static final int MOST_REMEMBERED = 100_000;
    private static final int[] NONE = {};

    private final List<MappingRule> rules;
    private final List<String> subjects;
    private final CompiledCondition[][] conditions;
    private final Attribution[] attributions;
    private final int[] open;
    private final List<Map<String, int[]>> anchored = new ArrayList<>();
    private final Map<List<@Nullable String>, Attribution> remembered = new ConcurrentHashMap<>();

    RuleBook(List<MappingRule> inForce) {
        this.rules = inForce.stream()
                .sorted(Comparator.comparingInt(MappingRule::position))
                .toList();
        SortedSet<String> looked = new TreeSet<>();
        rules.forEach(rule -> rule.conditions().forEach(each -> looked.add(each.subject())));
        this.subjects = List.copyOf(looked);
        this.conditions = rules.stream().map(this::compiled).toArray(CompiledCondition[][]::new);
        this.attributions = rules.stream()
                .map(rule -> new Attribution(rule.costCenter(), rule.id()))
                .toArray(Attribution[]::new);
        this.open = anchor();
    }

    private CompiledCondition[] compiled(MappingRule rule) {
        return rule.conditions().stream()
                .map(each -> new CompiledCondition(each, subjects.indexOf(each.subject())))
                .toArray(CompiledCondition[]::new);
    }

    /** Puts each rule under the values of its first exact condition; answers those that have none. */
    private int[] anchor() {
        List<Map<String, List<Integer>>> bySlot = new ArrayList<>();
        subjects.forEach(ignored -> bySlot.add(new HashMap<>()));
        List<Integer> free = new ArrayList<>();
        for (int rule = 0; rule < conditions.length; rule++) {
            var exact = Arrays.stream(conditions[rule])
                    .filter(CompiledCondition::isExact)
                    .findFirst();
            if (exact.isEmpty()) {
                free.add(rule);
                continue;
            }
            for (String value : exact.get().exactValues()) {
                bySlot.get(exact.get().slot())
                        .computeIfAbsent(value, ignored -> new ArrayList<>())
                        .add(rule);
            }
        }
        for (Map<String, List<Integer>> slot : bySlot) {
            Map<String, int[]> ready = new HashMap<>();
            slot.forEach((value, found) -> ready.put(value, array(found)));
            anchored.add(ready);
        }
        return array(free);
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** By position. */
    List<MappingRule> rules() {
        return rules;
    }

    /** What the rules look at, tags as {@code tag.<key>}. */
    List<String> subjects() {
        return subjects;
    }

    Attribution attribute(UsageAttributes usage) {
        @Nullable String[] values = values(usage);
        List<@Nullable String> key = Arrays.asList(values);
        Attribution known = remembered.get(key);
        if (known != null) {
            return known;
        }
        int rule = first(values);
        Attribution found = rule == rules.size() ? Attribution.NONE : attributions[rule];
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(key, found);
        }
        return found;
    }

    private int first(@Nullable String[] values) {
        int best = firstOf(open, values, rules.size());
        for (int slot = 0; slot < values.length; slot++) {
            String value = values[slot];
            if (value != null) {
                best = firstOf(anchored.get(slot).getOrDefault(value, NONE), values, best);
            }
        }
        return best;
    }

    private int firstOf(int[] candidates, @Nullable String[] values, int before) {
        for (int rule : candidates) {
            if (rule >= before) {
                return before;
            }
            if (failing(rule, values) < 0) {
                return rule;
            }
        }
        return before;
    }

    private int failing(int rule, @Nullable String[] values) {
        for (int at = 0; at < conditions[rule].length; at++) {
            if (!conditions[rule][at].holds(values)) {
                return at;
            }
        }
        return -1;
    }

    /** The first condition of the rule that does not hold; null: all hold. */
    @Nullable
    Condition failing(MappingRule rule, UsageAttributes usage) {
        int failing = failing(rules.indexOf(rule), values(usage));
        return failing < 0 ? null : rule.conditions().get(failing);
    }

    private @Nullable String[] values(UsageAttributes usage) {
        @Nullable String[] values = new @Nullable String[subjects.size()];
        for (int slot = 0; slot < values.length; slot++) {
            values[slot] = usage.said(subjects.get(slot));
        }
        return values;
    }
}
