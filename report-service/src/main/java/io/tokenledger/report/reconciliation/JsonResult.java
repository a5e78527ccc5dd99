package io.tokenledger.report.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One result of a bucket, read field by field. A field that is null is one that is missing. */
record JsonResult(JsonNode object) {
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_DIGITS = 60;

    JsonResult {
        if (!object.isObject()) {
            throw new BillFault("a result is an object");
        }
    }

    @Nullable
    String text(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT || hasControls(value.textValue())) {
            throw new BillFault(field + " is not a text of at most " + LONGEST_TEXT + " characters");
        }
        return value.textValue().isBlank() ? null : value.textValue().strip();
    }

    /** Exact, of a number or of a text that is one. */
    @Nullable
    BigDecimal decimal(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return exact(
                field,
                value.isTextual()
                        ? value.textValue()
                        : value.isNumber() ? value.decimalValue().toString() : "?");
    }

    /** A count; 0 where it is missing. */
    long count(String field) {
        BigDecimal value = decimal(field);
        if (value == null) {
            return 0;
        }
        if (value.signum() < 0 || value.stripTrailingZeros().scale() > 0 || value.precision() - value.scale() > 15) {
            throw new BillFault(field + " is " + value.toPlainString() + ": a count from 0 on is expected");
        }
        return value.longValueExact();
    }

    /** These fields where they are there, as text. */
    SortedMap<String, String> details(String... fields) {
        SortedMap<String, String> details = new TreeMap<>();
        for (String field : fields) {
            JsonNode value = object.path(field);
            if (value.isBoolean()) {
                details.put(field, value.asText());
            } else {
                String text = text(field);
                if (text != null) {
                    details.put(field, text);
                }
            }
        }
        return details;
    }

    JsonResult inner(String field) {
        JsonNode value = object.path(field);
        return new JsonResult(value.isObject() ? value : JsonNodeFactory.instance.objectNode());
    }

    /** A plain decimal, or one with an exponent as JSON may have it, of a size that money and tokens have. */
    static BigDecimal exact(String name, String text) {
        if (!text.matches("-?[0-9]{1,30}(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?")) {
            throw new BillFault(name + " is '" + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
                    + "': a decimal number is expected");
        }
        BigDecimal value = new BigDecimal(text);
        if (value.precision() - value.scale() > 18 || value.scale() > MOST_DIGITS) {
            throw new BillFault(name + " is '" + text + "': at most 18 digits before the point, 60 behind it");
        }
        return value;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
