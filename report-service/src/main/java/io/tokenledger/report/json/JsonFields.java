package io.tokenledger.report.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.problem.ReportError;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that somebody sent. A field that is not known is refused, because a misspelt one must not
 * change an amount; what cannot be used is told with its path, its value and the rule.
 */
public final class JsonFields {
    /** Decimal places of a ratio or a share. */
    public static final int MOST_PLACES = 6;

    private static final int LARGEST_BODY_BYTES = 1_000_000;
    private static final int MOST_VALUES = 1_000;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    private final JsonNode object;
    private final String path;

    private JsonFields(JsonNode object, String path) {
        if (!object.isObject()) {
            throw ReportError.FIELD_INVALID.because(
                    (path.isEmpty() ? "the body" : path) + " is " + JsonText.kind(object) + ": an object is expected");
        }
        this.object = object;
        this.path = path;
    }

    /** Reads a body of at most a megabyte. */
    public static JsonFields read(InputStream body) {
        return new JsonFields(JsonText.read(body, LARGEST_BODY_BYTES), "");
    }

    /** Text that was written by {@link #json}, such as a question that was kept. */
    public static JsonFields parse(String json) {
        return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** The object as JSON text. */
    public String json() {
        return object.toString();
    }

    /** The object itself, to be put into another one. */
    public JsonNode copy() {
        return object.deepCopy();
    }

    /** Refuses every field but these. */
    public JsonFields onlyOf(String... known) {
        Set<String> names = new TreeSet<>(List.of(known));
        for (String field : names()) {
            if (!names.contains(field)) {
                throw ReportError.FIELD_UNKNOWN.because(
                        "'" + JsonText.shown(name(field)) + "' is not known; known are " + String.join(", ", names));
            }
        }
        return this;
    }

    /** The names of the fields that are there, in the order in which they came. */
    public List<String> names() {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Where a field stands, for messages. */
    public String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** Null where the field is missing or null. */
    public @Nullable String text(String field) {
        return has(field) ? text(object.get(field), name(field)) : null;
    }

    public String requiredText(String field) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            throw ReportError.FIELD_MISSING.because(name(field) + " is missing");
        }
        return text;
    }

    /** A text that may have several lines and be longer than others; null where the field is missing or empty. */
    public @Nullable String lines(String field, int longest) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        if (!value.isTextual()
                || value.textValue().length() > longest
                || value.textValue().chars().anyMatch(each -> Character.isISOControl(each) && each != '\n')
                || !StandardCharsets.UTF_8.newEncoder().canEncode(value.textValue())) {
            throw ReportError.FIELD_INVALID.because(name(field) + " is " + JsonText.kind(value) + ": a text of at most "
                    + longest + " characters, with no control character but line feeds, is expected");
        }
        return value.textValue().isEmpty() ? null : value.textValue();
    }

    /** A text that can be kept and shown: not blank, and without halves of characters. Blanks around it go. */
    public String storableText(String field) {
        String text = requiredText(field).strip();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw ReportError.FIELD_INVALID.because(name(field) + " has half of a surrogate pair, which no text has");
        }
        return text;
    }

    /** The same; {@code otherwise} where the field is missing or blank. */
    public String storableText(String field, String otherwise) {
        String text = text(field);
        return text == null || text.isBlank() ? otherwise : storableText(field);
    }

    /** A date such as {@code 2026-11-20}. */
    public LocalDate requiredDate(String field) {
        String text = requiredText(field);
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException notADate) {
            throw ReportError.FIELD_INVALID.because(
                    name(field) + " is '" + JsonText.shown(text) + "': a date (2026-11-20) is expected", notADate);
        }
        throw ReportError.FIELD_INVALID.because(name(field) + " is '" + JsonText.shown(text) + "': a year from "
                + FIRST_YEAR + " to " + LAST_YEAR + " is expected");
    }

    /** False where the field is missing. */
    public boolean flag(String field) {
        if (!has(field)) {
            return false;
        }
        if (!object.get(field).isBoolean()) {
            throw ReportError.FIELD_INVALID.because(
                    name(field) + " is " + JsonText.kind(object.get(field)) + ": true or false is expected");
        }
        return object.get(field).booleanValue();
    }

    /** A text or a list of texts; empty where the field is missing. */
    public List<String> texts(String field) {
        if (!has(field)) {
            return List.of();
        }
        JsonNode value = object.get(field);
        if (!value.isArray()) {
            return List.of(text(value, name(field)));
        }
        return elements(field).stream()
                .map(element -> text(element, name(field) + "[]"))
                .toList();
    }

    /** A number, or a text that is one; null where the field is missing. */
    public @Nullable BigDecimal decimal(String field, String least, String most) {
        return has(field) ? decimal(object.get(field), name(field), least, most) : null;
    }

    /** The object in that field; null where it is missing. */
    public @Nullable JsonFields object(String field) {
        return has(field) ? new JsonFields(object.get(field), name(field)) : null;
    }

    /** Whether the field holds an object. */
    public boolean isObject(String field) {
        return object.path(field).isObject();
    }

    /** Whether the field holds that text. */
    public boolean isText(String field, String text) {
        return object.path(field).isTextual() && object.path(field).textValue().equals(text);
    }

    /** The objects of a list; empty where the field is missing. */
    public List<JsonFields> objects(String field) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : elements(field)) {
            objects.add(new JsonFields(element, name(field) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    private List<JsonNode> elements(String field) {
        if (!has(field)) {
            return List.of();
        }
        JsonNode value = object.get(field);
        if (!value.isArray() || value.size() > MOST_VALUES) {
            throw ReportError.FIELD_INVALID.because(name(field) + " is "
                    + (value.isArray() ? "a list of " + value.size() : JsonText.kind(value)) + ": a list of at most "
                    + MOST_VALUES + " is expected");
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }

    private static String text(JsonNode value, String name) {
        if (!value.isTextual()
                || value.textValue().length() > JsonScalars.LONGEST_TEXT
                || value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw ReportError.FIELD_INVALID.because(name + " is " + JsonText.kind(value) + ": a text of at most "
                    + JsonScalars.LONGEST_TEXT + " characters, none of them a control character, is expected");
        }
        return value.textValue();
    }

    private static BigDecimal decimal(JsonNode value, String name, String least, String most) {
        String rule = ": a decimal from " + least + " to " + most + " with at most " + MOST_PLACES
                + " decimal places is expected";
        BigDecimal decimal = JsonScalars.decimal(value);
        if (decimal == null
                || decimal.compareTo(new BigDecimal(least)) < 0
                || decimal.compareTo(new BigDecimal(most)) > 0) {
            throw ReportError.FIELD_INVALID.because(name + " is " + JsonText.kind(value) + rule);
        }
        return decimal;
    }
}
