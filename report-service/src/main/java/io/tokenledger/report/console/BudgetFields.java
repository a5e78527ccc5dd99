package io.tokenledger.report.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetJson;
import io.tokenledger.report.budget.BudgetPeriod;
import io.tokenledger.report.budget.CarryOver;
import io.tokenledger.report.budget.CsvValues;
import io.tokenledger.report.console.BudgetFormPage.Field;
import io.tokenledger.report.console.BudgetFormPage.Group;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of the form of a budget: made from a budget, and read as the body of a request. Pure. */
final class BudgetFields {
    static final String PARENT = "parent_name";
    private static final String SCOPE = "scope.";
    private static final String TAGS = "tags";
    private static final String TICK = "may_exceed_parent";
    private static final Set<String> LISTS = Set.of("thresholds", "forecast_thresholds", "channels");
    private static final List<String> PLAIN = List.of(
            "name",
            "owner",
            "period",
            "timezone",
            "from",
            "to",
            "amount",
            "currency",
            "tokens",
            "carry_over",
            "exhaustion_days",
            "revision",
            "author",
            "reason");

    private BudgetFields() {}

    private static Stream<Dimension> attributes() {
        return Stream.of(Dimension.Attribute.values())
                .filter(dimension -> dimension != Dimension.Attribute.TENANT)
                .map(Dimension.class::cast);
    }

    static Map<String, String> ofNew() {
        return new LinkedHashMap<>(
                Map.of("period", "month", "timezone", "UTC", "currency", "USD", "thresholds", "0.5; 0.8; 1"));
    }

    /** @param parentName null: it has none */
    static Map<String, String> of(Budget budget, @Nullable String parentName) {
        BudgetJson json = BudgetJson.of(budget);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("revision", String.valueOf(json.revision()));
        values.put("name", json.name());
        values.put("owner", json.owner());
        values.put("period", json.period());
        values.put("timezone", json.timezone());
        values.put("from", json.from().toString());
        put(values, "to", json.to());
        put(values, "amount", json.amount());
        put(values, "currency", json.currency());
        put(values, "tokens", json.tokens());
        values.put("carry_over", json.carryOver());
        put(values, PARENT, parentName);
        values.put(TICK, String.valueOf(json.mayExceedParent()));
        values.put("thresholds", CsvValues.join(json.thresholds()));
        values.put("forecast_thresholds", CsvValues.join(json.forecastThresholds()));
        put(values, "exhaustion_days", json.exhaustionDays());
        values.put(
                "channels",
                CsvValues.join(json.channels().stream().map(UUID::toString).toList()));
        List<String> tags = new ArrayList<>();
        json.scope().forEach((dimension, of) -> {
            if (dimension.startsWith(Dimension.TAG_PREFIX)) {
                tags.add(dimension.substring(Dimension.TAG_PREFIX.length()) + " = " + CsvValues.join(of));
            } else {
                values.put(SCOPE + dimension, CsvValues.join(of));
            }
        });
        values.put(TAGS, String.join("\n", tags));
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }

    /**
     * The body of a request that says what the form does.
     *
     * @param parent null: none
     */
    static JsonNode body(String tenant, Map<String, String> values, @Nullable UUID parent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("tenant", tenant);
        for (String name : PLAIN) {
            String value = values.getOrDefault(name, "").strip();
            // A browser sends the currency that stands there also for a budget of tokens.
            boolean beside =
                    name.equals("currency") && values.getOrDefault("amount", "").isBlank();
            if (!value.isEmpty() && !beside) {
                body.put(name, value);
            }
        }
        for (String name : LISTS) {
            list(body, name, values.getOrDefault(name, ""));
        }
        body.put(TICK, values.getOrDefault(TICK, "").equals("true"));
        body.put("parent", parent == null ? null : parent.toString());
        ObjectNode scope = body.putObject("scope");
        attributes()
                .forEach(dimension ->
                        list(scope, dimension.wireName(), values.getOrDefault(SCOPE + dimension.wireName(), "")));
        tags(scope, values.getOrDefault(TAGS, ""));
        return body;
    }

