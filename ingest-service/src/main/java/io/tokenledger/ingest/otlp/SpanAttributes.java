package io.tokenledger.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes by their names. They may hold content: only what is asked for by name leaves. */
final class SpanAttributes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, AnyValue> byName;

    private SpanAttributes(Map<String, AnyValue> byName) {
        this.byName = byName;
    }

    /** Of a name that stands twice, which OTLP forbids, the last counts. */
    static SpanAttributes of(List<KeyValue> attributes) {
        var byName = new HashMap<String, AnyValue>();
        attributes.forEach(attribute -> byName.put(attribute.getKey(), attribute.getValue()));
        return new SpanAttributes(byName);
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** Whether it is there with a value. */
    boolean has(String name) {
        AnyValue value = byName.get(name);
        return value != null && value.getValueCase() != AnyValue.ValueCase.VALUE_NOT_SET;
    }

    /** The text of that attribute; null where it is absent or no text. */
    @Nullable
    String text(String name) {
        AnyValue value = byName.get(name);
        return value != null && value.hasStringValue() ? value.getStringValue() : null;
    }

    /** The attribute as a label: texts, whole numbers and flags are; null where it is anything else, or blank. */
    @Nullable
    String label(String name) {
        AnyValue value = byName.get(name);
        if (value == null) {
            return null;
        }
        String label =
                switch (value.getValueCase()) {
                    case STRING_VALUE -> value.getStringValue();
                    case INT_VALUE -> Long.toString(value.getIntValue());
                    case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
                    default -> "";
                };
        return label.isBlank() ? null : label;
    }

    /** The attribute as JSON; null where it is absent. */
    @Nullable
    JsonNode json(String name) {
        AnyValue value = byName.get(name);
        return value == null ? null : json(value);
    }

    private static JsonNode json(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> JSON.textNode(value.getStringValue());
            case BOOL_VALUE -> JSON.booleanNode(value.getBoolValue());
            case INT_VALUE -> JSON.numberNode(value.getIntValue());
            case DOUBLE_VALUE -> fraction(value.getDoubleValue());
            case ARRAY_VALUE -> array(value.getArrayValue().getValuesList());
            case KVLIST_VALUE -> object(value.getKvlistValue().getValuesList());
            default -> JSON.nullNode();
        };
    }

    /** Never a count: it keeps its point, so that whoever wants a whole number refuses it. */
    private static JsonNode fraction(double value) {
        return Double.isFinite(value) ? JSON.numberNode(BigDecimal.valueOf(value)) : JSON.nullNode();
    }

    private static ArrayNode array(List<AnyValue> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(value -> array.add(json(value)));
        return array;
    }

    private static ObjectNode object(List<KeyValue> values) {
        ObjectNode object = JSON.objectNode();
        values.forEach(value -> object.set(value.getKey(), json(value.getValue())));
        return object;
    }
}
