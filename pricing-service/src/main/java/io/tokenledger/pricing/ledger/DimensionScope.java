package io.tokenledger.pricing.ledger;

import io.tokenledger.pricing.json.JsonForm;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which attributions are meant: those that have all of the values asked for. Nothing asked for is all of them. */
public record DimensionScope(Map<Field, String> values) {
    /** What can be asked for; the columns of usage_dimension. */
    public enum Field {
        TENANT("tenant", "tenant_id"),
        TEAM("team", "team"),
        PROJECT("project", "project"),
        APP("app", "app"),
        ENVIRONMENT("environment", "environment"),
        PROVIDER("provider", "provider"),
        MODEL("model", "model"),
        SERVICE_TIER("service_tier", "service_tier"),
        REASONING_EFFORT("reasoning_effort", "reasoning_effort"),
        REGION("region", "region");

        private final String id;
        private final String column;

        Field(String id, String column) {
            this.id = id;
            this.column = column;
        }

        /** The name on the wire. */
        public String id() {
            return id;
        }
    }

    public DimensionScope {
        values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    /** Reads the object in the form's field {@code scope}. */
    public static DimensionScope read(JsonForm form) {
        Set<String> known = Arrays.stream(Field.values()).map(Field::id).collect(Collectors.toSet());
        JsonForm scope = form.object("scope", known);
        var values = new EnumMap<Field, String>(Field.class);
        for (Field field : Field.values()) {
            String value = scope.text(field.id());
            if (value != null) {
                values.put(field, value);
            }
        }
        return new DimensionScope(values);
    }

    /** The tenant asked for; '' is every tenant. */
    public String tenantOrAll() {
        return values.getOrDefault(Field.TENANT, "");
    }

    /** The names and values asked for, as they are written in JSON. */
    public Map<String, String> byName() {
        var byName = new LinkedHashMap<String, String>();
        values.forEach((field, value) -> byName.put(field.id(), value));
        return byName;
    }

    /** A condition on {@code usage_dimension} with a parameter for every value. */
    public String condition(String alias) {
        return values.isEmpty()
                ? "true"
                : values.keySet().stream()
                        .map(field -> alias + "." + field.column + " = ?")
                        .collect(Collectors.joining(" AND "));
    }

    /** Sets the parameters of {@link #condition}. */
    public void bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (String value : values.values()) {
            statement.setString(index++, value);
        }
    }
}
