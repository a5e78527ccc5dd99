package io.tokenledger.report.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.budget.CsvValues;
import io.tokenledger.report.console.RulePages.Field;
import io.tokenledger.report.console.RulePages.Form;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The forms that create rules, one for each kind, and the body of a request that such a form says. Pure. */
final class RuleFields {
    private static final String SCOPE = "scope";
    private static final String CHANNELS = "channels";
    private static final List<String> OF_ALL = List.of("name", "severity", SCOPE, CHANNELS);

    private RuleFields() {}

    static List<Form> forms() {
        return List.of(
                form(
                        "spend_anomaly",
                        "An hour is unusual",
                        choice("sensitivity", "Outside the interval of, %", "95", "80"),
                        text("margin", "Further outside, in half-widths", "1", true),
                        text("min_amount", "And by at least", "1", true),
                        text("currency", "Currency; empty: tokens", "USD", false),
                        choice("direction", "Told", "up", "both"),
                        text("timezone", "Time zone", "UTC", true)),
                form(
                        "unpriced_share",
                        "Too many requests without a price",
                        text("over", "More than, as a part of one", "0.05", true),
                        text("minutes", "Within minutes", "60", true),
                        text("min_requests", "Of at least so many requests", "100", true)),
                form(
                        "rejected_share",
                        "Too much was rejected",
                        text("over", "More than, as a part of one", "0.05", true),
                        text("hours", "Within hours", "1", true),
                        text("min_events", "Of at least so many events", "100", true)),
                form("ingest_silent", "Nothing is booked", text("minutes", "For minutes", "30", true)),
                form("ledger_drift", "The books do not add up"));
    }

    /** Fields that are empty are left out: they have their default. */
    static JsonFields body(String kind, Map<String, String> values) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("tenant", values.get("tenant")).put("kind", kind).put("name", values.get("name"));
        if (!values.getOrDefault("severity", "").isBlank()) {
            body.put("severity", values.get("severity"));
        }
        var channels = body.putArray(CHANNELS);
        listed(values.getOrDefault(CHANNELS, "")).forEach(channels::add);
        scope(body.putObject(SCOPE), values.getOrDefault(SCOPE, ""));
        ObjectNode condition = body.putObject("condition");
        for (Form form : forms()) {
            for (Field field : form.kind().equals(kind) ? form.fields() : List.<Field>of()) {
                String value = values.getOrDefault(field.name(), "").strip();
                if (!OF_ALL.contains(field.name()) && !value.isEmpty()) {
                    condition.put(field.name(), value);
                }
            }
        }
        return JsonFields.parse(body.toString());
    }

    /** {@code team = search; app = ranker}: a dimension named twice has both values. */
    private static void scope(ObjectNode scope, String text) {
        for (String part : listed(text)) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw ReportError.FIELD_INVALID.because(
                        "scope has '" + part + "': a dimension, =, and its value are expected");
            }
            scope.withArray(part.substring(0, equals).strip())
                    .add(part.substring(equals + 1).strip());
        }
    }

    private static List<String> listed(String text) {
        return text.isBlank() ? List.of() : CsvValues.split(text);
    }

    private static Form form(String kind, String about, Field... own) {
        List<Field> fields = new ArrayList<>();
        fields.add(text("name", "Name", "", true));
        fields.addAll(List.of(own));
        fields.add(choice("severity", "Severity", "warning", "critical", "info"));
        if (!kind.equals("rejected_share") && !kind.equals("ledger_drift")) {
            fields.add(text(SCOPE, "Scope: team = search; app = ranker", "", false));
        }
        fields.add(text(CHANNELS, "Channels, by id, separated by semicolons", "", false));
        return new Form(kind, about, fields);
    }

    private static Field text(String name, String label, String value, boolean required) {
        return new Field(name, label, value, required, List.of());
    }

    private static Field choice(String name, String label, String... options) {
        return new Field(name, label, options[0], false, List.of(options));
    }
}
