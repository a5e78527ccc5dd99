package io.tokenledger.report.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageSelection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was filled in of the form of the what-if page; empty: nothing. Pure.
 *
 * @param fields by name, all of {@link #NAMES}
 */
public record WhatIfSelection(Map<String, String> fields) {
    private static final List<String> NAMES = List.of(
            "tenant",
            "from",
            "to",
            "timezone",
            "team",
            "app",
            "model",
            "effort",
            "to_model",
            "to_provider",
            "to_tier",
            "to_effort",
            "percent",
            "prices",
            "prices_at",
            "group_by",
            "cached",
            "output_low",
            "output",
            "output_high",
            "reasoning_low",
            "reasoning",
            "reasoning_high");
    /** A field of which any makes a question. */
    private static final List<String> CHANGES =
            List.of("to_model", "to_provider", "to_tier", "to_effort", "cached", "output", "reasoning");

    private static final List<String> ASSUMPTIONS =
            List.of("cached", "output_low", "output", "output_high", "reasoning_low", "reasoning", "reasoning_high");
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    public WhatIfSelection {
        fields = Map.copyOf(fields);
    }

    static WhatIfSelection read(QueryParameters parameters, Instant now) {
        QueryParameters filled = parameters.withoutEmpty();
        Map<String, String> fields = defaults(now);
        for (String name : NAMES) {
            filled.single(name).ifPresent(value -> fields.put(name, value));
        }
        filled.refuseOthers();
        return new WhatIfSelection(fields);
    }

    /** Last month in UTC, of all, by team, without a question. */
    static WhatIfSelection byDefault(Instant now) {
        return new WhatIfSelection(defaults(now));
    }

    private static Map<String, String> defaults(Instant now) {
        Map<String, String> fields = new TreeMap<>();
        NAMES.forEach(name -> fields.put(name, ""));
        LocalDate thisMonth = LocalDate.ofInstant(now, ZoneId.of("UTC")).withDayOfMonth(1);
        fields.put("from", thisMonth.minusMonths(1).toString());
        fields.put("to", thisMonth.toString());
        fields.put("timezone", "UTC");
        fields.put("percent", "100");
        fields.put("prices", "contract");
        fields.put("group_by", "team");
        return fields;
    }

    /** A field, for the template. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Whether the form asks anything yet. */
    public boolean asks() {
        return CHANGES.stream().anyMatch(name -> !get(name).isEmpty());
    }

    /** Whether anything is assumed other than what is measured. */
    public boolean assumes() {
        return ASSUMPTIONS.stream().anyMatch(name -> !get(name).isEmpty());
    }

    /** The service tiers that can be chosen. */
    public List<String> tiers() {
        return List.of("standard", "batch", "flex", "priority");
    }

    /** The dimensions that the answer can be told by. */
    public List<String> groups() {
        return List.of("team", "app", "project", "model", "environment", "month");
    }

    /** What was used in the period, by a dimension. */
    UsageQuery usageBy(Dimension dimension) {
        Map<String, List<String>> selected = new TreeMap<>();
        selected.put("from", List.of(get("from")));
        selected.put("to", List.of(get("to")));
        selected.put("timezone", List.of(get("timezone")));
        selected.put("group_by", List.of(dimension.wireName()));
        if (!get("tenant").isEmpty()) {
            selected.put("filter.tenant", List.of(get("tenant")));
        }
        return UsageSelection.read(new QueryParameters(selected), Instant.EPOCH); // both ends are given
    }

    /** The body of {@code POST /v1/what-if} that asks the same. */
    public String question() {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        put(question, "from", get("from"));
        put(question, "to", get("to"));
        put(question, "timezone", get("timezone"));
        ObjectNode filter = JsonNodeFactory.instance.objectNode();
        List.of("tenant", "team", "app").forEach(name -> put(filter, name, get(name)));
        if (!filter.isEmpty()) {
            question.set("filter", filter);
        }
        question.putArray("swaps").add(swap());
        put(question, "prices", get("prices"));
        put(question, "prices_at", get("prices_at"));
        question.putArray("group_by").add(get("group_by"));
        return question.toString();
    }

    private ObjectNode swap() {
        ObjectNode swap = JsonNodeFactory.instance.objectNode();
        ObjectNode from = swap.putObject("from");
        put(from, "model", get("model"));
        put(from, "reasoning_effort", get("effort"));
        ObjectNode to = swap.putObject("to");
        put(to, "provider", get("to_provider"));
        put(to, "model", get("to_model"));
        put(to, "service_tier", get("to_tier"));
        put(to, "reasoning_effort", get("to_effort"));
        swap.put("share", share());
        put(swap, "cached_input_share", get("cached"));
        ratio(swap, "output_token_ratio", "output");
        ratio(swap, "reasoning_token_ratio", "reasoning");
        return swap;
    }

    /** One figure, or all three where there is a range. */
    private void ratio(ObjectNode swap, String field, String name) {
        if (get(name + "_low").isEmpty() && get(name + "_high").isEmpty()) {
            put(swap, field, get(name));
            return;
        }
        ObjectNode range = swap.putObject(field);
        put(range, "low", get(name + "_low"));
        put(range, "expected", get(name));
        put(range, "high", get(name + "_high"));
    }

    private String share() {
        String percent = get("percent");
        if (!percent.matches("\\d{1,3}(\\.\\d{1,4})?") || new BigDecimal(percent).compareTo(HUNDRED) > 0) {
            throw ReportError.PARAMETER_INVALID.because(
                    "percent " + percent + " is not a number from 0 to 100 with at most 4 decimal places");
        }
        return new BigDecimal(percent).movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    private static void put(ObjectNode object, String field, String value) {
        if (!value.isEmpty()) {
            object.put(field, value);
        }
    }
}
