package io.tokenledger.report.focus;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The check functions of the model, of one row. What is null is judged by checks of null alone. */
final class RuleChecks {
    static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");
    /** {@code 1000000 Tokens}, {@code Tokens}, {@code GB-Hours}, {@code GB/Hour}. */
    static final Pattern UNIT = Pattern.compile("([1-9]\\d* )?[A-Z][A-Za-z]*( [A-Z][A-Za-z]*)*([-/][A-Z][a-z]+)?");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Set<String> currencies;

    /** Knows these national currencies. */
    RuleChecks(Set<String> currencies) {
        this.currencies = currencies;
    }

    /** Whether the row is as the check wants it; refused where the model asks for a check that is not known. */
    boolean holds(JsonNode check, Map<String, String> row) {
        String function = check.path("CheckFunction").asText();
        String value = row.get(check.path("ColumnName").asText());
        return switch (function) {
            case "AND" -> items(check, row, true);
            case "OR" -> items(check, row, false);
            case "CheckValue" -> same(check.get("Value"), value);
            case "CheckNotValue" -> !same(check.get("Value"), value);
            case "CheckSameValue" -> Objects.equals(a(check, row), b(check, row));
            case "CheckNotSameValue" -> !Objects.equals(a(check, row), b(check, row));
            case "CheckGreaterOrEqualThanValue" ->
                value == null || isAtLeast(value, check.get("Value").decimalValue());
            case "CheckDecimalValue", "TypeDecimal", "FormatNumeric" ->
                value == null || NUMBER.matcher(value).matches();
            case "TypeString", "FormatString" -> value == null || isText(value);
            case "TypeDateTime", "FormatDateTime" -> value == null || isTime(value);
            case "FormatKeyValue" -> value == null || isKeyValue(value);
            case "FormatUnit" -> value == null || UNIT.matcher(value).matches();
            case "FormatCurrency", "CheckNationalCurrency" -> value == null || currencies.contains(value);
            case "ColumnByColumnEqualsColumnValue" -> isProduct(check, row);
            default -> throw new IllegalArgumentException("check function " + function + " is not known here");
        };
    }

    private boolean items(JsonNode check, Map<String, String> row, boolean all) {
        for (JsonNode item : check.get("Items")) {
            if (holds(item, row) != all) {
                return !all;
            }
        }
        return all;
    }

    private static @Nullable String a(JsonNode check, Map<String, String> row) {
        return row.get(check.get("ColumnAName").textValue());
    }

    private static @Nullable String b(JsonNode check, Map<String, String> row) {
        return row.get(check.get("ColumnBName").textValue());
    }

    private static boolean same(JsonNode wanted, @Nullable String value) {
        if (wanted == null || wanted.isNull() || value == null) {
            return (wanted == null || wanted.isNull()) && value == null;
        }
        return wanted.isNumber()
                ? equal(value, wanted.decimalValue().toPlainString())
                : wanted.textValue().equals(value);
    }

    private static boolean isProduct(JsonNode check, Map<String, String> row) {
        String a = a(check, row);
        String b = b(check, row);
        return a == null
                || b == null
                || isProduct(a, b, row.get(check.get("ResultColumnName").textValue()));
    }

    /** Null: not a number. */
    private static @Nullable BigDecimal number(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private static boolean isAtLeast(String text, BigDecimal least) {
        BigDecimal number = number(text);
        return number != null && number.compareTo(least) >= 0;
    }

    /** Whether both are numbers, and the same. */
    static boolean equal(@Nullable String a, @Nullable String b) {
        BigDecimal one = number(a);
        BigDecimal other = number(b);
        return one != null && other != null && one.compareTo(other) == 0;
    }

    /** Whether all are numbers, and the third is the product of the others. */
    static boolean isProduct(@Nullable String a, @Nullable String b, @Nullable String product) {
        BigDecimal one = number(a);
        BigDecimal other = number(b);
        return one != null && other != null && equal(one.multiply(other).toPlainString(), product);
    }

    static boolean isText(String value) {
        return !value.isBlank() && StandardCharsets.UTF_8.newEncoder().canEncode(value) && !value.contains("\uFFFD");
    }

    static boolean isTime(String value) {
        try {
            return TIME.matcher(value).matches() && java.time.Instant.parse(value) != null;
        } catch (java.time.DateTimeException notOne) {
            return false;
        }
    }

    /** An object without repeated keys, whose values are neither objects nor arrays. */
    static boolean isKeyValue(String value) {
        try {
            JsonNode json = JSON.readTree(value);
            return json.isObject()
                    && json.properties().stream()
                            .allMatch(field -> field.getValue().isValueNode());
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            return false;
        }
    }
}
