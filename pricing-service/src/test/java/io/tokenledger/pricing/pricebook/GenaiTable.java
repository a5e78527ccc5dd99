package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A reader of genai-prices' own table for tests, written from its schema alone: which prices a model has at a time. */
final class GenaiTable {
    private GenaiTable() {}

    /** By the model's name in lower case, as that library looks it up; else with the providers that it falls back to. */
    static @Nullable JsonNode pricesOf(JsonNode table, String provider, String model, Instant at) {
        for (JsonNode entry : table) {
            if (entry.path("id").asText().equals(provider)) {
                for (JsonNode candidate : entry.path("models")) {
                    if (matches(candidate.path("match"), model.toLowerCase(Locale.ROOT))) {
                        return inForce(candidate.path("prices"), at);
                    }
                }
                for (JsonNode fallback : entry.path("fallback_model_providers")) {
                    JsonNode prices = pricesOf(table, fallback.asText(), model, at);
                    if (prices != null) {
                        return prices;
                    }
                }
            }
        }
        return null;
    }

    private static boolean matches(JsonNode clause, String model) {
        for (var part : clause.properties()) {
            JsonNode value = part.getValue();
            boolean matched =
                    switch (part.getKey()) {
                        case "equals" -> model.equals(value.asText());
                        case "starts_with" -> model.startsWith(value.asText());
                        case "ends_with" -> model.endsWith(value.asText());
                        case "contains" -> model.contains(value.asText());
                        case "regex" ->
                            Pattern.compile(value.asText()).matcher(model).find();
                        case "or" -> any(value, model);
                        case "and" -> all(value, model);
                        default -> throw new IllegalArgumentException("unknown clause " + part.getKey());
                    };
            if (matched) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(JsonNode clauses, String model) {
        for (JsonNode clause : clauses) {
            if (matches(clause, model)) {
                return true;
            }
        }
        return false;
    }

    private static boolean all(JsonNode clauses, String model) {
        for (JsonNode clause : clauses) {
            if (!matches(clause, model)) {
                return false;
            }
        }
        return true;
    }

    /** The last conditional price whose constraint is met. */
    private static @Nullable JsonNode inForce(JsonNode prices, Instant at) {
        if (prices.isObject()) {
            return prices;
        }
        JsonNode last = null;
        for (JsonNode conditional : prices) {
            JsonNode constraint = conditional.path("constraint");
            boolean met = constraint.isMissingNode()
                    || (constraint.has("start_date")
                            && !at.isBefore(LocalDate.parse(
                                            constraint.path("start_date").asText())
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()))
                    || (constraint.has("start_time") && isBetween(constraint, at));
            if (met) {
                last = conditional.path("prices");
            }
        }
        return last;
    }

    private static boolean isBetween(JsonNode constraint, Instant at) {
        LocalTime time = at.atOffset(ZoneOffset.UTC).toLocalTime();
        LocalTime from = LocalTime.parse(constraint.path("start_time").asText().replace("Z", ""));
        LocalTime until = LocalTime.parse(constraint.path("end_time").asText().replace("Z", ""));
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }
}