    /** Who sends the form and why, as the body of a request. */
    static JsonNode said(Map<String, String> values) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("author", values.get("author"))
                .put("reason", values.get("reason"));
    }

    private static void tags(ObjectNode scope, String lines) {
        for (String line : lines.lines().filter(text -> !text.isBlank()).toList()) {
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw ReportError.FIELD_INVALID.because(
                        "tags has the line '" + line + "': a key, =, and its values are expected");
            }
            list(scope, Dimension.TAG_PREFIX + line.substring(0, equals).strip(), line.substring(equals + 1));
        }
    }

    private static void list(ObjectNode object, String name, String field) {
        if (!field.isBlank()) {
            var items = object.putArray(name);
            CsvValues.split(field).forEach(items::add);
        }
    }

    /** The form with these values. */
    static List<Group> groups(Map<String, String> values) {
        List<String> periods = BudgetPeriod.wireNames();
        return List.of(
                new Group(
                        "Budget",
                        List.of(
                                field(values, "name", "Name", "text", "", true),
                                field(values, "owner", "Owner", "text", "who answers for it", false),
                                choice(values, "period", "Period", periods),
                                field(values, "timezone", "Time zone", "text", "Europe/Berlin", true),
                                field(values, "from", "From", "date", "else the running period", false),
                                field(values, "to", "To, not in it", "date", "else it goes on", false))),
                new Group(
                        "Amount in each period: money, or tokens",
                        List.of(
                                field(values, "amount", "Amount", "text", "1000", false),
                                field(values, "currency", "Currency", "text", "USD", false),
                                field(values, "tokens", "Tokens", "text", "input and output", false),
                                choice(values, "carry_over", "Carry over", CarryOver.wireNames()))),
                new Group(
                        "Scope: values separated by semicolons, \\- for not attributed; none: all of the tenant",
                        Stream.concat(
                                        attributes()
                                                .map(dimension -> field(
                                                        values,
                                                        SCOPE + dimension.wireName(),
                                                        dimension.wireName().replace('_', ' '),
                                                        "text",
                                                        "any",
                                                        false)),
                                        Stream.of(field(
                                                values,
                                                TAGS,
                                                "tags, a line for each key",
                                                "lines",
                                                "key = value",
                                                false)))
                                .toList()),
                new Group(
                        "Part of another budget",
                        List.of(
                                field(values, PARENT, "Parent, by name", "text", "none", false),
                                field(values, TICK, "Its own children may add up to more than it", "tick", "", false))),
                new Group(
                        "Tell somebody",
                        List.of(
                                field(values, "thresholds", "When so much is used", "text", "0.5; 0.8; 1", false),
                                field(values, "forecast_thresholds", "When it is forecast", "text", "1", false),
                                field(values, "exhaustion_days", "So many days ahead", "text", "", false),
                                field(values, "channels", "Channels, by id", "text", "", false))),
                new Group(
                        "For the history",
                        List.of(
                                field(values, "author", "Your name", "text", "", false),
                                field(values, "reason", "Why", "text", "", false))));
    }

    private static Field field(
            Map<String, String> values, String name, String label, String kind, String hint, boolean required) {
        return new Field(name, label, kind, values.getOrDefault(name, ""), hint, List.of(), required);
    }

    private static Field choice(Map<String, String> values, String name, String label, List<String> options) {
        return new Field(name, label, "choice", values.getOrDefault(name, options.getFirst()), "", options, false);
    }

    /** A scope in words. */
    static String scope(Budget budget) {
        return budget.scope().entrySet().stream()
                .map(asked -> asked.getKey() + ": "
                        + asked.getValue().stream()
                                .map(value -> value.isEmpty() ? "not attributed" : value)
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }
}
