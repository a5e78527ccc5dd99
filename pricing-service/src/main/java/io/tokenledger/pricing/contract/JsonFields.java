package io.tokenledger.pricing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.pricing.json.JsonText;
import io.tokenledger.pricing.problem.PricingError;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An object of a request, read field by field: what is missing, misspelt or of another type is told by its name. */
final class JsonFields {
    private final JsonNode object;
    private final String path;

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** The object in a body; without a body one without fields, where that may be. */
    static JsonFields read(InputStream body, boolean mayBeEmpty) {
        return mayBeEmpty
                ? of(Objects.requireNonNullElseGet(JsonText.readOrNull(body), JsonText::emptyObject), "")
                : of(JsonText.read(body), "");
    }

    static JsonFields of(JsonNode json, String path) {
        if (!json.isObject()) {
            throw PricingError.FIELD_WRONG_TYPE.because(
                    (path.isEmpty() ? "the body" : path) + " is " + JsonText.kind(json) + ": an object is expected");
        }
        return new JsonFields(json, path.isEmpty() ? "" : path + ".");
    }

    /** A misspelt field would be a term that was never agreed. */
    void refuseOthersThan(Set<String> known) {
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                throw PricingError.FIELD_UNKNOWN.because("'" + path + JsonText.shown(field.getKey())
                        + "' is not known; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    String name(String field) {
        return path + field;
    }

    JsonNode node(String field) {
        return object.path(field);
    }

    private boolean isAbsent(String field) {
        return node(field).isMissingNode() || node(field).isNull();
    }

    String text(String field, int longest) {
        String text = textOrNull(field, longest);
        if (text == null) {
            throw PricingError.FIELD_MISSING.because(name(field) + " is missing");
        }
        return text;
    }

    @Nullable
    String textOrNull(String field, int longest) {
        if (isAbsent(field)) {
            return null;
        }
        JsonNode value = node(field);
        if (!value.isTextual()) {
            throw PricingError.FIELD_WRONG_TYPE.because(
                    name(field) + " is " + JsonText.kind(value) + ": a string is expected");
        }
        String text = value.textValue();
        boolean isUsable = !text.isBlank()
                && text.length() <= longest
                && text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!isUsable) {
            throw PricingError.TEXT_INVALID.because(name(field) + " has 1 to " + longest
                    + " characters, not all blank, no control characters, no half of a surrogate pair");
        }
        return text;
    }

    /** An exact decimal, as a string or as a number. */
    BigDecimal number(String field) {
        BigDecimal number = numberOrNull(field);
        if (number == null) {
            throw PricingError.FIELD_MISSING.because(name(field) + " is missing");
        }
        return number;
    }

    @Nullable
    BigDecimal numberOrNull(String field) {
        if (isAbsent(field)) {
            return null;
        }
        JsonNode value = node(field);
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isTextual() && value.textValue().matches("-?[0-9]{1,40}(\\.[0-9]{1,40})?")) {
            return new BigDecimal(value.textValue());
        }
        throw PricingError.CONTRACT_NUMBER_INVALID.because(
                name(field) + " is " + JsonText.kind(value) + ": a decimal number such as \"12.5\" is expected");
    }
}
