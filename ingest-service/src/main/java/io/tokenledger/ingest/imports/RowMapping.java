package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which column holds which field, and which fields are the same on every line. A column that is named like a field holds
 * it, unless something else is said of that field.
 *
 * @param columns by field name, what {@code map.<field>=<column>} says
 * @param constants by field name, what {@code set.<field>=<value>} says; a constant goes before a column of that name
 */
public record RowMapping(Map<String, String> columns, Map<String, String> constants) {
    static final String NATIVE_TYPE = "io.tokenledger.usage.v1";

    public RowMapping {
        columns = new TreeMap<>(columns);
        constants = new TreeMap<>(constants);
    }

    /** Refuses fields that do not exist, blank columns, and a field with both a column and a constant. */
    RowMapping checked() throws Refusal {
        for (var column : columns.entrySet()) {
            TargetField.named(column.getKey(), "map." + SafeText.cleaned(column.getKey(), SafeText.QUOTED_CHARS));
            if (column.getValue().isBlank()) {
                throw invalid("map." + column.getKey() + " is blank: it names a column");
            }
            if (constants.containsKey(column.getKey())) {
                throw invalid("map." + column.getKey() + " and set." + column.getKey() + " are both there: send one");
            }
        }
        for (var constant : constants.entrySet()) {
            TargetField.named(constant.getKey(), "set." + SafeText.cleaned(constant.getKey(), SafeText.QUOTED_CHARS));
            if (constant.getKey().equals("id")) {
                throw invalid("set.id is there: an id is of one line, so it is mapped or comes from the content");
            }
            if (constant.getValue().isBlank()) {
                throw invalid("set." + constant.getKey() + " is blank: leave it out");
            }
        }
        return this;
    }

    /** Refuses fields that what a provider reports cannot take from a constant or column: counts. */
    RowMapping checkedWithoutCounts(String what) throws Refusal {
        for (Map<String, String> fields : List.of(columns, constants)) {
            for (String name : fields.keySet()) {
                if (TargetField.named(name, "the mapping").isCount()) {
                    throw invalid(name + " is mapped or set: the counts of " + what + " are its own");
                }
            }
        }
        return this;
    }

    static Refusal invalid(String detail) {
        return new Refusal(IngestError.IMPORT_MAPPING_INVALID, detail);
    }

    /** An event of our own form with what is the same on every line. */
    ObjectNode nativeEvent() throws Refusal {
        ObjectNode event = envelope(NATIVE_TYPE);
        for (var constant : constants.entrySet()) {
            field(constant.getKey()).put(event, constant.getValue());
        }
        return event;
    }

    /** An envelope of that type, without data. */
    static ObjectNode envelope(String type) {
        return JsonNodeFactory.instance.objectNode().put("specversion", "1.0").put("type", type);
    }

    /** Puts what is the same on every line where the event says nothing. */
    void fillConstants(ObjectNode event) throws Refusal {
        for (var constant : constants.entrySet()) {
            TargetField field = field(constant.getKey());
            if (!field.isIn(event)) {
                field.put(event, constant.getValue());
            }
        }
    }

    /** Puts the fields whose columns were named. A name with points is looked for whole, then as a path. */
    void fillColumns(ObjectNode event, JsonNode row) throws Refusal {
        for (var column : columns.entrySet()) {
            field(column.getKey()).put(event, value(row, column.getValue()));
        }
    }

    private static JsonNode value(JsonNode row, String column) {
        JsonNode direct = row.get(column);
        if (direct != null || column.indexOf('.') < 0) {
            return direct == null ? JsonNodeFactory.instance.missingNode() : direct;
        }
        JsonNode at = row;
        for (String step : column.split("\\.", -1)) {
            at = at.path(step);
        }
        return at;
    }

    /** The field that a column's own name stands for; null where it is none, or is taken from elsewhere. */
    @Nullable
    TargetField fieldNamedLike(String column) {
        return columns.containsKey(column) || constants.containsKey(column)
                ? null
                : TargetField.find(column).orElse(null);
    }

    private static TargetField field(String name) throws Refusal {
        return TargetField.named(name, "the mapping");
    }
}
