package io.tokenledger.report.costcenter;

import io.tokenledger.report.problem.ReportError;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tree and rules between two changes. */
record OrganisationSlice(CenterTree tree, RuleBook rules) {
    /** Nothing before the first change. */
    static final OrganisationSlice EMPTY = new OrganisationSlice(new CenterTree(List.of()), new RuleBook(List.of()));

    /** Refuses what does not fit together; {@code day} is for the message. */
    static OrganisationSlice checked(LocalDate day, List<CostCenter> centers, List<MappingRule> rules) {
        Map<String, CostCenter> byCode = new HashMap<>();
        for (CostCenter center : centers) {
            if (byCode.put(center.code(), center) != null) {
                throw new IllegalArgumentException("two versions of " + center.code() + " on " + day);
            }
        }
        centers.forEach(center -> refuseMissingParent(day, center, byCode));
        refuseCircles(day, centers, byCode);
        refuseRules(day, rules, byCode);
        return new OrganisationSlice(new CenterTree(centers), new RuleBook(rules));
    }

    private static void refuseMissingParent(LocalDate day, CostCenter center, Map<String, CostCenter> byCode) {
        if (center.parent() != null && !byCode.containsKey(center.parent())) {
            throw ReportError.COST_CENTER_PARENT_MISSING.because("parent '" + center.parent() + "' of '" + center.code()
                    + "' is not there on " + day + ": a parent is there on all days of its children");
        }
    }

    private static void refuseCircles(LocalDate day, List<CostCenter> centers, Map<String, CostCenter> byCode) {
        Set<String> sound = new HashSet<>();
        for (CostCenter center : centers) {
            Set<String> way = new HashSet<>();
            @Nullable CostCenter at = center;
            while (at != null && !sound.contains(at.code())) {
                if (!way.add(at.code())) {
                    throw ReportError.COST_CENTER_CIRCLE.because("on " + day + " '" + at.code() + "' is above itself");
                }
                at = at.parent() == null ? null : byCode.get(at.parent());
            }
            sound.addAll(way);
        }
    }

    private static void refuseRules(LocalDate day, List<MappingRule> rules, Map<String, CostCenter> byCode) {
        Map<Integer, MappingRule> byPosition = new HashMap<>();
        for (MappingRule rule : rules) {
            if (!byCode.containsKey(rule.costCenter())) {
                throw ReportError.MAPPING_RULE_COST_CENTER_MISSING.because("cost centre '" + rule.costCenter()
                        + "' of rule " + rule.id() + " is not there on " + day
                        + ": a rule's cost centre is there on all days of the rule");
            }
            MappingRule other = byPosition.put(rule.position(), rule);
            if (other != null) {
                throw ReportError.MAPPING_RULE_POSITION_TAKEN.because("position " + rule.position()
                        + " is that of rule " + other.id() + " and of rule " + rule.id() + " on " + day);
            }
        }
    }
}
