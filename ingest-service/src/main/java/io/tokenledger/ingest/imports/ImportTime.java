package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Times as exports have them: RFC 3339, also with a space in place of the T, and whole seconds, milliseconds or
 * microseconds since 1970, told apart by their 10, 13 or 16 digits (2001 to 2286). What is none of it is left as it is, to
 * be refused with the event.
 */
final class ImportTime {
    private static final int DATE_CHARS = 10;

    private ImportTime() {}

    static JsonNode of(JsonNode value) {
        if (value.isIntegralNumber()) {
            return TextNode.valueOf(rfc3339(value.asText()));
        }
        return value.isTextual() ? TextNode.valueOf(rfc3339(value.textValue())) : value;
    }

    static String rfc3339(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return switch (text.length()) {
                case 10 -> Instant.ofEpochSecond(Long.parseLong(text)).toString();
                case 13 -> Instant.ofEpochMilli(Long.parseLong(text)).toString();
                case 16 ->
                    Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS).toString();
                default -> text;
            };
        }
        boolean spaced = text.length() > DATE_CHARS && text.charAt(DATE_CHARS) == ' ';
        return spaced ? text.substring(0, DATE_CHARS) + "T" + text.substring(DATE_CHARS + 1) : text;
    }
}
