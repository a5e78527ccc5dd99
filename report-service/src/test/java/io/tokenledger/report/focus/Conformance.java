package io.tokenledger.report.focus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies the validator model's rules to a file. A rule applies where its criteria are supported, and those of a composite
 * that it is a part of. A composite's condition is a condition of its parts.
 */
final class Conformance {
    /** What came of a rule. */
    sealed interface Verdict {
        record Passed() implements Verdict {}

        record Failed(String why) implements Verdict {}

        /** A part of a composite of which one part is enough: it is judged there. */
        record Alternative() implements Verdict {}

        record NotApplied(String reason) implements Verdict {}

        /** The model has no check, and neither have we, nor a reason why not. */
        record Unknown() implements Verdict {}
    }

    private final Map<String, ModelRule> rules;
    private final Set<String> unsupported;
    private final RuleChecks checks;
    private final FocusTable file;
    private final Map<String, List<ModelRule>> wholes = new HashMap<>();
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

    private Conformance(Map<String, ModelRule> rules, Set<String> unsupported, RuleChecks checks, FocusTable file) {
        this.rules = rules;
        this.unsupported = unsupported;
        this.checks = checks;
        this.file = file;
        rules.values()
                .forEach(whole -> whole.parts()
                        .forEach(part -> wholes.computeIfAbsent(part, _ -> new ArrayList<>())
                                .add(whole)));
    }

    /** The verdict on every rule. */
    static Map<String, Verdict> of(
            Map<String, ModelRule> rules, Set<String> unsupported, RuleChecks checks, FocusTable file) {
        Conformance conformance = new Conformance(rules, unsupported, checks, file);
        rules.values().forEach(conformance::verdict);
        return new TreeMap<>(conformance.verdicts);
    }

    private Verdict verdict(ModelRule rule) {
        Verdict known = verdicts.get(rule.id());
        if (known == null) {
            known = judge(rule);
            verdicts.put(rule.id(), known);
        }
        return known;
    }

    private Verdict judge(ModelRule rule) {
        String criterion = missing(rule);
        if (criterion != null) {
            return new Verdict.NotApplied("not supported: " + criterion);
        }
        if (rule.composite()) {
            return composite(rule);
        }
        if (wholes.getOrDefault(rule.id(), List.of()).stream().anyMatch(ModelRule::anyPart)) {
            return new Verdict.Alternative();
        }
        if (rule.permits()) {
            return new Verdict.NotApplied("a permission: nothing can go against it");
        }
        if (rule.dynamic()) {
            return dynamic(rule);
        }
        return why(rule.requirement(), rule);
    }

    private Verdict dynamic(ModelRule rule) {
        DynamicChecks.Check ours = DynamicChecks.CHECKS.get(rule.id());
        if (ours != null) {
            return verdict(ours.problem(file));
        }
        String reason = DynamicReasons.REASONS.get(rule.id());
        return reason == null ? new Verdict.Unknown() : new Verdict.NotApplied(reason);
    }

    private static Verdict verdict(@Nullable String problem) {
        return problem == null ? new Verdict.Passed() : new Verdict.Failed(problem);
    }

    private Verdict composite(ModelRule rule) {
        List<String> failed = new ArrayList<>();
        boolean any = false;
        for (String id : rule.parts()) {
            ModelRule part = Objects.requireNonNull(rules.get(id), id);
            Verdict verdict = rule.anyPart() ? why(part.requirement(), part) : verdict(part);
            any |= verdict instanceof Verdict.Passed;
            if (verdict instanceof Verdict.Failed) {
                failed.add(id);
            }
        }
        boolean passed = rule.anyPart() ? any : failed.isEmpty();
        return passed ? new Verdict.Passed() : new Verdict.Failed("parts failed: " + failed);
    }

    private @Nullable String missing(ModelRule rule) {
        for (String criterion : rule.criteria()) {
            if (unsupported.contains(criterion)) {
                return criterion;
            }
        }
        String missing = null;
        for (ModelRule whole : wholes.getOrDefault(rule.id(), List.of())) {
            missing = missing(whole);
            if (missing == null) {
                return null;
            }
        }
        return missing;
    }

    private Verdict why(JsonNode requirement, ModelRule rule) {
        return switch (requirement.path("CheckFunction").asText()) {
            case "ColumnPresent" -> {
                String column = requirement.get("ColumnName").textValue();
                yield verdict(file.has(column) ? null : column + " is missing");
            }
            case "CheckDistinctCount" -> verdict(distinct(requirement));
            default -> verdict(firstAgainst(requirement, conditions(rule)));
        };
    }

    private List<JsonNode> conditions(ModelRule rule) {
        List<JsonNode> conditions = new ArrayList<>();
        if (rule.condition() != null
                && !rule.condition().isNull()
                && !rule.condition().isEmpty()) {
            conditions.add(rule.condition());
        }
        wholes.getOrDefault(rule.id(), List.of()).forEach(whole -> conditions.addAll(conditions(whole)));
        return conditions;
    }

    private @Nullable String firstAgainst(JsonNode requirement, List<JsonNode> conditions) {
        for (Map<String, String> row : file.rows()) {
            if (conditions.stream().allMatch(each -> checks.holds(each, row)) && !checks.holds(requirement, row)) {
                return requirement + " does not hold of " + row;
            }
        }
        return null;
    }

    private @Nullable String distinct(JsonNode requirement) {
        Map<String, Set<String>> seen = new HashMap<>();
        for (Map<String, String> row : file.rows()) {
            String key = row.get(requirement.get("ColumnAName").textValue());
            if (key != null) {
                seen.computeIfAbsent(key, _ -> new HashSet<>())
                        .add(String.valueOf(
                                row.get(requirement.get("ColumnBName").textValue())));
            }
        }
        int expected = requirement.get("ExpectedCount").intValue();
        return seen.entrySet().stream()
                .filter(each -> each.getValue().size() != expected)
                .map(Object::toString)
                .findFirst()
                .orElse(null);
    }
}
