package io.tokenledger.report.costcenter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of docs/cost-centers.md in the plainest way: the day on which an instant lies in the zone, all versions one by one,
 * and regular expressions.
 */
record NaiveOrganisation(ZoneId zone, List<CostCenter> versions, List<MappingRule> rules) {
    String costCenter(UsageAttributes usage, Instant at) {
        MappingRule best = null;
        for (MappingRule rule : rules) {
            boolean fits = isOn(day(at), rule.validFrom(), rule.validUntil())
                    && rule.conditions().stream().allMatch(condition -> holds(condition, usage));
            if (fits && (best == null || rule.position() < best.position())) {
                best = rule;
            }
        }
        return best == null ? "unattributed" : best.costCenter();
    }

    private static boolean holds(Condition condition, UsageAttributes usage) {
        Map<String, String> tags = usage.tags();
        String said =
                switch (condition.attribute()) {
                    case "team" -> usage.team();
                    case "project" -> usage.project();
                    case "app" -> usage.app();
                    case "environment" -> usage.environment();
                    case "user" -> usage.user();
                    case "key" -> tags.get("api_key");
                    default -> tags.get(condition.attribute().substring("tag.".length()));
                };
        return condition.values().stream().anyMatch(value -> fits(value, said));
    }

    private static boolean fits(String value, @Nullable String said) {
        if (said == null || said.isEmpty() || value.isEmpty()) {
            return value.isEmpty() && (said == null || said.isEmpty());
        }
        String pattern = Stream.of(value.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(said).matches();
    }

    @Nullable
    CostCenter center(String code, Instant at) {
        return versions.stream()
                .filter(each -> each.code().equals(code) && isOn(day(at), each.validFrom(), each.validUntil()))
                .findFirst()
                .orElse(null);
    }

    List<String> path(String code, Instant at) {
        CostCenter center = center(code, at);
        if (center == null) {
            return List.of();
        }
        List<String> path = new ArrayList<>(center.parent() == null ? List.of() : path(center.parent(), at));
        path.add(code);
        return path;
    }

    /** In the order of the alphabet. */
    List<String> subtree(String code, Instant at) {
        TreeSet<String> found = new TreeSet<>();
        versions.forEach(each -> {
            if (path(each.code(), at).contains(code)) {
                found.add(each.code());
            }
        });
        return List.copyOf(found);
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private static boolean isOn(LocalDate day, LocalDate from, @Nullable LocalDate until) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
