package io.tokenledger.report.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Budgets as a CSV file: a line each, a column for each field and for each dimension of a scope. A column that a file does
 * not have leaves a budget in that as it is. Pure.
 */
final class BudgetCsv {
    static final String SCOPE = "scope.";
    private static final List<String> COLUMNS = List.of(
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
            "parent",
            "may_exceed_parent",
            "thresholds",
            "forecast_thresholds",
            "exhaustion_days",
            "channels");
    private static final Set<String> LISTS = Set.of("thresholds", "forecast_thresholds", "channels");

    private BudgetCsv() {}

    /** Refuses a header with a column that is not known or there twice, or without the name. */
    static List<String> header(List<String> header) {
        List<String> columns = header.stream().map(String::strip).toList();
        for (String column : columns) {
            if (column.startsWith(SCOPE)) {
                Dimension.named(column.substring(SCOPE.length()));
            } else if (!COLUMNS.contains(column)) {
                throw ReportError.FILE_INVALID.because("the column '" + column + "' is not known; known are "
                        + String.join(", ", COLUMNS) + ", " + SCOPE + "<dimension>");
            }
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw ReportError.FILE_INVALID.because("a column is there twice: " + String.join(", ", columns));
        }
        if (!columns.contains("name")) {
            throw ReportError.FILE_INVALID.because(
                    "there is no column 'name', by which a budget is known: " + String.join(", ", columns));
        }
        return columns;
    }

    /**
     * The body of a request that the fields make of a budget, without its parent, which they only name.
     *
     * @param before as {@link BudgetText} writes it; an empty object: a new budget
     */
    static ObjectNode body(ObjectNode before, Map<String, String> fields) {
        ObjectNode body = before.deepCopy();
        ObjectNode scope =
                body.path("scope") instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
        fields.forEach((column, field) -> {
            if (column.startsWith(SCOPE)) {
                put(scope, column.substring(SCOPE.length()), field, true);
            } else if (column.equals("may_exceed_parent")
                    && Set.of("true", "false").contains(field)) {
                body.put(column, Boolean.parseBoolean(field));
            } else if (!column.equals("parent")) {
                put(body, column, field, LISTS.contains(column));
            }
        });
        body.set("scope", scope);
        return body;
    }

    private static void put(ObjectNode object, String name, String field, boolean list) {
        if (field.isEmpty()) {
            object.remove(name);
        } else if (list) {
            var items = object.putArray(name);
            CsvValues.split(field).forEach(items::add);
        } else {
            object.put(name, field);
        }
    }

    /** The file of all these, parents before their children, so that it can be read in again. */
    static String text(List<Budget> budgets) {
        Map<UUID, Budget> byId = new HashMap<>();
        budgets.forEach(budget -> byId.put(budget.id(), budget));
        List<String> columns = new ArrayList<>(COLUMNS);
        Set<String> dimensions = new TreeSet<>();
        budgets.forEach(budget -> dimensions.addAll(budget.scope().keySet()));
        dimensions.forEach(dimension -> columns.add(SCOPE + dimension));
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text); // the text is the buffer
        csv.writeRecord(columns.stream().map(CsvValues::harmless).toList());
        budgets.stream()
                .sorted(Comparator.comparingInt((Budget budget) -> depth(budget, byId))
                        .thenComparing(Budget::name))
                .forEach(budget -> csv.writeRecord(line(budget, columns, byId)));
        return text.toString();
    }

    private static int depth(Budget budget, Map<UUID, Budget> byId) {
        int depth = 0;
        Budget above = byId.get(budget.place().parent());
        while (above != null) {
            depth++;
            above = byId.get(above.place().parent());
        }
        return depth;
    }

    private static List<String> line(Budget budget, List<String> columns, Map<UUID, Budget> byId) {
        ObjectNode json = BudgetText.json(budget);
        Budget parent = byId.get(budget.place().parent());
        json.put("parent", parent == null ? null : parent.name());
        List<String> line = new ArrayList<>();
        for (String column : columns) {
            JsonNode value = column.startsWith(SCOPE)
                    ? json.path("scope").path(column.substring(SCOPE.length()))
                    : json.path(column);
            line.add(CsvValues.harmless(field(value)));
        }
        return line;
    }

    private static String field(JsonNode value) {
        if (!value.isArray()) {
            return value.isNull() ? "" : value.asText();
        }
        List<String> values = new ArrayList<>();
        value.forEach(item -> values.add(item.asText()));
        return CsvValues.join(values);
    }
}
