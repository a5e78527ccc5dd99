package io.tokenledger.pricing.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.pricing.problem.PricingError;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A JSON object that somebody sent, read field by field; what cannot be used is told with the value and the rule. */
public final class JsonForm {
    private static final int LONGEST_TEXT = 500;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final JsonNode object;
    private final String path;

    private JsonForm(JsonNode object, String path, Set<String> known) {
        if (!object.isObject()) {
            throw PricingError.FIELD_WRONG_TYPE.because(
                    (path.isEmpty() ? "the body" : path.substring(0, path.length() - 1)) + " is "
                            + JsonText.kind(object) + ": an object is expected");
        }
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                throw PricingError.FIELD_UNKNOWN.because("'" + path + JsonText.shown(field.getKey())
                        + "' is not known; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
        this.object = object;
        this.path = path;
    }

    /** Reads a body; a field that is not known is refused, because it may be a misspelt one. */
    public static JsonForm read(InputStream body, Set<String> known) {
        return new JsonForm(JsonText.read(body), "", known);
    }

    /** An object inside of a body; the path is where it stands, for messages. */
    public static JsonForm of(JsonNode json, String path, Set<String> known) {
        return new JsonForm(json, path + ".", known);
    }

    /** The object in that field; an empty one where it is missing. */
    public JsonForm object(String field, Set<String> known) {
        JsonNode value = object.path(field);
        boolean absent = value.isMissingNode() || value.isNull();
        return new JsonForm(absent ? JsonText.emptyObject() : value, path + field + ".", known);
    }

    /** Null where the field is missing. */
    public @Nullable String text(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw PricingError.FIELD_WRONG_TYPE.because(
                    path + field + " is " + JsonText.kind(value) + ": a string is expected, for amounts too");
        }
        String text = value.textValue();
        if (text.isBlank()
                || text.length() > LONGEST_TEXT
                || text.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw PricingError.TEXT_INVALID.because(path + field + " has 1 to " + LONGEST_TEXT
                    + " characters that are not all blank, no control character, no half of a surrogate pair");
        }
        return text;
    }

    /** The value as it is. */
    public JsonNode node(String field) {
        return object.path(field);
    }

    /** The field with the path of its object, for messages. */
    public String name(String field) {
        return path + field;
    }

    /** Who did it, or why: it is kept with what it changes. */
    public String said(String field) {
        String text = text(field);
        if (text == null) {
            throw PricingError.FIELD_MISSING.because(
                    path + field + " is missing: the book keeps who changed it and why");
        }
        return text.strip();
    }

    /** False where the field is missing. */
    public boolean flag(String field) {
        JsonNode value = object.path(field);
        return !value.isMissingNode() && !value.isNull() && requiredFlag(field);
    }

    public String required(String field) {
        String text = text(field);
        if (text == null) {
            throw PricingError.FIELD_MISSING.because(path + field + " is missing");
        }
        return text;
    }

    /** To the microsecond, which is what the database holds. */
    public Instant requiredInstant(String field) {
        String text = required(field);
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant.truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException e) {
            throw PricingError.TIME_INVALID.because(
                    path + field + " is '" + JsonText.shown(text)
                            + "': a time in RFC 3339 such as 2025-06-10T00:00:00Z",
                    e);
        }
        throw PricingError.TIME_INVALID.because(path + field + " is '" + JsonText.shown(text) + "': a time of our era");
    }

    /** A missing flag is an error: both answers do something. */
    public boolean requiredFlag(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw PricingError.FIELD_MISSING.because(path + field + " is missing: true or false");
        }
        if (!value.isBoolean()) {
            throw PricingError.FIELD_WRONG_TYPE.because(path + field + " must be true or false");
        }
        return value.booleanValue();
    }
}
