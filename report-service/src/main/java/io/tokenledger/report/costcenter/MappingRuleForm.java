package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.Wish.Action;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads what is wanted of a mapping rule from the body of a request. Pure. */
final class MappingRuleForm {
    private static final int MOST_POSITION = 1_000_000;

    /** Between the positions of rules that were not given one, so that others find a place between them. */
    static final int GAP = 10;

    private MappingRuleForm() {}

    /** @param free position that it takes where it names none */
    static Wish created(JsonFields body, int free) {
        body.requiredText("cost_center");
        if (!body.isObject("conditions")) {
            throw ReportError.FIELD_MISSING.because(body.name("conditions")
                    + " is missing: an object of values by attribute is expected; an empty one fits everything");
        }
        ObjectNode fields = fields(body);
        if (!fields.has("position")) {
            fields.put("position", free);
        }
        return new Wish(Kind.MAPPING_RULE, Action.CREATE, UUID.randomUUID().toString(), fields);
    }

    /** Fields that the body does not name stay as they are. */
    static Wish changed(UUID id, JsonFields body) {
        return new Wish(Kind.MAPPING_RULE, Action.CHANGE, id.toString(), fields(body));
    }

    static Wish moved(UUID id, int position) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("position", position);
        return new Wish(Kind.MAPPING_RULE, Action.CHANGE, id.toString(), fields);
    }

    private static ObjectNode fields(JsonFields body) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (body.has("position")) {
            fields.put("position", position(body));
        }
        JsonFields conditions = body.object("conditions");
        if (conditions != null) {
            fields.set("conditions", OrganisationFields.conditions(conditions(conditions)));
        }
        if (body.has("cost_center")) {
            fields.put("cost_center", CostCenterForm.code(body.name("cost_center"), body.storableText("cost_center")));
        }
        return fields;
    }

    private static int position(JsonFields body) {
        BigDecimal position = body.decimal("position", "1", String.valueOf(MOST_POSITION));
        if (position == null || position.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because(
                    body.name("position") + " is " + position + ": a whole number is expected");
        }
        return position.intValueExact();
    }

    private static List<Condition> conditions(JsonFields object) {
        List<Condition> conditions = new ArrayList<>();
        for (String attribute : object.names()) {
            if (!Condition.isAttribute(attribute)) {
                throw ReportError.FIELD_UNKNOWN.because(
                        "'" + object.name(attribute)
                                + "' is nothing that a rule can look at: team, project, app, environment, user, key and tag.<key> are");
            }
            List<String> values = object.texts(attribute).stream().distinct().toList();
            if (values.isEmpty()) {
                throw ReportError.FIELD_INVALID.because(object.name(attribute)
                        + " has no value: one or more are expected; \"\" stands for usage that does not say it");
            }
            conditions.add(new Condition(attribute, values));
        }
        return conditions;
    }

    /** The next one behind all rules that are there on some day. */
    static int free(OrganisationBook book) {
        return book.rules().stream().mapToInt(MappingRule::position).max().orElse(0) / GAP * GAP + GAP;
    }

    /** The names of the fields of a rule, and others. */
    static String[] fieldsAnd(String... others) {
        return Stream.concat(OrganisationFields.OF_RULE.stream(), Stream.of(others))
                .toArray(String[]::new);
    }
}
