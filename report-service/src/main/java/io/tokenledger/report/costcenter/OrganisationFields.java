package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.costcenter.CostCenter.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cost centres and rules from and to the fields that are kept of them. Pure. */
final class OrganisationFields {
    static final List<String> OF_CENTER = List.of("name", "parent", "owner", "currency", "gl_account", "view");
    static final List<String> OF_RULE = List.of("position", "conditions", "cost_center");

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private OrganisationFields() {}

    static ObjectNode parse(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a change of the organisation is not readable", broken);
        }
    }

    static CostCenter center(String tenant, String code, Life.State state) {
        ObjectNode fields = state.fields();
        return new CostCenter(
                tenant,
                code,
                fields.path("name").textValue(),
                text(fields, "parent"),
                text(fields, "owner"),
                text(fields, "currency"),
                text(fields, "gl_account"),
                View.valueOf(fields.path("view").textValue().toUpperCase(Locale.ROOT)),
                state.from(),
                state.until());
    }

    static MappingRule rule(String tenant, String id, Life.State state) {
        ObjectNode fields = state.fields();
        return new MappingRule(
                UUID.fromString(id),
                tenant,
                fields.path("position").intValue(),
                conditions(fields.path("conditions")),
                fields.path("cost_center").textValue(),
                state.from(),
                state.until());
    }

    private static List<Condition> conditions(JsonNode object) {
        List<Condition> conditions = new ArrayList<>();
        object.properties().forEach(field -> {
            List<String> values = new ArrayList<>();
            field.getValue().forEach(value -> values.add(value.textValue()));
            conditions.add(new Condition(field.getKey(), values));
        });
        return conditions;
    }

    static ObjectNode conditions(List<Condition> conditions) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        conditions.forEach(condition -> {
            var values = object.putArray(condition.attribute());
            condition.values().forEach(values::add);
        });
        return object;
    }

    private static @Nullable String text(ObjectNode fields, String name) {
        return fields.path(name).textValue();
    }
}
