package io.tokenledger.report.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.problem.ReportError;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A JSON object that somebody sent, read field by field. A field that is null is one that is missing. */
public final class JsonForm {
    private static final int LONGEST_LIST = 10_000;
    private static final Set<String> FLAGS = Set.of("true", "false");

    private final JsonNode object;
    private final String path;

    private JsonForm(JsonNode object, String path, Set<String> known) {
        if (!object.isObject()) {
            String name = path.isEmpty() ? "the body" : path.substring(0, path.length() - 1);
            throw ReportError.FIELD_INVALID.because(name + " is " + JsonText.kind(object) + ": an object is expected");
        }
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                throw ReportError.FIELD_UNKNOWN.because("'" + path + JsonText.shown(field.getKey())
                        + "' is not known; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
        this.object = object;
        this.path = path;
    }

    /** One object; {@code path} stands before its fields in messages. */
    public static JsonForm of(JsonNode object, String path, Set<String> known) {
        return new JsonForm(object, path, known);
    }

    /** Reads a body; a field that is not known is refused, because it may be a misspelt one. */
    public static JsonForm read(InputStream body, Set<String> known) {
        return new JsonForm(JsonText.read(body), "", known);
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return value(field) != null;
    }

    /** Null where the field is missing. */
    public @Nullable String text(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(field, value, "a string is expected");
        }
        return checked(field, value.textValue());
    }

    /** The text, without blanks around it. */
    public String required(String field) {
        return required(field, text(field)).strip();
    }

    /** {@code otherwise} where the field is missing. */
    public String text(String field, String otherwise) {
        String text = text(field);
        return text == null ? otherwise : text.strip();
    }

    /** One of these values; null where the field is missing. */
    public @Nullable String oneOf(String field, List<String> values) {
        String text = text(field);
        if (text != null && !values.contains(text)) {
            throw ReportError.FIELD_INVALID.because(
                    path + field + " is '" + JsonText.shown(text) + "': one of " + String.join(", ", values));
        }
        return text;
    }

    /** A number of things from 1 on; null where the field is missing. */
    public @Nullable Long count(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        Long count = JsonScalars.count(value);
        if (count == null) {
            throw wrong(field, value, "a whole number from 1 to 1000000000000 is expected");
        }
        return count;
    }

    /** A decimal as number or string with at most 6 places; null where the field is missing. */
    public @Nullable BigDecimal decimal(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        BigDecimal decimal = JsonScalars.decimal(value);
        if (decimal == null) {
            throw wrong(field, value, "a decimal of at most 13 digits and 6 places is expected");
        }
        return decimal;
    }

    public BigDecimal requiredDecimal(String field) {
        return required(field, decimal(field));
    }

    /** Null where the field is missing. */
    public @Nullable LocalDate date(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        LocalDate date = JsonScalars.date(text);
        if (date == null) {
            throw ReportError.FIELD_INVALID.because(
                    path + field + " is '" + JsonText.shown(text) + "': a date such as 2026-11-20 is expected");
        }
        return date;
    }

    public LocalDate requiredDate(String field) {
        return required(field, date(field));
    }

    /** {@code otherwise} where the field is missing. */
    public boolean flag(String field, boolean otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        boolean isFlag = value.isBoolean() || (value.isTextual() && FLAGS.contains(value.textValue()));
        if (!isFlag) {
            throw wrong(field, value, "true or false is expected");
        }
        return value.asBoolean();
    }

    /** None where the field is missing. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(field)) {
            if (!item.isTextual()) {
                throw wrong(field + "[" + texts.size() + "]", item, "a string is expected");
            }
            texts.add(
                    checked(field + "[" + texts.size() + "]", item.textValue()).strip());
        }
        return texts;
    }

    /** The objects of an array; none where the field is missing. */
    public List<JsonForm> objects(String field, Set<String> known) {
        List<JsonForm> objects = new ArrayList<>();
        for (JsonNode item : items(field)) {
            objects.add(new JsonForm(item, path + field + "[" + objects.size() + "].", known));
        }
        return objects;
    }

    private Iterable<JsonNode> items(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > LONGEST_LIST) {
            throw wrong(field, value, "an array of at most " + LONGEST_LIST + " is expected");
        }
        return value;
    }

    private @Nullable JsonNode value(String field) {
        JsonNode value = object.path(field);
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    private <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw ReportError.FIELD_MISSING.because(path + field + " is missing");
        }
        return value;
    }

    private String checked(String field, String text) {
        if (!JsonScalars.isStorable(text)) {
            throw ReportError.FIELD_INVALID.because(path + field + " has 1 to " + JsonScalars.LONGEST_TEXT
                    + " characters that are not all blank, no control character, no half of a surrogate pair");
        }
        return text;
    }

    private RuntimeException wrong(String field, JsonNode value, String rule) {
        return ReportError.FIELD_INVALID.because(path + field + " is " + JsonText.kind(value) + ": " + rule);
    }
}
