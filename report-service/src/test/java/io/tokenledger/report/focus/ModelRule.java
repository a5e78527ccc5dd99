package io.tokenledger.report.focus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule of the FinOps Foundation's validator model.
 *
 * @param criteria what a provider must support for the rule to apply: all of these
 * @param requirement a check, or null where the model has none
 * @param condition of the rows that are meant; null: all
 */
record ModelRule(
        String id,
        boolean composite,
        boolean dynamic,
        String reference,
        List<String> criteria,
        String keyword,
        String mustSatisfy,
        JsonNode requirement,
        JsonNode condition) {

    static Map<String, ModelRule> read(Path file) throws IOException {
        Map<String, ModelRule> rules = new LinkedHashMap<>();
        new ObjectMapper()
                .readTree(file.toFile())
                .get("ModelRules")
                .properties()
                .forEach(each -> {
                    JsonNode rule = each.getValue();
                    JsonNode validation = rule.get("ValidationCriteria");
                    List<String> criteria = new ArrayList<>();
                    rule.get("ApplicabilityCriteria").forEach(name -> criteria.add(name.textValue()));
                    rules.put(
                            each.getKey(),
                            new ModelRule(
                                    each.getKey(),
                                    rule.get("Function").textValue().equals("Composite"),
                                    rule.get("Type").textValue().equals("Dynamic"),
                                    rule.get("Reference").textValue(),
                                    criteria,
                                    validation.get("Keyword").textValue(),
                                    validation.get("MustSatisfy").textValue(),
                                    validation.get("Requirement"),
                                    validation.get("Condition")));
                });
        return rules;
    }

    /** The rules that a composite is made of. */
    List<String> parts() {
        List<String> parts = new ArrayList<>();
        if (composite) {
            requirement
                    .path("Items")
                    .forEach(item -> parts.add(item.get("ModelRuleId").textValue()));
        }
        return parts;
    }

    /** Of a composite: whether one of its parts is enough. */
    boolean anyPart() {
        return composite && requirement.path("CheckFunction").asText().equals("OR");
    }

    boolean permits() {
        return keyword.equals("MAY");
    }
}
