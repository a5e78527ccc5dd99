package io.tokenledger.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object from outside. A field that is not there and one that is null are the same. What is
 * there is of the right type or refused.
 *
 * @param path where the object stands, for the sender; empty for the event itself
 */
public record JsonFields(JsonNode node, String path) {
    /** Largest count that is believed: more tokens than one request can hold, and than a day's aggregate has. */
    public static final long MAX_COUNT = 10_000_000_000L;

    private static final int MAX_TIME_CHARS = 64;

    /** The text of that field; null where it is absent or blank. */
    public @Nullable String text(String name, int maxChars) throws Refusal {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrongType(name, value, "a text");
        }
        return checkedText(value.textValue(), name, maxChars);
    }

    /** The text if it is fit to be stored, null where it is blank; otherwise the refusal names the field. */
    public @Nullable String checkedText(String text, String name, int maxChars) throws Refusal {
        if (text.isBlank()) {
            return null;
        }
        if (text.length() > maxChars) {
            throw new Refusal(
                    IngestError.TEXT_TOO_LONG,
                    pathOf(name) + " has " + text.length() + " characters: at most " + maxChars);
        }
        int invalid = SafeText.firstInvalid(text);
        if (invalid >= 0) {
            throw new Refusal(
                    IngestError.TEXT_INVALID_CHARACTER,
                    pathOf(name) + " holds the character U+"
                            + HEX[text.charAt(invalid) >> 12 & 15]
                            + HEX[text.charAt(invalid) >> 8 & 15]
                            + HEX[text.charAt(invalid) >> 4 & 15]
                            + HEX[text.charAt(invalid) & 15]
                            + " at index " + invalid + ": control characters and lone surrogates are not accepted");
        }
        return text;
    }

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /** The RFC 3339 instant of that field, to the microsecond; null where it is absent or blank. */
    public @Nullable Instant instant(String name) throws Refusal {
        String text = text(name, MAX_TIME_CHARS);
        return text == null ? null : EventTime.parse(text, pathOf(name));
    }

    /** The object of that field; null where it is absent. */
    public @Nullable JsonFields object(String name) throws Refusal {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw wrongType(name, value, "an object");
        }
        return new JsonFields(value, pathOf(name));
    }

    /** The count of that field; 0 where it is absent. */
    public long count(String name) throws Refusal {
        Long count = countOrNull(name);
        return count == null ? 0 : count;
    }

    /** The count of that field, an integer from 0 to {@link #MAX_COUNT}; null where it is absent. */
    public @Nullable Long countOrNull(String name) throws Refusal {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            throw new Refusal(
                    IngestError.COUNT_NOT_AN_INTEGER, pathOf(name) + " is " + shown(value) + ": a count is an integer");
        }
        if (!value.canConvertToLong() || Math.abs(value.longValue()) > MAX_COUNT) {
            boolean negative = value.asText().startsWith("-");
            throw new Refusal(
                    negative ? IngestError.COUNT_NEGATIVE : IngestError.COUNT_ABSURD,
                    pathOf(name) + " is " + shown(value) + ": a count is from 0 to " + MAX_COUNT);
        }
        if (value.longValue() < 0) {
            throw new Refusal(
                    IngestError.COUNT_NEGATIVE, pathOf(name) + " is " + value.longValue() + ": a count is 0 or more");
        }
        return value.longValue();
    }

    /** The value of that field; null where it is absent or JSON null. */
    public @Nullable JsonNode present(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Where a field of this object stands. */
    public String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The refusal of a field whose JSON type is not the expected one. */
    public Refusal wrongType(String name, JsonNode value, String expected) {
        return new Refusal(
                IngestError.FIELD_WRONG_TYPE, pathOf(name) + " is " + kindOf(value) + ": it is to be " + expected);
    }

    /** Numbers and flags as they are, anything else by its kind, since it might be content. */
    private static String shown(JsonNode value) {
        return value.isNumber() || value.isBoolean()
                ? SafeText.cleaned(value.asText(), SafeText.QUOTED_CHARS)
                : kindOf(value);
    }

    private static String kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO ->
                "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
