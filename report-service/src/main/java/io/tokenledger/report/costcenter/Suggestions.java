package io.tokenledger.report.costcenter;

import io.tokenledger.report.usage.Usage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules that evidence speaks for. All values of an attribute that belong to the same cost centre make one rule; the rule that
 * attributes most of what is still unattributed comes first, so that the fewest rules cover the most. Pure.
 */
final class Suggestions {
    private Suggestions() {}

    /**
     * A rule to be: an attribute, a cost centre, and the values with what speaks for each.
     *
     * @param open usage that it would attribute; shrinks
     */
    private record Candidate(String subject, String costCenter, Map<String, Evidence> byValue, List<MappedUsage> open) {
        Usage gain() {
            return Weight.sum(open.stream().map(MappedUsage::usage).toList());
        }

        boolean fits(MappedUsage usage) {
            String value = usage.attributes().get(subject);
            return value != null && byValue.containsKey(value);
        }

        /** Of the values that have usage which is still open, the heaviest first. */
        List<Evidence> evidence() {
            return split(subject, open).entrySet().stream()
                    .map(value -> Map.entry(
                            value.getKey(),
                            Weight.sum(value.getValue().stream()
                                    .map(MappedUsage::usage)
                                    .toList())))
                    .sorted(Map.Entry.<String, Usage>comparingByValue(Weight.HEAVIEST_FIRST)
                            .thenComparing(Map.Entry.comparingByKey()))
                    .flatMap(value -> Stream.ofNullable(byValue.get(value.getKey())))
                    .toList();
        }
    }

    /**
     * The rules, in the order in which they are to be asked.
     *
     * @param subjects attributes that a rule may be about
     * @param centers that a rule may lead to
     */
    static List<Suggestion> of(List<MappedUsage> usage, List<String> subjects, List<CostCenter> centers, int most) {
        List<Candidate> candidates = candidates(usage, subjects, centers);
        List<Suggestion> suggestions = new ArrayList<>();
        Usage covered = Usage.NONE;
        while (suggestions.size() < most) {
            Candidate best = heaviest(candidates);
            if (best == null) {
                break;
            }
            covered = covered.plus(best.gain());
            suggestions.add(new Suggestion(best.subject(), best.costCenter(), best.gain(), covered, best.evidence()));
            candidates.remove(best);
            candidates.forEach(other -> other.open().removeIf(best::fits));
        }
        return suggestions;
    }

    private static @Nullable Candidate heaviest(List<Candidate> candidates) {
        IdentityHashMap<Candidate, Usage> gains = new IdentityHashMap<>();
        candidates.stream()
                .filter(candidate -> !candidate.open().isEmpty())
                .forEach(candidate -> gains.put(candidate, candidate.gain()));
        return gains.entrySet().stream()
                .filter(candidate -> candidate.getValue().requests() > 0)
                .min(Map.Entry.<Candidate, Usage>comparingByValue(Weight.HEAVIEST_FIRST)
                        .thenComparing(candidate -> candidate.getKey().subject())
                        .thenComparing(candidate -> candidate.getKey().costCenter()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static List<Candidate> candidates(
            List<MappedUsage> usage, List<String> subjects, List<CostCenter> centers) {
        List<Candidate> candidates = new ArrayList<>();
        for (String subject : subjects) {
            Map<String, Map<String, Usage>> attributed = Evidence.attributed(subject, usage);
            Map<String, Candidate> byCenter = new TreeMap<>();
            split(subject, usage.stream().filter(MappedUsage::isUnattributed).toList())
                    .forEach((value, open) -> Evidence.of(
                                    subject, value, attributed.getOrDefault(value, Map.of()), centers)
                            .ifPresent(found -> {
                                Candidate candidate = byCenter.computeIfAbsent(
                                        found.costCenter(),
                                        center -> new Candidate(subject, center, new TreeMap<>(), new ArrayList<>()));
                                candidate.byValue().put(value, found);
                                candidate.open().addAll(open);
                            }));
            candidates.addAll(byCenter.values());
        }
        return candidates;
    }

    /** By value. One that has a star would, in a rule, stand for others too: it is left out. */
    private static SortedMap<String, List<MappedUsage>> split(String subject, List<MappedUsage> usage) {
        SortedMap<String, List<MappedUsage>> byValue = new TreeMap<>();
        for (MappedUsage each : usage) {
            String value = each.attributes().get(subject);
            if (value != null && value.indexOf('*') < 0) {
                byValue.computeIfAbsent(value, _ -> new ArrayList<>()).add(each);
            }
        }
        return byValue;
    }
}
